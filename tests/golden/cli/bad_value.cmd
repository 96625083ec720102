gouji parse -j 0 testdata; echo $?
gouji parse -j many testdata; echo $?
gouji parse --max-size 5X testdata; echo $?
gouji parse --format cvs testdata; echo $?
gouji check --rules T01,T99 testdata; echo $?
gouji rank --metric disclosure testdata; echo $?
gouji --log-format text sweep testdata/sources.csv --out o --delay -1; echo $?
gouji fetch testdata/sources.csv
