# For scripts that need a web server: source this, then `serve DIR [LOG]` sets $port.
# The server ends with the script.
serve() {
	gj_serve "$1" port.txt ${2:+"$2"} &
	trap "kill $! 2>/dev/null" EXIT
	for _ in $(seq 100); do
		[ -s port.txt ] && break
		sleep 0.1
	done
	port=$(cat port.txt)
}
