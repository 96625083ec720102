# Root may read everything, so this runs as nobody.
if [ "$(id -u)" = 0 ]; then
	as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
	$as_nobody gouji --version >/dev/null 2>&1 || { echo 'nobody cannot reach the program' >&2; exit 77; }
fi
mkdir d closed && touch d/secret.html && cp testdata/sites/boxi/education/2023.txt d/
chmod 0 d/secret.html closed
${as_nobody:-} gouji parse d | wc -l; echo ${PIPESTATUS[0]}
${as_nobody:-} gouji parse closed; echo $?
${as_nobody:-} gouji sweep closed --out r; echo $?
${as_nobody:-} gouji sweep d --out closed/r; echo $?
