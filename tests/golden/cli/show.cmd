gouji show testdata/sites/qinghe/police/2023.html
