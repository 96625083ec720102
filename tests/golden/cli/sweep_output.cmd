# Where results may go, and what is left when they cannot.
mkdir mine && echo keep >mine/notes.txt
gouji sweep testdata/sites/qinghe --out mine; echo $?
ls -A mine
gouji sweep testdata/sites/qinghe --out mine --force -q; echo $?
ls -A mine
echo old >mine/reports.csv
gouji sweep testdata/sites/qinghe --out mine -q; echo $?
head -c 20 mine/reports.csv; echo
gouji sweep testdata/sites/qinghe --out /dev/null/x; echo $?
gouji parse testdata/sites/qinghe >/dev/full; echo $?
gouji check testdata/sites/qinghe >/dev/full; echo $?
gouji explain >/dev/full; echo $?
gouji --help >/dev/full
