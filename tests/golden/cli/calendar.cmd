# Local calendars: [due] in the configuration, the narrowest wins, for L02 as for coverage.
page=testdata/sites/boxi/government/2023.html
due() { printf '[due]\n'; printf '%s\n' "$@"; }
try() { due "$@" >c; gouji check --config c --rules L02 $page 2>&1; echo $?; }
try 'government = 04-30'
try 'government = 04-15' 'county.government = 04-30'
try 'department = 12-31' 'township = 12-31' 'police = 12-31'
# The code of the roster counts.
echo "agency,region_code,level,kind,year,url
柏溪县人民政府,990122,county,government,2023,$page" >list.csv
for lines in '9901 = 04-30' '9902 = 04-30' 'county.government = 02-01|99 = 04-30' \
	'990122 = 02-01|9901.county.government = 04-30' '99.government = 4-1|99.county.government = 4-30'; do
	echo "$lines" | tr '|' '\n' | { echo '[due]'; cat; } >c
	gouji sweep list.csv --out r --config c --rules L02 -q; echo "$? $(cut -d, -f12,13,28 r/coverage.csv | tail -1) $lines"
done
# What is wrong is named with its line.
for line in 'government = 02-30' 'county.city = 03-31' '3301. = 03-31' 'conty.government = 03-31' \
	'3301.3302 = 03-31' '1234567890123 = 03-31' 'government = 31 March' 'county = 13-01' \
	'police = 0x-01' 'COUNTY.Government = 03-31'; do
	try 'county.government = 03-31' "$line"
done
