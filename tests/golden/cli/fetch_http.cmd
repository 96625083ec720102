. "$GJ_GOLDEN_DIR/serve.sh"
serve testdata
sed "s/PORT/$port/" testdata/sources-http.csv | sed -n '1p;/自然资源/p;/boxi.education/p' >http.csv
plain() { sed -E "s/:$port/:PORT/; s/Failed to connect.*\)/…)/"; }
gouji fetch http.csv --archive a --allow-private --delay 0 2>&1 | plain; echo ${PIPESTATUS[0]}
gouji fetch http.csv --archive a --delay 0 2>&1 | plain; echo ${PIPESTATUS[0]}
gouji sweep http.csv --out r --archive nowhere --offline -q; echo $?
gouji sweep http.csv --out r --archive a --offline -q; echo $?
cut -d, -f1,9,10 r/coverage.csv
