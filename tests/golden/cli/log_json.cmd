# Off a terminal, what sweep and fetch say is one JSON object a line; times are masked.
python3 -c '' 2>/dev/null || { echo 'no python3' >&2; exit 77; }
unset XDG_CONFIG_HOME
. "$GJ_GOLDEN_DIR/serve.sh"
mkdir site
cp testdata/sites/boxi/health/2023.html site/a.html
serve site pings
u=http://127.0.0.1:$port
{ echo agency,year,url; echo "甲县甲局,2023,$u/a.html"; echo "甲县乙局,2023,$u/none.html"
  echo '甲县"丙局",20x3,'; echo 甲县丁局,2023,; } >list.csv
# Every line is an object with the fields that all events have; the other fields as they are.
cat >read.py <<'P'
import json, re, sys
from datetime import datetime
for line in sys.stdin:
    event = json.loads(line)
    assert list(event)[:4] == ["time", "level", "event", "text"], line
    for name in ("time", "captured_at"):
        if name in event:
            assert datetime.fromisoformat(event[name].replace("Z", "+00:00")).tzinfo, line
            event[name] = "T"
    if "seconds" in event:
        event["seconds"] = "S" if isinstance(event["seconds"], int) else line
    del event["time"]
    event.pop("version", None)
    print(re.sub(r":%s\b" % sys.argv[1], ":PORT", json.dumps(event, ensure_ascii=False)))
P
events() { "$@" 2>&1 >/dev/null | python3 read.py "$port"; echo "${PIPESTATUS[0]}"; }
fetch="--allow-private --no-robots --delay 0 --parallel 1"
echo '== fetch'; events gouji fetch list.csv --archive a $fetch
# What came on the way is told too: a redirect, and a robots.txt that is elsewhere.
ln -s /a.html site/old.html
printf 'User-agent: *\nAllow: /\n' >site/rules.txt
ln -s /rules.txt site/robots.txt
printf 'agency,year,url\n甲县甲局,2023,%s/old.html\n' "$u" >old.csv
echo '== on the way'; events gouji fetch old.csv --archive way --allow-private --delay 0
rm site/robots.txt site/rules.txt
events gouji fetch old.csv --archive way --allow-private --delay 0 --lang zh | grep robots.txt
echo '== sweep'; events gouji sweep list.csv --out r $fetch --fail-on never --ping "$u/ping/secret"
echo '== again'; events gouji sweep list.csv --out r $fetch --fail-on never --lang zh
truncate -s -9 r/archive/*.warc.gz; dd if=/dev/urandom of=r/gouji.db bs=4096 count=3 conv=notrunc status=none
echo '== damaged'; events gouji sweep list.csv --out r $fetch --fail-on never | sed -E 's/[0-9]+ bytes\)/N bytes)/; s/"bytes": [0-9]+\}/"bytes": N}/; s/gouji-[0-9-]+/gouji-DATE/'
echo '== wrong'; events gouji sweep list.csv; events gouji sweep list.csv --out r --ping ftp://x/; events gouji fetch list.csv --delay x
events gouji sweep nowhere.csv --out r; events gouji sweep list.csv --out list.csv --offline
echo '== quiet'; events gouji sweep list.csv --out r $fetch -q
echo '== locked'; (exec 9>r/.gouji.lock; flock 9; events gouji sweep list.csv --out r $fetch -q) | sed 's/process [0-9]*/process N/'
# Milestones of many.
{ echo agency,year,url; for i in $(seq 1200); do echo "甲县第$i局,2023,"; done; } >many.csv
echo '== many'; events gouji sweep many.csv --out many -j 4 | grep '"progress"'
# The other commands only when asked; and sweep as text when asked.
echo '== asked'; events gouji parse list.csv --log-format json; gouji parse list.csv 2>&1
gouji sweep list.csv --out r --offline --fail-on never --log-format text 2>&1
events gouji fetch list.csv --log-format xml
