# Killed at random moments, a fetch keeps every capture that its log told of.
. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
sed "s/PORT/$port/" testdata/sources-http.csv >http.csv
RANDOM=23 killed=0 told=0 missing=0
for ((i = 0; i < 20; i++)); do
	rm -rf a
	: >log
	gouji fetch http.csv --archive a --allow-private --delay 0.01 --log-format json 2>log &
	run=$! at=$((1 + RANDOM % 16))
	while kill -0 $run && [ "$(grep -c '"event":"capture".*"outcome":"ok"' log)" -lt $at ]; do
		sleep 0.00$((1 + RANDOM % 9))
	done
	kill -KILL $run
	wait $run
	[ $? = 137 ] && killed=$((killed + 1))
	grep '"event":"capture".*"outcome":"ok".*}$' log | grep -oE '"address":"[^"]*"' |
		cut -d'"' -f4 | sort >told
	zcat -q a/*.warc.gz 2>/dev/null | grep -a -A9 '^WARC-Type: metadata' |
		grep -a '^WARC-Target-URI' | tr -d '\r' | cut -d' ' -f2 | sort -u >kept
	told=$((told + $(wc -l <told)))
	missing=$((missing + $(comm -23 told kept | wc -l)))
done 2>/dev/null
[ $killed -gt 5 ] && [ $told -gt 20 ] && echo 'killed often, with captures told'
echo "told, and not kept: $missing"
