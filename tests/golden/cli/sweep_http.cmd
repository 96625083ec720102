. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
without_port() { sed "s/:$port/:PORT/g" "$@"; }
# Where in the archive a capture stands is a fact of the fetch.
without_record() { sed -E 's/gouji-[0-9-]+\.warc\.gz byte [0-9]+ <[^>]*>/RECORD/' "$@"; }
fetch="--allow-private --delay 0"
gouji sweep http.csv --out refused -q --delay 0; echo $?
cut -d, -f10 refused/coverage.csv | sort | uniq -c
gouji sweep http.csv --out one $fetch --parallel 1 -j 1 2>log; echo $?
cat log
without_port one/anomalies.csv
without_port one/coverage.csv | without_record | cut -d, -f1,7-19,21,23-
ls -A one one/archive | sed 's/gouji-.*warc/gouji-DATE.warc/'
grep -c seconds one/summary.json
# Whatever comes in first: the same results.
{ sed -n 1p http.csv; }  >two.csv; sed 1d http.csv >>two.csv
gouji sweep two.csv --out two $fetch --per-host 16 --parallel 16 -j 8 -q; echo $?
for file in anomalies.csv anomalies.json groups.csv groups.json rankings.csv rankings.json reports.csv reports.ndjson; do
	cmp one/$file two/$file
done
diff <(without_record one/coverage.csv | cut -d, -f1-19,21-) <(without_record two/coverage.csv | cut -d, -f1-19,21-)
# From the archive alone, and with what was found there read again.
gouji sweep http.csv --out three --archive one/archive --offline -q; echo $?
for file in anomalies.csv rankings.csv reports.ndjson coverage.csv; do cmp one/$file three/$file; done
gouji parse one/archive/*.warc.gz 2>/dev/null | wc -l
wc -l <one/reports.ndjson
