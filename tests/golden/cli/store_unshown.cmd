# A sweep that was complete in the store when the power failed, before its files had all
# appeared: the next one shows it first, as it would have been, and compares with it.
command -v python3 >/dev/null || { echo 'needs python3' >&2; exit 77; }
sweep() { gouji sweep testdata/sources.csv --out r --peers all "$@"; }
sweep -q --lang zh --excel; echo $?
cp -r r whole
python3 -c 'import sqlite3; s = sqlite3.connect("r/gouji.db"); s.execute("UPDATE sweeps SET shown = 0"); s.commit()'
rm r/anomalies.json; echo old >r/reports.csv
sweep --lang en 2>&1 | grep 'cut short'
cut -d, -f3 r/anomalies.csv | sort | uniq -c
gouji export r --sweep 1 --out first; for f in first/*; do cmp $f whole/${f#*/}; done
