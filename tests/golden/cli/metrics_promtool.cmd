# Prometheus' own reader of metrics.
command -v promtool >/dev/null || { echo 'no promtool (Debian: prometheus)' >&2; exit 77; }
gouji sweep testdata/sources.csv --out result --metrics m.prom -q
promtool check metrics <m.prom 2>&1; echo $?
