gouji check --format csv testdata/sites/qinghe
