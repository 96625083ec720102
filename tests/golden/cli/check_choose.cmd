gouji check testdata/sites/boxi --rules T02,S04; echo $?
gouji check testdata/sites/boxi --rules s04; echo $?
gouji check testdata/sites/boxi --rules S04 --fail-on warning; echo $?
gouji check testdata/sites/boxi --skip T02,T03,A04,S01,S04; echo $?
gouji check testdata/sites/boxi --fail-on never -q | wc -l
