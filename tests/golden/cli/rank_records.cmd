gouji parse testdata/sites/qinghe >records.ndjson
gouji rank records.ndjson --metric disclosure_rate,quality
gouji rank - <records.ndjson --metric requests | head -3
echo '{"agency": 3' >bad; gouji rank bad; echo $?
gouji rank nowhere; echo $?
mkdir empty; gouji rank empty
