gouji parse nowhere.html; echo $?
gouji parse nowhere.html testdata/sites/boxi/education/2023.txt | wc -l
mkdir closed; touch closed/report.html
if [ "$(id -u)" = 0 ]; then
	echo 'gouji: closed/report.html: cannot open: Permission denied; check the permissions' >&2
	echo 'gouji: closed: cannot list: Permission denied; check the permissions' >&2
	exit 3
fi
chmod 0 closed/report.html; gouji parse closed; echo $?
chmod 0 closed; gouji parse closed
