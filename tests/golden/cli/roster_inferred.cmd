# A list with names and years alone gives what one with every column gives: peer groups,
# deadlines and parents (R01) are worked out from the names.
full() { # AGENCY CODE LEVEL KIND PARENT YEAR FILE
	echo "$1,,$2,$3,$4,$5,$6,testdata/sites/$7" >>full.csv
	echo "$1,$6,testdata/sites/$7" >>names.csv
}
echo 'agency,region,region_code,level,kind,parent,year,url' >full.csv
echo 'agency,year,url' >names.csv
for year in 2022 2023; do
	full 商丘市人民政府 411400 city government '' $year lanchuan/government/$year.html
	full 商丘市公安局 411400 city police 商丘市人民政府 $year lanchuan/police/$year.html
	full 永城市政府 411481 county government 商丘市人民政府 $year qinghe/government/$year.html
	full 永城市公安局 411481 county police 永城市政府 $year qinghe/police/$year.html
	full 永城市演集镇人民政府 411481 township government 永城市政府 $year qinghe/education/$year.html
done
gouji sweep full.csv --out a --min-cases 1 --quiet; echo $?
gouji sweep names.csv --out b --min-cases 1 --quiet; echo $?
for file in rankings.csv anomalies.csv reports.ndjson coverage.csv; do
	cmp a/$file b/$file && echo "$file is the same"
done
cut -d, -f1,3-7,12 b/coverage.csv
grep -c R01 b/anomalies.csv
# What is given stands.
printf 'agency,level,kind,year,url\n永城市公安局,city,警察,2023,testdata/sites/qinghe/police/2023.html\n' >given.csv
gouji sweep given.csv --out c --quiet
cut -d, -f1,3-6 c/coverage.csv
