# What is known fails no run; what is gone is said; what is accepted stays in sight.
gouji baseline write testdata/sites/boxi/education --out known --rules T02,T03; echo $?
cut -c1-90 known
gouji check testdata/sites/boxi/education --rules T02,T03 --baseline known --quiet; echo $?
sed -i 's/^{"fingerprint":"c3a6/{"fingerprint":"0000/' known
gouji check testdata/sites/boxi/education --rules T02,T03 --baseline known --format csv | cut -d, -f1-4; echo ${PIPESTATUS[0]}
gouji check testdata/sites/boxi/education --skip T02 --baseline known --quiet | grep -c resolved
printf '[one]\nrule = t02\nagency = 柏溪县教育局\nyear = 2023\nreason = told\nauthor = A\nexpires = 2999-12-31\n' >accepted
printf '[two]\nrule = T03\nreason = told\nauthor = A\nexpires = 2001-12-31\n' >>accepted
gouji check testdata/sites/boxi/education --rules T02,T03 --accept accepted; echo $?
gouji check testdata/sites/boxi/education --rules T02,T03 --severity T02=note,t03=warning -q | cut -c1-14; echo ${PIPESTATUS[0]}
gouji check testdata/sites/boxi/education --severity T99=note; echo $?
gouji check testdata/sites/boxi/education --baseline nowhere; echo $?
echo '{"rule":"T02"}' >broken; gouji check testdata/sites/boxi/education --baseline broken; echo $?
printf '[one]\nrule = T02\nreason = told\nexpires = 2999-12-31\n' >broken
gouji check testdata/sites/boxi/education --accept broken; echo $?
printf '[one]\nrule = T02\nexpires = soon\n' >broken
gouji check testdata/sites/boxi/education --accept broken; echo $?
gouji baseline read x; gouji baseline write testdata; echo $?
# The last sweep into the same directory, and a sweep as a baseline.
gouji sweep testdata/sites/boxi --out r --quiet
gouji sweep testdata/sites/boxi --out r --quiet --rules T02
cut -d, -f1-4 r/anomalies.csv
gouji baseline write r --out swept && wc -l <swept
gouji sweep testdata/sites/boxi --out s --quiet --rules T02 --baseline swept; echo $?
