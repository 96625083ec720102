# Numbers differ each time; the shape of the table must not.
gouji bench testdata/sites/qinghe --rounds 1 -j 2 | sed -E 's/[0-9]+\.[0-9]+|[0-9]+/N/g; s/ +/ /g'
