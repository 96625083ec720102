# A bureau that a reform renamed, and one that an alias names: their years belong together.
from=testdata/sites/qinghe
cat >list.csv <<LIST
agency,year,url
永城市生态环境局,2019,2019.html
永城市环境保护局,2018,2018.html
永城市教体局,2023,$PWD/$from/education/2023.html
永城市教育局,2022,$PWD/$from/police/2022.html
LIST
sed 's/2023/2019/g' $from/police/2023.html >2019.html
sed 's/2022/2018/g' $from/education/2022.html >2018.html
echo '永城市教育体育局 = 永城市教育局' >names
sweep() {
	gouji sweep list.csv --out r --quiet --rules C01 "$@"
	cut -d, -f1,2,3,4,6 r/anomalies.csv
	grep -o '(the report for[^)]*)' r/anomalies.csv | sort -u
	grep -o 'renamed_agency' r/anomalies.csv | sort -u
	grep -A12 '"C01"' r/summary.json
}
sweep
echo with names
sweep --aliases names
