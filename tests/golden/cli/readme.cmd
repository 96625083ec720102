# What the READMEs show is what the program prints.
for readme in README.md README.zh-CN.md; do
	awk '/^```/ { shown = 0; next }
	     /^\$ gouji (check|explain)/ { n++; shown = 1; print substr($0, 3) > ("command" n); next }
	     shown { print > ("shown" n) }' "$GJ_GOLDEN_DIR/../../$readme"
	for command in command*; do
		diff "shown${command#command}" <(bash "$command") && echo "$readme: $(cat "$command")"
	done
	rm -f command* shown*
done
