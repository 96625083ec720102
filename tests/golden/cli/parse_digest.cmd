gouji parse testdata/sites/boxi/education/2023.txt --digest | grep -o '"sha256":"[0-9a-f]*"' | tr -dc '0-9a-f\n'
sha256sum testdata/sites/boxi/education/2023.txt | grep -o '^[0-9a-f]*' | sed 's/^/a256/'
