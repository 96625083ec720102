unset XDG_CONFIG_HOME
mkdir -p .config/gouji own/gouji
printf 'lang = zh\n[explain]\nverbose = yes\n' >.config/gouji/config
gouji explain T03
gouji explain T03 --lang en
printf '[check]\nformat = csv\nrules = T02, T03\n' >own/gouji/config
XDG_CONFIG_HOME=$PWD/own gouji check testdata/sites/boxi; echo $?
printf '[check]\nformat = csv\nrules = T02,T03\n' >own/gouji/config
XDG_CONFIG_HOME=$PWD/own gouji check testdata/sites/boxi; echo $?
printf 'jobs = 2\n\n[rank]\nrules = T01\n' >c; gouji check --config c testdata/sites/boxi; echo $?
printf '[chek]\nrules = T01\n' >c; gouji check --config c testdata/sites/boxi; echo $?
printf 'out = x\nwhat is this\n' >c; gouji check --config c testdata/sites/boxi; echo $?
printf 'delay = slow\n' >c; gouji check --config c testdata/sites/boxi; echo $?
gouji check --config nowhere testdata/sites/boxi
printf '[host linlan.example]\ndelay = 3\ntls = legacy\n[host boxi.example]\ntls = none\n' >c; gouji check --config c testdata/sites/boxi; echo $?
printf '[host linlan.example]\nrules = T01\n' >c; gouji check --config c testdata/sites/boxi; echo $?
