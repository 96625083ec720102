gouji
