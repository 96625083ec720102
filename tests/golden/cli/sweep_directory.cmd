gouji sweep testdata/sites/boxi --out r; echo $?
cut -d, -f1,7-14 r/coverage.csv
