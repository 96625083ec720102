cat >own <<'END'
; a rule of our own
[U01]
severity = note
check = t2.penalties.decisions >= t4.review.total
en = fewer penalties than reconsiderations

[balance]
check = t3.new_received.total + t3.carried_in.total
	= t3.processed_total.total + t3.carried_out.total + 1000000
zh = 差一百万
END
gouji check testdata/sites/boxi/education --rules-file own --rules T04 -q; echo $?
gouji check testdata/sites/boxi/education/2023.txt --rules-file own --rules T04 --lang zh --severity U01=error,balance=error -q --format csv | cut -d, -f1-2,7-11; echo ${PIPESTATUS[0]}
gouji check testdata/sites/boxi/education/2023.txt --rules-file own --rules T04 --format ndjson | grep -o '{"rule":"[bU][^}]*fail[^}]*}'
gouji sweep testdata/sites/boxi/education --rules-file own --out r --quiet; grep -c '"rule":	"balance"' r/summary.json; cut -d, -f1-2 r/anomalies.csv | sort | uniq -c
# --rules and --skip know a user's own rules too.
gouji check testdata/sites/boxi/education --rules-file own --rules U01 -q --format csv | cut -d, -f1 | sort | uniq -c
gouji check testdata/sites/boxi/education --rules-file own --rules T04 --skip balance -q --format csv | cut -d, -f1 | sort | uniq -c
wrong() { printf "$1" >own; gouji check testdata/sites/boxi/education --rules-file own; echo $?; }
wrong '[U01]\ncheck = t2.penalty >= 1\nen = x\n'
wrong '[U01]\nen = x\n'
wrong '[U01]\ncheck = t2.fees.amount >= 1\n'
wrong '[T01]\ncheck = t2.fees.amount >= 1\nen = x\n'
wrong '[U 1]\ncheck = t2.fees.amount >= 1\nen = x\n'
wrong '[U01]\nen = x\nseverity = bad\n'
wrong '[U01]\nen = x\nchek = 1\n'
wrong 'check = 1\n'
wrong "[U01]\nen = $(printf 'x%.0s' $(seq 300))\n"
gouji explain T04
