gouji parse; echo $?
gouji rank a b; echo $?
gouji sweep testdata/sources.csv
