gouji check testdata/sites
