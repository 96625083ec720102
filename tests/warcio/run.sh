#!/usr/bin/env bash
# An independent reader on our archives: tests/warcio/run.sh BUILD_DIR
# Needs npm, and once the network to install warcio; status 77 is a skip.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
skip() {
	echo "skipped: $*"
	exit 77
}
command -v npm >/dev/null || skip "npm is not installed"

scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$scratch"' EXIT
cd "$scratch"
cp "$here/check.mjs" .
npm install --no-audit --no-fund --silent warcio@2.4 >/dev/null 2>&1 || skip "npm cannot install warcio"

export PATH=$build:$PATH
mkdir site
cp -r "$here/../../testdata/sites/boxi" "$here/../../testdata/sites/linlan" site/
# The server must end with this script: no subshell in between.
gj_serve site port.txt &
for _ in $(seq 100); do
	[ -s port.txt ] && break
	sleep 0.1
done
{
	echo agency,year,url
	number=0
	for page in site/*/*/*.* site/no/such/page.html; do
		number=$((number + 1))
		echo "agency $number,2023,http://127.0.0.1:$(cat port.txt)/${page#site/}"
	done
	echo "nobody,2023,http://127.0.0.1:1/"
} >list.csv
for _ in first second; do
	gouji fetch list.csv --archive archive --allow-private --delay 0 --retries 0 -q || [ $? = 3 ]
	# One page is another the second time; the others are revisits.
	cp site/boxi/education/2022.txt site/boxi/education/2023.txt
done
node check.mjs archive/*.warc.gz
