gouji parse - <testdata/sites/boxi/education/2023.txt | cut -c 1-200
