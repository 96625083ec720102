gouji sweep testdata/sources.csv --out result -q
cat result/rankings.csv
gouji rank result | cmp - result/rankings.csv
gouji rank result --format json | cmp - result/rankings.json
gouji rank result --metric requests --peers all --min-cases 1 --lang zh
gouji rank result --groups | cmp - result/groups.csv
gouji rank result --groups --format json | cmp - result/groups.json
cat result/groups.csv
gouji rank result --peers kind,parent --metric refusal_rate,growth
gouji rank result --peers all --metric requests,timeliness --groups --lang zh
gouji rank result --roll-up --metric requests,disclosure_rate
gouji rank result/reports.ndjson --roll-up
mv result/gouji.db aside.db
gouji rank result --roll-up --metric dispute_rate --lang zh
gouji rank result --peers kind,neighbours
