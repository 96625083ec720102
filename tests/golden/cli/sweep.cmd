gouji sweep testdata/sources.csv --out result; echo $?
ls -A result
cat result/anomalies.csv result/coverage.csv result/summary.json
