mkdir r && echo 4711 >r/.gouji.lock
exec 9<>r/.gouji.lock
flock 9
gouji sweep testdata/sites/qinghe --out r
