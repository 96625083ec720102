# Every file of a sweep comes back from its store byte for byte: of the last one and of
# the one before, with the options it had or with others; and of a store alone.
files='reports.csv reports.ndjson anomalies.csv anomalies.json rankings.csv rankings.json
groups.csv groups.json coverage.csv coverage.json changes.csv changes.json summary.json'
same() { for f in $files; do cmp "$1/$f" "$2/$f" || echo "$f differs"; done; }
cp -rL testdata copy
gouji sweep copy/sources.csv --out r -q --lang zh --excel --peers all --min-cases 5; echo $?
cp -r r first
gouji sweep copy/sources.csv --out other -q --lang zh --excel --peers kind
gouji export r --out a; echo $?; same first a; ls -A a
sed -i 's/>102</>103</' copy/sites/qinghe/police/2023.html
rm copy/sites/boxi/education/2022.txt
gouji sweep copy/sources.csv --out r -q --lang en; echo $?
gouji export r --out b; same r b
gouji export r --sweep 1 --out c; same first c
cp r/gouji.db alone.db && chmod 400 alone.db
gouji export alone.db --sweep 1 --out d; same first d
# What changed is of the rules that were looked for, and against the store when the files
# of the last sweep are gone.
cp r/changes.csv second.csv
gouji sweep copy/sources.csv --out r -q --lang zh --skip T01,T03; echo $?
gouji export r --out g; same r g; wc -l <r/changes.csv; grep -A24 '"changes"' r/summary.json | tr -d '\n\t '; echo
gouji export r --sweep 2 --out h; cmp second.csv h/changes.csv
rm r/reports.ndjson r/anomalies.json; cp copy/sites/boxi/education/2023.txt copy/sites/boxi/education/2022.txt
gouji sweep copy/sources.csv --out r -q; echo $?
gouji export r --out i; same r i; cut -d, -f1-5 r/changes.csv | sort | uniq -c | sort -rn | head -4; ls -A r
# Two sweeps of one store.
gouji diff r@1 r@2 --format csv | cmp - second.csv; gouji diff alone.db@2 r@3 | tail -1; gouji diff r@2 r@2
gouji diff r@9 r; echo $?; gouji diff r nowhere@1; echo $?
# With other options: as a sweep that had those.
gouji export r --sweep 1 --peers kind --min-cases 30 --out e
for f in $files; do cmp other/$f e/$f; done
# What cannot be.
gouji export r; echo $?
gouji export r --sweep 7 --out f; echo $?
gouji export nowhere --out f; echo $?
echo 'not a store' >text.db; gouji export text.db --out f; echo $?
mkdir full && echo x >full/x; gouji export r --out full; echo $?
