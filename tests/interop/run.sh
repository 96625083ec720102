#!/usr/bin/env bash
# Result files in the programs people open them with: tests/interop/run.sh BUILD_DIR [PROGRAM]
# PROGRAM is sqlite, duckdb, pandas or libreoffice; status 77 is a skip: it is not here.
#
# Each loads reports.csv (and reports.ndjson, where it can) as it does when nobody
# gives it an option, and must arrive at the sums that sums.py makes of the JSON.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
skip() {
	echo "skipped: $*"
	exit 77
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here/../.."
"$build/gouji" sweep testdata/sources.csv --out "$scratch/result" --quiet || [ $? = 3 ] || [ $? = 1 ]
"$build/gouji" sweep testdata/sources.csv --out "$scratch/excel" --excel --lang zh --quiet ||
	[ $? = 3 ] || [ $? = 1 ]
cd "$scratch"
python3 "$here/sums.py" result/reports.ndjson >expected.txt
[ "$(wc -l <expected.txt)" -gt 200 ] # sums of that many columns: the test tests something

same() { # NAME FILE
	diff -u expected.txt "$2" >"$2.diff" || { echo "$1 reads other numbers:"; head -20 "$2.diff"; exit 1; }
}

in_sqlite() {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
	sqlite3 check.db '.import --csv result/reports.csv reports'
	{
		echo 'SELECT "reports " || count(*) FROM reports;'
		sed -n 's/^\(t[0-9][^ ]*\) .*/SELECT "\1 " || count(nullif("\1", "")) || " " || printf("%.4f", total("\1")) FROM reports;/p' expected.txt
	} | sqlite3 check.db >sqlite.txt
	same "sqlite3 (.import --csv)" sqlite.txt
	# The store itself is a database: its newest versions are these reports.
	[ "$(sqlite3 result/gouji.db 'PRAGMA integrity_check')" = ok ]
}

in_duckdb() {
	command -v npm >/dev/null || skip "npm is not installed"
	cp "$here/duckdb.mjs" .
	npm install --no-audit --no-fund --silent @duckdb/node-api@1.5.6-r.1 >/dev/null 2>&1 ||
		skip "npm cannot install DuckDB"
	node duckdb.mjs result/reports.csv csv >duckdb_csv.txt
	same "DuckDB (reports.csv)" duckdb_csv.txt
	node duckdb.mjs result/reports.ndjson ndjson >duckdb_ndjson.txt
	same "DuckDB (reports.ndjson)" duckdb_ndjson.txt
}

in_pandas() {
	local python=
	for candidate in python3 /usr/bin/python3; do
		"$candidate" -c 'import pandas' 2>/dev/null && python=$candidate && break
	done
	[ -n "$python" ] || skip "pandas is not installed"
	"$python" "$here/pandas_sums.py" result/reports.csv >pandas_csv.txt
	same "pandas (reports.csv)" pandas_csv.txt
	"$python" "$here/pandas_sums.py" result/reports.ndjson >pandas_ndjson.txt
	same "pandas (reports.ndjson)" pandas_ndjson.txt
}

# LibreOffice stands in for Excel: opened with the mark of UTF-8, saved as a workbook,
# and that again as text.
in_libreoffice() {
	command -v soffice >/dev/null || skip "LibreOffice is not installed"
	for to in xlsx csv; do
		local from=excel/reports.csv
		[ "$to" = xlsx ] || from=book/reports.xlsx
		soffice -env:UserInstallation="file://$scratch/profile" --headless --convert-to "$to" \
			--outdir book "$from" >office.log 2>&1 || { cat office.log; exit 1; }
	done
	python3 "$here/sums.py" --chinese book/reports.csv result/reports.csv >libreoffice.txt
	same "LibreOffice (reports.csv --excel)" libreoffice.txt
}

for program in ${2:-sqlite duckdb pandas libreoffice}; do
	"in_$program"
done
