gouji sweep testdata/sources.csv --out result -q
cat result/rankings.csv
gouji rank result | cmp - result/rankings.csv
gouji rank result --format json | cmp - result/rankings.json
gouji rank result --metric requests --peers all --min-cases 1 --lang zh
