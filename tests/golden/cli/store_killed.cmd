# Killed at many random moments, a sweep of files at hand leaves a sound store that lost
# no version it had, shows no half sweep as whole, and comes to what an undisturbed one
# comes to. GJ_KILLS sets how often.
command -v python3 >/dev/null || { echo 'needs python3' >&2; exit 77; }
cat >look.py <<'EOP'
import os, sqlite3, sys
try:
    if not os.path.exists("r/gouji.db"): # connecting would make one
        raise FileNotFoundError
    store = sqlite3.connect("r/gouji.db")
    ask = lambda sql: store.execute(sql).fetchone()[0]
    if not ask("SELECT count(*) FROM sqlite_schema WHERE name = 'sweeps'"):
        raise FileNotFoundError
    sound = ask("PRAGMA integrity_check") == "ok" and not store.execute("PRAGMA foreign_key_check").fetchall()
    half = ask("SELECT count(*) FROM sweeps s WHERE state = 'complete' AND 52 <> (SELECT count(*) FROM entries WHERE sweep = s.id)")
    print(ask("SELECT count(*) FROM reports"), "sound" if sound and not half else "BROKEN")
except FileNotFoundError:
    print(0, "sound")
EOP
list=testdata/sources.csv
begun=$(date +%s%N); gouji sweep $list --out undisturbed -q; took=$((($(date +%s%N) - begun) / 1000000))
RANDOM=29 before=0 lost=0 killed=0 broken=0 mixed=0 kills=${GJ_KILLS:-40}
[ -z "$GJ_SANITIZED" ] || kills=15
for ((i = 0; i < kills; i++)); do
	[ $((i % 20)) = 0 ] && rm -rf r && before=0 # the first run is killed often, too
	timeout -s KILL "$(printf '%d.%03d' $((m = RANDOM % (took + took / 4 + 1), m / 1000)) $((m % 1000)))" \
		gouji sweep $list --out r -q 2>/dev/null
	[ $? = 137 ] && killed=$((killed + 1))
	mkdir -p r
	read -r now state < <(python3 look.py)
	[ "$state" = sound ] || broken=$((broken + 1))
	[ "$now" -ge "$before" ] || lost=$((lost + 1))
	before=$now
done 2>/dev/null
[ "$killed" -gt $((kills / 4)) ] && echo 'killed often enough'
echo "versions lost: $lost, stores broken: $broken"
for ((i = 0; i < 50; i++)); do # the last one killed may hold its lock a moment longer
	gouji sweep $list --out r -q 2>err; status=$?
	[ $status = 75 ] || break
	sleep 0.1
done
grep -v 'cut short' err; echo $status
for file in reports.ndjson reports.csv rankings.csv groups.csv; do cmp r/$file undisturbed/$file; done
# A sweep that was not killed in time makes findings of the next one open, not new.
diff <(cut -d, -f1,2,4- r/anomalies.csv) <(cut -d, -f1,2,4- undisturbed/anomalies.csv)
diff <(cut -d, -f1-17 r/coverage.csv) <(cut -d, -f1-17 undisturbed/coverage.csv)
gouji export r --out again && for file in again/*; do cmp "$file" "r/${file#*/}"; done
ls -A r | grep 'tmp\|wal\|corrupt' || true
