gouji --help
