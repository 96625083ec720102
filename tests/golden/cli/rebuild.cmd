# A damaged store is noticed, set aside and begun anew; rebuild brings every version that
# was ever captured back from the archive.
. "$GJ_GOLDEN_DIR/serve.sh"
ask() { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)' "r/gouji.db" "$1"; }
mkdir site && cp testdata/sites/qinghe/police/202[23].html site/
serve site
{
	echo agency,region,kind,level,year,url
	for y in 2022 2023; do echo "清河区公安局,清河区,police,county,$y,http://127.0.0.1:$port/$y.html"; done
} >list.csv
sweep() { gouji sweep list.csv --out r --allow-private --delay 0 -q --lang en "$@"; echo $?; }
sweep
sed -i 's/>102</>103</' site/2023.html
sweep
sed -i 's/>103</>104</' site/2023.html
sweep
versions='SELECT year, "t3.new_received.natural", "t3.new_received.total" FROM reports ORDER BY id'
ask "$versions" | tee before
ls r | grep -v archive >files
cp r/reports.ndjson r/rankings.csv .
# Damaged throughout: the next sweep says so and goes on.
dd if=/dev/zero of=r/gouji.db bs=4096 seek=1 count=20 conv=notrunc 2>/dev/null
gouji sweep list.csv --out r --allow-private --delay 0 --lang en 2>err; echo $?
grep damaged err; ls r | grep corrupt; ask "$versions"
# With what is left, and once more: a sound store only gains what it lacks.
gouji rebuild r --lang en; echo $?
ask "$versions" | sort | diff - <(sort before) && echo 'all versions are back'
gouji rebuild r -q; ask "$versions" | wc -l
cmp reports.ndjson r/reports.ndjson
# Lost altogether, and no text that could be a database.
rm r/gouji.db; gouji rebuild r list.csv -q; echo $?; ask "$versions" | wc -l
echo garbage >r/gouji.db; gouji rebuild r --lang en; echo $?; ls r | grep corrupt
ask "$versions" | sort | diff - <(sort before)
gouji export r --out x && cmp x/reports.ndjson r/reports.ndjson
# Nothing to go by.
gouji rebuild nowhere; echo $?
