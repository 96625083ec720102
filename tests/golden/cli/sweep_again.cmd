# A second sweep asks only for what changed; a page that links to the report is
# followed; what is no report is told apart.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir -p site/f
cp testdata/sites/boxi/education/2022.txt testdata/sites/boxi/health/2023.html site/f/
# Attached as .doc, and a page in truth, as many are.
cp testdata/sites/boxi/market/2023.html site/f/report.doc
cat >site/page.html <<'P'
<title>2023年政府信息公开工作年度报告</title><p>详见附件。</p><a href="f/report.doc">附件：2023年度报告</a>
P
cat >site/list.html <<'P'
<a href=f/none.html>甲县甲局2023年年度报告</a> <a href="f/2023.html">甲县乙局2023年年度报告</a>
<a href=f/other.html>甲县丙局2023年年度报告</a>
P
echo '<script>document.cookie="__jsl_clearance=x"</script>' >site/wall.html
echo '<title>登录</title><input type=password>' >site/login.html
echo '<p>您访问的页面不存在</p>' >site/gone.html
echo '<p>系统繁忙，请稍后再试</p>' >site/error.html
echo '<div id=app></div><script src=app.js></script>' >site/shell.html
printf 'User-agent: *\nDisallow: /closed/\n' >site/robots.txt
serve site
u=http://127.0.0.1:$port
{
	echo agency,year,url
	printf '%s,2023,%s\n' 甲县甲局 $u/page.html 甲县乙局 $u/list.html 甲县丙局 $u/wall.html \
		甲县丁局 $u/login.html 甲县戊局 $u/gone.html 甲县己局 $u/error.html \
		甲县庚局 $u/shell.html 甲县辛局 $u/closed/a.html 甲县壬局 $u/nowhere.html
	printf '%s,2022,%s\n' 甲县癸局 $u/f/2022.txt
} >list.csv
sweep() { gouji sweep list.csv --out r --allow-private --delay 0 "$@"; }
fetched() { grep -oE '"(addresses|captured|failed|reused|unchanged|followed|bytes)":[^,]*' r/summary.json | tr -d '\t\n'; echo; }
sweep -q; echo $?
sed "s/:$port/:PORT/g" r/coverage.csv | cut -d, -f1,8-10,18,19,21,24-26
grep -o '^[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,' r/anomalies.csv | cut -d, -f1,4
fetched
# Nothing changed.
sweep -q; echo $?
fetched
sed "s/:$port/:PORT/g" r/coverage.csv | cut -d, -f1,9,18,21
# One did.
cp testdata/sites/boxi/education/2023.txt site/f/2022.txt
sweep --verbose --log-format json 2>log; echo $?
fetched
grep -c '"event":"capture"' log
sed -nE "/\"capture\",/!d; s/:$port/:PORT/g; s/\"captured_at\":\"[^\"]*\"/\"captured_at\":T/; s/.*(\"outcome\":\"[^\"]*\").*(\"captured_at\".*)/\1 \2/p" log | sort | uniq -c
grep -oE '"event":"(result|changes)","text":"[^"]*"' log
# The record behind the numbers, and what a reader of it finds there.
gouji show 甲县癸局 --from r >shown
sed -nE "s/:$port/:PORT/; s/gouji-[0-9-]*/gouji-DATE/; s/byte [0-9]+/byte N/; s/uuid:[0-9a-f-]+/uuid:ID/; 1p; /^record/p" shown
set -- $(sed -nE 's/^record +([^ ]+) byte ([0-9]+) (.*)/\1 \2 \3/p' shown)
tail -c "+$(($2 + 1))" "r/archive/$1" | zcat 2>/dev/null | grep -a -m1 -c -F "WARC-Record-ID: $3"
# Only what failed, and nothing since today.
sweep -q --retry-failed; fetched
sweep -q --since 2020-01-01; fetched
sweep -q --since yesterday; echo $?
