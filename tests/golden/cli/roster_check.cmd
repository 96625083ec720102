cat >a.csv <<'LIST'
agency,region,region_code,level,kind,parent,year,url
商丘市人民政府,商丘市,411400,city,government,,2022,http://www.shangqiu.gov.cn/2022.html
商丘市人民政府,商丘市,411400,city,government,,2023,http://www.shangqiu.gov.cn/2023.html
永城市人民政府,永城市,411481,county,government,商丘市人民政府,2023,http://www.ycs.gov.cn/zf.html
夏邑县人民政府办公室,夏邑县,411426,county,,商丘市人民政府,2023,http://www.xiayi.gov.cn/zf.html
永城市公安局,永城市,411481,city,police,永城市政府,2023,http://www.ycs.gov.cn/ga.html
永城市教育局,夏邑县,411426,county,education,永城市教育局,2023,http://www.ycs.gov.cn/jy.html
永城市市监局,永城市,411481,county,market,,2022,http://www.ycs.gov.cn/sj22.html
河南省永城市市场监督管理局,,,,,,2022,http://www.ycs.gov.cn/sj22b.html
永城市财政局,虞城县,411481,county,finance,商丘市财政局,2023,http://www.ycs.gov.cn/cz.html
民权县财政局,民权县,411499,county,finance,,2023,http://www.ycs.gov.cn/mq.html
睢县财政局,睢县,41142,county,finance,,2007,
鼓楼区财政局,鼓楼区,,,finance,,2023,http://www.gulou.gov.cn/cz.html
大名府财政局,大名府,,,finance,,2023,http://www.gulou.gov.cn/cz.html
洪泽县财政局,,320829,,,,2016,http://www.hongze.gov.cn/cz.html
永城市国土资源局,,,,,,2018,http://www.ycs.gov.cn/gt.html
永城市自然资源局,,,,,,2019,http://www.ycs.gov.cn/zr.html
永城市教体局,,,,,,2022,http://www.ycs.gov.cn/jt.html
宁陵县审计局,,,,,,2098,http://www.ycs.gov.cn/nl.html
永城市审计局,,,,,,20x3,http://www.ycs.gov.cn/sj.html
LIST
gouji roster check a.csv --year 2023; echo $?
echo '教育体育局 = 教育局' >names
printf 'agency,year,url\n永城市教体局,2022,x.html\n永城市教育局,2023,y.html\n' >c.csv
gouji roster check c.csv --year 2023; echo $?
gouji roster check c.csv --year 2023 --aliases names --format json; echo $?
gouji roster check a.csv --year 2023 --lang zh --format csv | sed -n '1p;/government_missing/p' | head -4
gouji roster check a.csv --year 2019 | grep -c '国土\|自然'
# Nothing to say, and what is no list.
printf 'agency,year,url\n永城市公安局,2023,http://www.ycs.gov.cn/a.html\n' >b.csv
gouji roster check b.csv; echo $?
gouji roster check b.csv b.csv; echo $?
gouji roster look b.csv; echo $?
printf 'agency,year,url\n永城市\0公安局,2023,a\n' >nul.csv; gouji roster check nul.csv; echo $?
gouji roster check none.csv; echo $?
printf '永城市甲局 = 永城市乙局\n永城市乙局 = 永城市甲局\n' >round
gouji roster check b.csv --aliases round; echo $?
gouji roster check b.csv --aliases nowhere; echo $?
