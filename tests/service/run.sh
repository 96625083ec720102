#!/usr/bin/env bash
# tests/service/run.sh BUILD_DIR: what cmake --install puts where Debian expects it,
# whether systemd, cron and logrotate take it, and whether the example configuration
# is one. What is not installed here is left out; without systemd-analyze it is a skip.
set -euo pipefail
build=$(cd "$1" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

failures=0
fail() {
	echo "$*"
	failures=$((failures + 1))
}

DESTDIR=$place cmake --install "$build" --prefix /usr >/dev/null
for file in bin/gouji share/man/man1/gouji.1 lib/systemd/system/gouji-sweep.{service,timer} \
	lib/sysusers.d/gouji.conf share/doc/gouji/examples/{sweep.conf,crontab,logrotate} \
	share/bash-completion/completions/gouji; do
	[ -s "$place/usr/$file" ] || fail "/usr/$file is not installed"
done

# The example takes every option it names.
mkdir "$place/etc"
sed -E "s,/var/lib/gouji,$place/state,; s/^#([a-z]+ = )/\1/; s/…//" \
	"$place/usr/share/doc/gouji/examples/sweep.conf" >"$place/etc/sweep.conf"
printf 'agency,year,url\n甲县甲局,2023,\n' >"$place/etc/sources.csv"
sed -i '/^ping/d' "$place/etc/sweep.conf"
mkdir "$place/state"
"$place/usr/bin/gouji" sweep --config "$place/etc/sweep.conf" -q && status=0 || status=$?
[ "$status" = 1 ] || fail "the example configuration: exit $status"
[ -s "$place/state/result/summary.json" ] && [ -s "$place/state/gouji.prom" ] ||
	fail "the example configuration left no results"

if command -v logrotate >/dev/null; then
	sed "s/su gouji gouji/su $(id -un) $(id -gn)/" \
		"$place/usr/share/doc/gouji/examples/logrotate" >"$place/logrotate"
	logrotate --debug "$place/logrotate" >"$place/log" 2>&1 ||
		fail "logrotate: $(cat "$place/log")"
	! grep -q '^error' "$place/log" || fail "logrotate: $(grep '^error' "$place/log")"
fi

command -v systemd-analyze >/dev/null || exit $((failures ? 1 : 77))
# Verified as installed, but for the program, which must be there.
units=$place/usr/lib/systemd/system
sed -i "s,^ExecStart=[^ ]*,ExecStart=$place/usr/bin/gouji," "$units/gouji-sweep.service"
said=$(SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$units"/gouji-sweep.{service,timer} 2>&1) ||
	fail "systemd-analyze verify fails"
said=$(grep gouji <<<"$said" || true)
[ -z "$said" ] || fail "systemd-analyze verify: $said"
exposure=$(systemd-analyze security --offline=yes --threshold=25 "$units/gouji-sweep.service" 2>&1) ||
	fail "systemd-analyze security: $(tail -1 <<<"$exposure")"

[ "$failures" = 0 ]
