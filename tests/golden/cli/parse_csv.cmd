gouji parse --format csv --excel testdata/sites/boxi/education/2023.txt
gouji parse --format=csv --lang zh testdata/sites/boxi/education/2023.txt | head -1
