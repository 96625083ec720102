for c in sweep fetch parse check baseline rank export rebuild roster explain; do gouji $c --help; done
cmp <(gouji help rank) <(gouji rank --help)
