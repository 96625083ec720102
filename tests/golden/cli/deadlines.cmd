# The calendar of publication stands in the options and the configuration.
gouji check testdata/sites/boxi/government/2023.html --rules L02
gouji check testdata/sites/boxi/government/2023.html --rules L02 --due-governments 04-30
echo 'due-governments = 04-30' >config
gouji sweep testdata/sources.csv --config config --out result -q
grep 'boxi/government/2023' result/coverage.csv | cut -d, -f11-13
gouji check testdata/sites/boxi/government/2023.html --due-departments 02-30
