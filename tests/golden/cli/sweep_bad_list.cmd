echo 'agency,year,adress' >a.csv; gouji sweep a.csv --out r; echo $?
printf 'agency,year\n某局,2023\n' >b.csv; gouji sweep b.csv --out r; echo $?
gouji sweep nowhere.csv --out r; echo $?
printf '\0\1\2' >c.csv; gouji sweep c.csv --out r; echo $?
ls
printf 'agency,year,url\n某局,20x3,x.html\n另局,2023,testdata/sites/boxi/education/2023.txt\n无址局,2023,\n' >d.csv
gouji sweep d.csv --out r; echo $?
cut -d, -f1,7-11 r/coverage.csv
cut -d, -f1,2,4,6,11 r/anomalies.csv
