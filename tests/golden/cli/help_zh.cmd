gouji --help --lang zh
