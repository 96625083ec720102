gouji check testdata/sites/linlan testdata/refused --lang zh
