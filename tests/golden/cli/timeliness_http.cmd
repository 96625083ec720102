# The day of judgement is that of the newest capture, kept with the sweep: offline, and
# rebuilt from the archive, the same list is judged from the same day.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir site; cp testdata/sites/qinghe/police/2023.html site/a.html
serve site
year=$(TZ=Asia/Shanghai date +%Y)
{
	echo agency,kind,year,url
	echo 青禾县公安局,police,2023,http://127.0.0.1:$port/a.html
	echo 青禾县教育局,education,2022,
	echo 青禾县财政局,finance,2023,http://127.0.0.1:$port/gone.html
	echo 青禾县卫生健康局,health,$year,
} >list.csv
told() { cut -d, -f1,9,28 $1/coverage.csv | sed 1d; }
sweep() { gouji sweep list.csv --out r -q --rules A01,A02 --lang en --allow-private --delay 0 "$@"; echo $?; told r; }
before=$(TZ=Asia/Shanghai date +%F); sweep; after=$(TZ=Asia/Shanghai date +%F)
day=$(sqlite3 r/gouji.db "SELECT value FROM sweep_options WHERE name = 'as-of'")
[ "$day" = "$before" ] || [ "$day" = "$after" ] || echo "judged from $day"
cut -d, -f1,4 r/anomalies.csv
gouji export r --out e; cmp r/coverage.csv e/coverage.csv
sweep --offline
sqlite3 r/gouji.db "SELECT count(DISTINCT value) FROM sweep_options WHERE name = 'as-of'"
sweep --offline --as-of 2022-12-31
gouji rebuild r list.csv -q --rules A01,A02 --lang en; told r
