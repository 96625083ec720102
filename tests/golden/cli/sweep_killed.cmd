# Killed at many random moments, a sweep loses no capture that was complete, and
# comes to what an undisturbed one comes to. GJ_KILLS sets how often.
. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
sweep() { gouji sweep http.csv --allow-private -q --out "$@"; }
kept() { zcat -q r/archive/*.warc.gz 2>/dev/null | grep -a -c '^failure: ok'; }
RANDOM=17 before=0 lost=0 killed=0 kills=${GJ_KILLS:-200}
[ -z "$GJ_SANITIZED" ] || kills=40
for ((i = 0; i < kills; i++)); do
	[ $((i % 25)) = 0 ] && rm -rf r && before=0 # the first run is killed often, too
	timeout -s KILL "0.$(printf %03d $((RANDOM % 250)))" \
		gouji sweep http.csv --allow-private -q --out r --delay 0.002 -j 1 2>/dev/null
	[ $? = 137 ] && killed=$((killed + 1))
	now=$(kept)
	[ "$now" -ge "$before" ] || lost=$((lost + 1))
	before=$now
done 2>/dev/null
[ "$killed" -gt $((kills / 4)) ] && echo 'killed often enough'
echo "captures lost: $lost"
# The last one killed may hold its lock a moment longer.
for ((i = 0; i < 50; i++)); do
	sweep r --delay 0 2>err; status=$?
	[ $status = 75 ] || break
	sleep 0.1
done
cat err >&2; echo $status
sweep undisturbed --delay 0; echo $?
for file in reports.ndjson reports.csv rankings.csv groups.csv; do cmp r/$file undisturbed/$file; done
# A sweep that was not killed in time makes findings of the next one open, not new.
diff <(cut -d, -f1,2,4- r/anomalies.csv) <(cut -d, -f1,2,4- undisturbed/anomalies.csv)
diff <(cut -d, -f1-17 r/coverage.csv) <(cut -d, -f1-17 undisturbed/coverage.csv)
# Every file ends after a whole record, and nothing was thrown away.
for file in r/archive/*.warc.gz; do gzip -t "$file" || echo "$file is torn"; done
ls -A r | grep -c 'tmp\|unfinished'
