#!/usr/bin/env bash
# Runs the command-line goldens: tests/golden/cli/NAME.cmd is a shell script, and
# NAME.out, NAME.err and NAME.status are what it must print and return (a missing
# file means nothing, or 0). Each runs in an empty directory with a link to
# testdata/, LC_ALL=C, and gouji first on the PATH; a configuration makes messages plain
# text, so that they can be read here. Status 77 is a skip.
#
#   tests/golden/run.sh BUILD_DIR [NAME…]         compare
#   GJ_GOLDEN_REWRITE=1 tests/golden/run.sh …     write what is printed now
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- $(cd "$here/cli" && printf '%s\n' *.cmd | sed 's/\.cmd$//')

scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'chmod -R u+rwx "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT

run_case() { # NAME → $scratch/{out,err,status}
	local place=$scratch/case
	rm -rf "$place"
	mkdir "$place"
	ln -s "$here/../../testdata" "$place/testdata"
	local status=0
	(
		cd "$place"
		unset LANG LC_MESSAGES NO_COLOR
		export HOME=$place XDG_CONFIG_HOME=$scratch/config LC_ALL=C PATH=$build:$PATH
		export GJ_GOLDEN_DIR=$here
		bash "$here/cli/$1.cmd"
	) >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
	echo "$status" >"$scratch/status"
}

expected() { # NAME KIND → a file with what is expected
	local file=$here/cli/$1.$2
	if [ -e "$file" ]; then
		cat "$file"
	elif [ "$2" = status ]; then
		echo 0
	fi
}

rewrite() { # NAME
	local kind
	for kind in out err status; do
		rm -f "$here/cli/$1.$kind"
		cmp -s <(expected "$1" "$kind") "$scratch/$kind" || cp "$scratch/$kind" "$here/cli/$1.$kind"
	done
}

mkdir -p "$scratch/config/gouji"
echo 'log-format = text' >"$scratch/config/gouji/config"
failed=0 skipped=0
for name in "$@"; do
	run_case "$name"
	if [ "$(cat "$scratch/status")" = 77 ]; then
		echo "skip $name: $(head -1 "$scratch/err")"
		skipped=$((skipped + 1))
		continue
	fi
	if [ -n "${GJ_GOLDEN_REWRITE:-}" ]; then
		rewrite "$name"
		continue
	fi
	for kind in out err status; do
		if ! diff -u --label "$name.$kind expected" --label "$name.$kind printed" \
			<(expected "$name" "$kind") "$scratch/$kind"; then
			failed=$((failed + 1))
		fi
	done
done
[ "$failed" = 0 ] || exit 1
[ "$skipped" -lt $# ] || exit 77
