gouji explain T98; echo $?
gouji explain disclosure_rat; echo $?
gouji explain something-else-entirely
