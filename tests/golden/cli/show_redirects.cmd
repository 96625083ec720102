# The redirects that led to a report are told with their records, which the archive has.
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir -p site/new
cp testdata/sites/boxi/education/2023.txt site/new/2023.txt
ln -s /moved.html site/old.html
ln -s new/2023.txt site/moved.html
serve site
printf 'agency,year,url\n柏溪县教育局,2023,%s\n' http://127.0.0.1:$port/old.html >list.csv
gouji sweep list.csv --out r --allow-private --delay 0 -q; echo $?
gouji show 柏溪县教育局 --from r >shown
plain() { sed -E "s/:$port/:PORT/; s/gouji-[0-9-]*/gouji-DATE/; s/byte [0-9]+/byte N/; s/uuid:[0-9a-f-]+/uuid:ID/"; }
grep -E '^(http|redirect|record)' shown | plain
gouji show 柏溪县教育局 --from r --lang zh | grep '^重定向' | plain
grep -oE 'urn:uuid:[0-9a-f-]+' shown | while read -r id; do
	zcat r/archive/*.warc.gz | grep -a -A20 -F "WARC-Record-ID: <$id>" | grep -a -m1 -E '^HTTP/' | tr -d '\r'
done
