gouji parse nowhere.html; echo $?
gouji parse nowhere.html testdata/sites/boxi/education/2023.txt | wc -l
