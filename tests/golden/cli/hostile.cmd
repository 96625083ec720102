# Documents made to hurt: bounded time and memory, a finding, and the next report.
[ -n "${GJ_SANITIZED:-}" ] || ulimit -v 2000000
mkdir h
head -c 100000000 /dev/zero | tr '\0' 'x' >h/1_100_megabytes.html
{ echo '<table>'; for i in $(seq 200); do echo '<tr><td colspan=65000 rowspan=65000>1<td colspan=65000>2</tr>'; done; } >h/2_spans.html
{ for i in $(seq 10000); do printf '<table><tr><td>'; done; } >h/3_nested.html
{ printf '<html><body>'; head -c 100000 /dev/zero; cat testdata/sites/boxi/market/2022.html; } >h/4_nuls.html
{ cat testdata/sites/boxi/market/2022.html | head -c 20001; printf '\xe6\x94'; } >h/5_truncated.html
head -c 300000 /dev/urandom | tr '\0-\10' 'a' >h/6_noise.bin
{ for i in $(seq 200000); do printf '<div>'; done; } >h/7_deep.html
cp testdata/sites/boxi/education/2022.* h/8_next.html
timeout 120 gouji check -j 2 h --rules A04 --fail-on never
