gouji check --format json testdata/sites/boxi/education/2023.txt testdata/refused/news.html; echo $?
gouji check --format ndjson testdata/sites/boxi/education/2023.txt testdata/refused/news.html; echo $?
gouji check --format json testdata/sites/boxi/education/2022.html
