# Any number of threads writes the same bytes.
for j in 1 2 8; do
	gouji parse testdata/sites testdata/refused -j $j >parse.$j 2>parse-err.$j
	gouji check testdata/sites testdata/refused -j $j >check.$j
	gouji check testdata/sites testdata/refused -j $j --format ndjson >verdict.$j
	gouji sweep testdata/sources.csv --out sweep.$j -j $j -q
	rm sweep.$j/.gouji.lock sweep.$j/gouji.db # it knows when they were run
done
for j in 2 8; do
	for what in parse parse-err check verdict; do cmp $what.1 $what.$j; done
	diff -r sweep.1 sweep.$j
done
wc -l <parse.1
