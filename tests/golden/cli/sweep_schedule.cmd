# A configuration is all a timer needs; sources and paths are relative to it. A
# deadline ends the fetching, the results tell of what there is, and the next run
# begins with the rest.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir -p etc/lists site
cp testdata/sites/boxi/health/2023.html site/a.html
cp testdata/sites/boxi/market/2023.html site/b.html
cp testdata/sites/boxi/education/2023.txt site/c.txt
serve site
{
	echo agency,year,url
	echo "甲县甲局,2023,http://127.0.0.1:$port/a.html"
	echo "甲县乙局,2023,http://127.0.0.1:$port/b.html"
} >etc/lists/one.csv
{
	echo agency,year,url
	echo "甲县丙局,2023,http://127.0.0.1:$port/c.txt"
} >'etc/lists/number two.csv'
cat >etc/nightly <<'C'
sources = lists/one.csv
  "lists/number two.csv"
allow-private = yes
no-robots = yes
delay = 100
fail-on = never
log-format = text
[sweep]
out = result
deadline = 3s
[fetch]
archive = elsewhere
deadline = 3s
C
fetched() { grep -oE '"(addresses|captured|failed|left|reused)":[^,]*' "$1" | tr -d '\t\n'; echo; }
covered() { cut -d, -f1,9,10 etc/result/coverage.csv | sed 1d; }
for night in 1 2; do
	gouji sweep --config etc/nightly -q; echo $?
	fetched etc/result/summary.json; covered
done
ls -A . etc/result | grep -v summary
# The rest of it, then nothing: all is young enough.
gouji sweep --config etc/nightly --deadline 10m --delay 0 2>log; echo $?; tail -1 log
gouji sweep --config etc/nightly --max-age 1h 2>log; echo $?; fetched etc/result/summary.json; cat log
# Operands come before the configuration's sources.
gouji sweep --config etc/nightly --max-age 1h etc/lists/one.csv 2>&1
gouji fetch --config etc/nightly 2>&1 | grep -v '^{'; ls etc
echo '[check]
sources = a' >wrong
gouji check --config wrong; echo $?
for age in 1 h 0d 5x 1h30m; do gouji sweep --log-format text --config etc/nightly --max-age $age; done
for time in 6 25:00 2026-02-30T 0h tomorrow; do gouji sweep --config etc/nightly --deadline $time; done
gouji sweep --config etc/nightly --max-age 7d --deadline 2001-02-03T04:05 -q; echo $?; fetched etc/result/summary.json
