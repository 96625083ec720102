# A full disk ends a run, loses no capture that was complete, and the next run
# goes on from there.
[ "$(id -u)" = 0 ] || { echo 'needs root to mount a small disk' >&2; exit 77; }
mkdir disk
mount -t tmpfs -o size=96k none disk 2>/dev/null || { echo 'cannot mount here' >&2; exit 77; }
. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
trap "umount disk; $(trap -p EXIT | sed "s/^trap -- '//; s/' EXIT$//")" EXIT
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
fetch() { gouji fetch http.csv --archive disk/a --allow-private --delay 0 -q; }
fetch 2>&1 | sed 's/gouji-[0-9-]*/gouji-DATE/'; echo ${PIPESTATUS[0]}
for file in disk/a/*.warc.gz; do gzip -t "$file" || echo "$file is torn"; done
kept=$(zcat disk/a/*.warc.gz | grep -a -c '^failure: ok')
[ "$kept" -gt 5 ] && [ "$kept" -lt 51 ] && echo 'some were kept'
mount -o remount,size=4m disk
gouji fetch http.csv --archive disk/a --allow-private --delay 0 --log-format json 2>log; echo $?
[ "$(grep -c '"outcome":"ok"' log)" = $((51 - kept)) ] && echo 'the others came now'
gouji sweep http.csv --out r --archive disk/a --offline -q; echo $?
wc -l <r/reports.ndjson
