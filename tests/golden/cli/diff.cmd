# What changed between two sweeps: a cell, a sentence, a report that is gone and one
# that is new; a counter in a page's chrome is no change.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir site
sites=testdata/sites/boxi
cp $sites/education/2023.txt site/a.txt
cp $sites/finance/2023.md site/b.txt
cp $sites/market/2023.html site/c.html
cp $sites/government/2023.html site/d.html
cp $sites/police/2023.txt site/e.txt
serve site
{
	echo agency,region,level,kind,year,url
	n=0
	for page in a.txt b.txt c.html d.html e.txt; do
		n=$((n + 1))
		echo "甲县第$n局,甲县,county,other,2023,http://127.0.0.1:$port/$page"
	done
} >list.csv
sed '/e.txt/d' list.csv >short.csv
plain() { sed -E "s/:$port/:PORT/g; s/gouji-[0-9-]*/gouji-DATE/g; s/byte [0-9]+/byte N/g; s/uuid:[0-9a-f-]+/uuid:ID/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g; s/[0-9a-f]{64}/SHA/g"; }
sweep() { gouji sweep $1 --out $2 --allow-private --no-robots --delay 0 --fail-on never 2>&1 | grep -v '^{'; echo "${PIPESTATUS[0]}"; }
sweep short.csv r
wc -l <r/changes.csv; cat r/changes.json
mkdir old && cp r/*.csv r/*.json r/reports.ndjson old
# The same again, but for what stands around the report, and when it was fetched.
page() { iconv -f gb18030 -t utf-8 $sites/government/2023.html | sed "s,charset=gb[0-9a-z]*,charset=utf-8,i; s,<body>,<body><div>今天是$1 浏览次数：$2</div>,; s,</body>,<div>您是第$2位访客</div></body>," >site/d.html; }
page 2024年2月3日 17
sweep short.csv r
cat r/changes.json
page 2024年2月4日 4711
sweep short.csv r
gouji diff old r; echo $?
# Now the rest.
sed -i 's/| 13 | 0 | 0 | 0 | 0 | 2 | 18 |/| 13 | 0 | 0 | 0 | 0 | 2 | 15 |/; s/246/264/; s/^(五)监督保障.*/(五)监督保障。每月抽查一次。/' site/a.txt
sed -i 's/2024/2025/' site/b.txt
rm site/c.html
sweep list.csv r
gouji diff old r 2>&1 | plain
gouji diff old r --fail-on error >out; echo $?; gouji diff r r; echo $?; gouji diff old r --fail-on never >/dev/null; echo $?
plain <r/changes.csv
gouji diff old r --format csv | plain | cmp - <(plain <r/changes.csv) && gouji diff old r -f json | plain | head -3
gouji diff old r --lang zh | tail -1
gouji diff old r --open | plain | grep -A1 'still open' | head -2
gouji diff r old | plain | grep -vE '^ '
# No sweeps.
gouji diff old nowhere; echo $?
gouji diff old; echo $?
cp -r r bad; sed -i '2s/.*/what/' bad/anomalies.json; gouji diff old bad >/dev/null; echo $?
cp -r r bad2; sed -i '2s/"cells":{/"cells":{"x":1,/' bad2/reports.ndjson; gouji diff old bad2 2>&1 | tail -1
