# A signal leaves an archive and no half-written results; the next run goes on.
. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
mkdir r && echo 1 >r/.gouji.lock && echo old >r/reports.csv
gouji sweep http.csv --out r --allow-private --delay 0.05 -q &
sweep=$!
for _ in $(seq 100); do
	compgen -G 'r/archive/*.warc.gz' >/dev/null && break
	sleep 0.05
done
sleep 0.5
kill -TERM $sweep
wait $sweep 2>/dev/null; echo "status $?"
ls -A r | grep -v archive; cat r/reports.csv
gouji sweep http.csv --out r --allow-private --delay 0 -q; echo $?
reused=$(grep -o '"reused":[^,]*' r/summary.json | tr -dc 0-9)
[ "$reused" -gt 0 ] && echo 'some were reused'
gouji sweep http.csv --out s --allow-private --delay 0 -q; echo $?
cmp r/reports.ndjson s/reports.ndjson
ls -A r | grep unfinished
