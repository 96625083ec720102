[ "$(id -u)" = 0 ] || { echo 'needs root to mount a small disk' >&2; exit 77; }
mkdir disk
mount -t tmpfs -o size=200k none disk 2>/dev/null || { echo 'cannot mount here' >&2; exit 77; }
trap 'umount disk' EXIT
mkdir disk/r && echo 1 >disk/r/.gouji.lock && echo old >disk/r/reports.csv
gouji sweep testdata/sources.csv --out disk/r
status=$?
ls -A disk/r; cat disk/r/reports.csv
exit $status
