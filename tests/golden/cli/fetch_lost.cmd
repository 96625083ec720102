# The network is lost in the middle of a run: what came is kept, and the next run
# fetches the rest and nothing else.
. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
server=$(jobs -p)
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
came() { grep -c '"outcome":"ok"' "$1"; }
gouji fetch http.csv --archive a --allow-private --delay 0.05 --timeout 1 --retries 0 --log-format json 2>log &
fetch=$!
for _ in $(seq 200); do
	[ "$(came log)" -gt 4 ] && break
	sleep 0.05
done
kill -STOP $server
wait $fetch; echo $?
kill -CONT $server
kept=$(came log)
[ "$kept" -gt 4 ] && [ "$kept" -lt 51 ] && echo 'lost in the middle'
grep -q '"outcome":"timeout"' log && echo 'and said so'
gouji fetch http.csv --archive a --allow-private --delay 0 --retry-failed --log-format json 2>again; echo $?
[ "$(came again)" = $((51 - kept)) ] && echo 'the others came, and only they'
gouji sweep http.csv --out r --archive a --offline -q; echo $?
wc -l <r/reports.ndjson
