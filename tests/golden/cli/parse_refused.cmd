gouji parse testdata/refused; echo $?
gouji parse --lang zh testdata/refused/legacy_2017.html
