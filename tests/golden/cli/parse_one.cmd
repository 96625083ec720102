gouji parse testdata/sites/lanchuan/market/2023.html
