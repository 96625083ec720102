gouji show testdata/sites/boxi/education/2023.txt --lang zh
