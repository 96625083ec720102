# A robots.txt at hand is asked whether it changed; while it did not, its rules hold.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir site
cp testdata/sites/boxi/education/2022.txt site/a.txt
cp testdata/sites/boxi/education/2023.txt site/b.txt
printf 'User-agent: *\nDisallow: /b\n' >site/robots.txt
serve site
{ echo agency,year,url; for p in a b; do echo "甲县$p局,2023,http://127.0.0.1:$port/$p.txt"; done; } >list.csv
fetch() {
	gouji fetch list.csv --archive a --allow-private --delay 0 --log-format json 2>&1 |
		sed -nE 's/.*"event":"(robots|capture)".*("outcome":"[^"]*","status":[0-9]+,"bytes":[0-9]+).*("unchanged":[a-z]+).*/\1 \2 \3/p' | sort
}
records() { # The types of the records about robots.txt, requests and metadata left out.
	zcat a/*.warc.gz | tr -d '\r' | grep -a -A6 -E '^WARC-Type: (response|revisit)$' |
		awk '/^WARC-Type/ { type = $2 } /^Gouji-Role: robots/ { print type }'
}
echo '- first'; fetch
echo '- unchanged'; fetch
echo '- unchanged, the indexes lost'; rm a/.*.index; fetch
printf 'User-agent: *\nDisallow: /a\n' >site/robots.txt
echo '- changed'; fetch
rm site/robots.txt
echo '- gone'; fetch
printf 'User-agent: *\nDisallow: /a\n' >site/robots.txt
echo '- the same bytes, with another tag'; fetch
records
