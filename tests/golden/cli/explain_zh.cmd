gouji explain T01 backlog_rate t2.fees.amount --lang zh
