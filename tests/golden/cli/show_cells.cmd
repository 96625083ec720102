# Every place must lead back to the printed text: dd finds each number again.
file=testdata/sites/lanchuan/government/2023.html
gouji show "$file" --cells | tee cells
awk -F'\t' '$3 == "number" { print $2 "\t" $6 }' cells | sed 's/bytes //; s/-/\t/2; s/\([0-9]\)-\([0-9]\)/\1\t\2/' |
	while IFS=$'\t' read -r text begin end; do
		dd if="$file" bs=1 skip="$begin" count=$((end - begin)) status=none | grep -qF -- "$text" ||
			echo "bytes $begin-$end do not hold $text"
	done
