# A store or a file that may not grow: told as a failed write, nothing half is shown, and
# the next run comes to what it would have come to.
gouji sweep testdata/sources.csv --out undisturbed -q
for kilobytes in 40 100 200 300; do
	(ulimit -f $kilobytes; gouji sweep testdata/sources.csv --out r -q 2>err); status=$?
	echo "$status $(grep -c 'File too large\|No space left\|disk I/O\|full' err)"
	ls r | grep -c 'csv\|json'
done
gouji export r --out none; echo $?
gouji sweep testdata/sources.csv --out r -q; echo $?
for file in reports.ndjson rankings.csv anomalies.csv coverage.csv; do cmp r/$file undisturbed/$file; done
ls -A r | grep 'tmp\|wal\|corrupt'
