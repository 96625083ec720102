# A number edited without a word between two sweeps is A03, and `changed` in coverage.
cp -rL testdata copy
gouji sweep copy/sources.csv --out result -q
gouji sweep copy/sources.csv --out result -q
grep -c A03 result/anomalies.csv
sed -i 's/>102</>103</' copy/sites/qinghe/police/2023.html
gouji sweep copy/sources.csv --out result -q
grep A03 result/anomalies.csv
grep ',yes,' result/coverage.csv | grep police | cut -d, -f1,7,9,18
