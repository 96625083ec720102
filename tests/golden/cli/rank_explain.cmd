# Why an agency stands where it stands.
gouji sweep testdata/sources.csv --out result -q
gouji rank result --explain 青禾县公安局 --metric disclosure_rate,growth,quality,correction_rate
gouji rank result --explain 柏溪县财政 --metric workload,refusal_rate --lang zh
gouji rank result/reports.ndjson --explain 青禾县卫生 --metric requests,disclosure_rate,quality,timeliness --year 2022
gouji rank result --explain 澜川市卫生健康委员会 --metric requests
# A source that changed gives no places, and one that is gone.
cp testdata/sites/boxi/police/2023.txt here.txt
gouji parse here.txt >records.ndjson
sed -i 's/267/276/' here.txt
gouji rank records.ndjson --explain 公安 --metric requests
rm here.txt
gouji rank records.ndjson --explain 公安 --metric requests | tail -1
gouji rank result --explain 公安局; echo $?
gouji rank result --explain 税务; echo $?
gouji rank result --explain 柏溪县财政局 --year 2019; echo $?
gouji rank - --explain 公安局 <records.ndjson; echo $?
