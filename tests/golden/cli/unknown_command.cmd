gouji chek testdata/sites; echo $?
gouji frobnicate
