# Documents made to hurt: bounded time and memory, a finding, and the next report.
[ -n "${GJ_SANITIZED:-}" ] || ulimit -v 2000000
mkdir h
head -c 100000000 /dev/zero | tr '\0' 'x' >h/1_100_megabytes.html
{ echo '<table>'; for i in $(seq 200); do echo '<tr><td colspan=65000 rowspan=65000>1<td colspan=65000>2</tr>'; done; } >h/2_spans.html
{ for i in $(seq 10000); do printf '<table><tr><td>'; done; } >h/3_nested.html
{ printf "<html><body>a\0b"; cat testdata/sites/boxi/market/2022.html; printf "\0\0"; } >h/4_nuls.html
{ cat testdata/sites/boxi/market/2022.html | head -c 20001; printf '\xe6\x94'; } >h/5_truncated.html
{ for i in $(seq 20000); do printf "\x93\x01\xff\x7f\x02\xc0"; done; } >h/6_noise.bin
{ for i in $(seq 200000); do printf '<div>'; done; } >h/7_deep.html
cp testdata/sites/boxi/education/2022.* h/8_next.html
timeout 120 gouji check -j 2 h --rules A04 --fail-on never -v
