# The JSON and CSV files say the same.
gouji sweep testdata/sources.csv --out result -q
for file in anomalies coverage groups rankings; do
	echo "$file $(($(wc -l <result/$file.csv) - 1)) $(grep -c '^{' result/$file.json)"
done
head -3 result/anomalies.json
gouji parse $(cut -d, -f8 testdata/sources.csv | sed '1d;s|^|testdata/|') 2>/dev/null | wc -l
wc -l <result/reports.ndjson
