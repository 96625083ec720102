# What a monitor is told: metrics, and a ping at start and end; results stay in the
# metrics when a run wrote none.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir site
cp testdata/sites/boxi/health/2023.html site/a.html
serve site pings
{ echo agency,year,url; echo "甲县甲局,2023,http://127.0.0.1:$port/a.html"
  echo "甲县乙局,2023,http://127.0.0.1:$port/none.html"; echo 甲县丙局,2023,; } >list.csv
run() { gouji sweep list.csv --out 'out "1"' --allow-private --no-robots --delay 0 --metrics m.prom "$@" 2>&1 | sed "s/:$port/:PORT/g"; echo "${PIPESTATUS[0]}"; }
metrics() { sed -E 's/(_timestamp_seconds|seconds)(\{.*\}) [0-9.e-]+$/\1\2 N/; s/version="[^"]*"/version="V"/; s/(database_bytes.*) [0-9]+$/\1 N/' m.prom; }
success() { grep 'last_success.*{' m.prom; }
run -q --ping "http://127.0.0.1:$port/ping/secret/?name=x"
cat pings; metrics
success >before
# One that holds the lock; one without a roster; none of them wrote results.
sleep 1.1
(exec 9>'out "1"/.gouji.lock'; flock 9; run -q --ping "http://127.0.0.1:$port/ping") | sed 's/process [0-9]*/process N/'
tail -n 2 pings; metrics | grep -E 'exit_status\{|reports\{'
success | cmp - before
mv list.csv gone; run -q; mv gone list.csv; success | cmp - before
# A monitor in trouble changes nothing, and its secrets are not told.
run --ping http://127.0.0.1:1/s3cret -q
run --ping "http://127.0.0.1:$port/s3cret" -q | sed -E "s/(HTTP status 404|Server returned nothing.*)$/TROUBLE/"
success | cmp -s - before || echo 'a later success'
run --ping ftp://127.0.0.1/s3cret; run --ping "http://user:pw@127.0.0.1/" -q
mkdir m.prom2; gouji sweep list.csv --out 'out "1"' --offline --metrics m.prom2 -q --fail-on never; echo $?
# A signal.
gouji sweep list.csv --out 'out "1"' --allow-private --delay 50 --metrics m.prom --ping "http://127.0.0.1:$port/ping" -q & sweep=$!
sleep 0.7; kill -TERM $sweep; wait $sweep; echo $?
metrics | grep -E 'exit_status\{'; tail -n 3 pings
echo .m.prom* m.prom*
