# summary.awk -v json=FILE SUMS SAMPLES: medians as a table and as JSON.
BEGIN {
	FS = OFS = "\t"
	judge = "gumbo"
}

# --- what was read: method, file, a sum for each table ---
$1 == "sums" {
	tables = ""
	for (i = 4; i <= NF; i++)
		tables = tables " " $i
	read_by[$2, $3] = tables
	files_of[$2] = files_of[$2] "\n" $3
	next
}

$3 == "pass" {
	if (!($4 in known)) {
		known[$4] = 1
		order[++contestants] = $4
	}
	rounds = $2 > rounds ? $2 : rounds
	cpu[$1, $4, $5, $2] = $7 / $9 / 1e6
	wall[$1, $4, $5, $2] = $7 / $8 / 1e6
	add("cpu", $1, $4, $5, $7 / $9 / 1e6)
	add("wall", $1, $4, $5, $7 / $8 / 1e6)
	add("micros", $1, $4, $5, $9 / $6 * 1e6)
	add("peak", $1, $4, $5, $10)
	failed[$4] += $11
	next
}
$3 == "size" { add("size", $1 SUBSEP $6, $4, $5, $9 / $7 * 1e6); bins[$6] = 1; next }
$3 == "instructions" { per_byte[$1, $4] = $5 / $6; next }

function add(what, part, method, threads, value)
{
	values[what, part, method, threads] = values[what, part, method, threads] " " value
}

function median(list, n, sorted, i, j, swap)
{
	n = split(list, sorted, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && sorted[j - 1] + 0 > sorted[j] + 0; j--) {
			swap = sorted[j]
			sorted[j] = sorted[j - 1]
			sorted[j - 1] = swap
		}
	return n % 2 ? sorted[(n + 1) / 2] : n ? (sorted[n / 2] + sorted[n / 2 + 1]) / 2 : ""
}

# Of one round's speeds, so that both ran in the same minute.
function ratio(speed, part, a, a_threads, b, b_threads, list, round)
{
	for (round = 1; round <= rounds; round++)
		if (speed[part, b, b_threads, round])
			list = list " " speed[part, a, a_threads, round] / speed[part, b, b_threads, round]
	return median(list)
}

# Every table of the judge, in order, among those read.
function holds(tables, wanted, n, m, have, want, i, j)
{
	n = split(tables, have, " ")
	m = split(wanted, want, " ")
	for (i = j = 1; i <= n && j <= m; i++)
		if (have[i] == want[j])
			j++
	return j > m
}

function count_wrong(method, names, n, i)
{
	n = split(substr(files_of[method], 2), names, "\n")
	wrong = 0
	of = n
	for (i = 1; i <= n; i++)
		wrong += !holds(read_by[method, names[i]], read_by[judge, names[i]])
}

function number(value, format)
{
	return value == "" ? "-" : sprintf(format, value)
}

function plain(value)
{
	return value == "" ? "null" : sprintf("%.6g", value)
}

function json_sizes(method, text, bin)
{
	for (bin in bins)
		if (("size", "mixed", bin, method, 1) in values)
			text = text (text ? "," : "") sprintf("\"%s\":%s", bin,
				plain(median(values["size", "mixed", bin, method, 1])))
	return text
}

END {
	judged = files_of[judge] != ""
	printf "%-14s %9s %9s %9s %9s %11s %9s %9s %9s %9s\n", "contestant", "MB/cpu-s", "grids ×", "of read",
		"us/small", "differ", "instr/B", "peak MB", "2 thr.", "speed-up"
	printf("{\"rounds\":%d,\"judge\":\"%s\",\"missing\":\"%s\",\"contestants\":[", rounds,
		(judged ? judge : ""), missing) >json
	for (i = 1; i <= contestants; i++) {
		name = order[i]
		mine = median(values["cpu", "mixed", name, 1])
		ours = ratio(cpu, "mixed", "gouji_grids", 1, name, 1)
		check = ratio(cpu, "mixed", "gouji_check", 1, name, 1)
		raw = ratio(cpu, "mixed", name, 1, "read", 1)
		small = median(values["micros", "small", name, 1])
		peak = median(values["peak", "mixed", name, 1])
		two = median(values["wall", "mixed", name, 2])
		up = two == "" ? "" : ratio(wall, "mixed", name, 2, name, 1)
		differ = "-"
		if (judged && name in files_of && name != "read") {
			count_wrong(name)
			differ = wrong "/" of
		}
		printf "%-14s %9s %9s %9s %9s %11s %9s %9s %9s %9s\n", name, number(mine, "%.1f"),
			number(ours, "%.2f"), number(raw, "%.3f"), number(small, "%.0f"), differ,
			number(per_byte["mixed", name], "%.2f"), number(peak / 1024, "%.0f"),
			number(two, "%.1f"), number(up, "%.2f")
		printf("%s\n{\"name\":\"%s\",\"mb_per_cpu_second\":%s,\"mb_per_second\":%s,\"grids_ratio\":%s,\"check_ratio\":%s," \
			"\"of_raw_read\":%s,\"us_per_small_report\":%s,\"us_per_report_up_to_kb\":{%s}," \
			"\"instructions_per_byte\":%s,\"instructions_per_byte_small\":%s,\"peak_kib\":%s," \
			"\"two_threads_mb_per_s\":%s,\"two_threads_speed_up\":%s,\"failed\":%d," \
			"\"differ\":\"%s\"}", (i > 1 ? "," : ""), name, plain(mine),
			plain(median(values["wall", "mixed", name, 1])), plain(ours),
			plain(check), plain(raw), plain(small), json_sizes(name),
			plain(per_byte["mixed", name]), plain(per_byte["small", name]), plain(peak),
			plain(two), plain(up), failed[name], (differ == "-" ? "" : differ)) >json
	}
	print "\n]}" >json
	printf "\nmicroseconds a report by size (mixed corpus, one thread):\n%-14s", ""
	n = split("40 80 160 320", sizes, " ")
	for (b = 1; b <= n; b++)
		printf " %9s", "<=" sizes[b] "KB"
	print ""
	for (i = 1; i <= contestants; i++) {
		printf "%-14s", order[i]
		for (b = 1; b <= n; b++)
			printf " %9s", number(median(values["size", "mixed", sizes[b], order[i], 1]), "%.0f")
		print ""
	}
}
