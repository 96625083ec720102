# Whether a line of the list is on time, late, missing or not yet due, seen from a day:
# before, on and after the last one. What is not due yet is no error (A01, A02).
q=testdata/sites/qinghe
{
	echo agency,region_code,level,kind,year,url
	echo 青禾县人民政府,990121,county,government,2023,$q/government/2023.html
	echo 青禾县公安局,990121,county,police,2023,$q/police/2023.html
	echo 青禾县教育局,990121,county,education,2023,
	echo 柏溪县教育局,990122,county,education,2023,
	echo 澜川市教育局,990100,city,education,2023,$q/none.html
	echo 柏溪县人民政府,990122,county,government,2023,
} >list.csv
printf '990121.department = 02-15\ncity.department = 02-20\n' >due
sweep() { gouji sweep list.csv --out r -q --rules A01,A02,L02 "$@"; echo $?; }
told() {
	cut -d, -f1,9,12,13,28 r/coverage.csv | sed 1d
	tr -d ' \t\n' <r/summary.json | grep -oE '"timeliness":[^}]*}|"rule":"A0[12]"[^}]*(}|$)'
	rm -rf e && gouji export r --out e
	for f in coverage.csv coverage.json summary.json anomalies.csv; do cmp r/$f e/$f; done
}
for day in 2024-01-30 2024-01-31 2024-02-01; do
	echo "- $day"; sweep --as-of $day; told
done
echo '- local calendars'; { echo '[due]'; cat due; } >c
for day in 2024-02-15 2024-02-16 2024-02-21; do
	echo "- $day"; sweep --config c --as-of $day --metrics m.prom; told
done
grep timeliness m.prom
# An earlier one comes back as it was judged.
gouji export r --sweep 1 --out first; cut -d, -f1,28 first/coverage.csv | tail -1
# Without a day and without captures nothing is judged.
echo '- no day'; sweep; told
for day in 2024-1-31 2024-02-30 today 2024-01-31x; do sweep --as-of $day 2>&1; done
