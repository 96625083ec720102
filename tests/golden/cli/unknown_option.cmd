gouji check --fail-onn error testdata; echo $?
gouji check -Z testdata; echo $?
gouji parse --digest=yes testdata; echo $?
gouji rank --min-cases
