gouji explain t02 disclosure_rate t3.granted.total
gouji explain
