#!/usr/bin/env bash
# Tests of the house: tests/house/run.sh LIBRARY_ARCHIVE BUILD_DIR
set -euo pipefail
library=$1 build=$2
cd "$(dirname "$0")/../.."

failures=0
fail() {
	echo "$*"
	failures=$((failures + 1))
}

# A room includes only rooms on lower floors, or itself.
declare -A floor=([base]=0 [warc]=1 [net]=2 [page]=2 [doc]=1 [out]=1 [form]=2 [prose]=2 [masthead]=3 [duty]=3 [tally]=3 [regrid]=3 [stat]=3 [roster]=3 [rule]=4 [map]=4 [store]=5 [cross]=5 [docket]=5 [delta]=5 [run]=6)
while IFS=: read -r file _ line; do
	room=$(cut -d/ -f2 <<<"$file")
	from=$(sed -E 's/.*#include "([a-z]+)\/.*/\1/' <<<"$line")
	if [ -z "${floor[$room]:-}" ]; then
		fail "$file: lib/$room is no room of the plan"
	elif [ -z "${floor[$from]:-}" ]; then
		fail "$file includes $from/, which is no room of the plan"
	elif [ "$room" != "$from" ] && [ "${floor[$from]}" -ge "${floor[$room]}" ]; then
		fail "$file (floor ${floor[$room]}) includes $from/ (floor ${floor[$from]}): arrows go down"
	fi
done < <(grep -rnE '#include "[a-z]+/' lib)
if grep -rnE '#include "(\.\./)*(cmd|tests)/' lib; then
	fail "lib includes from above"
fi

# Each header compiles alone.
includes=$(pkg-config --cflags libcurl libcjson libutf8proc 2>/dev/null || true)
for compiler in gcc clang; do
	command -v $compiler >/dev/null || continue
	for header in $(find lib cmd -name '*.h'); do
		# shellcheck disable=SC2086
		$compiler -std=c17 -D_GNU_SOURCE -DGJ_VERSION='"0"' -Wall -Wextra -Wpedantic \
			-Werror -Ilib -Icmd -I"$build/tables" $includes -fsyntax-only -x c - \
			<<<"#include \"${header#*/}\"" || fail "$header does not compile alone with $compiler"
	done
done

# The library has no writable data: no globals but const tables. (Constants with
# addresses are relocated once: sections .data.rel.ro, which nm shows as "d" or
# "D" too; so sections are asked, not letters. Sanitizers add data of their own.)
if [ "$(nm "$library" | grep -cE '__(asan|tsan)_')" = 0 ]; then
	writable=$(objdump -t "$library" 2>/dev/null |
		awk '$0 ~ / O / && $0 ~ /[ \t](\.data|\.bss|\.tdata|\.tbss|\*COM\*)([.][^r]|[ \t])/ {print $NF}')
	[ -z "$writable" ] || fail "writable data in the library:" $writable
fi

# OpenMP stands in one file.
pragmas=$(grep -rlE '#pragma +omp|<omp\.h>' lib cmd | sort | tr '\n' ' ')
[ "$pragmas" = "lib/run/batch.c " ] || fail "OpenMP outside lib/run/batch.c: $pragmas"

# The library never prints, exits or aborts.
if grep -rnE '\b(printf|puts|perror|exit|abort|_exit)\(' lib --include='*.c' |
	grep -vE 'lib/[a-z]*/tables/|snprintf|gj_buffer_printf'; then
	fail "the library prints or exits"
fi

# A function fits a screen or two; a file is one thing.
if command -v ctags >/dev/null && ctags --version | grep -q Universal; then
	long=$(find lib cmd -name '*.c' | ctags -L - --c-kinds=f --fields=+ne -o - 2>/dev/null |
		awk -F'\t' '{ s = e = 0; for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/) s = substr($i, 6)
			if ($i ~ /^end:/) e = substr($i, 5) }
			if (e - s >= 60) print $2 ": " $1 " has " e - s + 1 " lines" }')
	[ -z "$long" ] || fail "functions over 60 lines:
$long"
fi
while read -r lines file; do
	[ "$lines" -le 600 ] || fail "$file has $lines lines: two things in one?"
done < <(find lib cmd -name '*.[ch]' -exec wc -l {} \;)

[ "$failures" = 0 ]
