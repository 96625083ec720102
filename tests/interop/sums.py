"""What the columns of numbers hold: "FIELD PRINTED SUM" a line, and how many reports.

    sums.py reports.ndjson
    sums.py --chinese OTHER.csv reports.csv     of OTHER, which has Chinese heads, under
                                                the names of reports.csv, column by column
"""
import csv
import json
import sys
from decimal import Decimal


def show(rows, names):
    print("reports", len(rows))
    for at, name in enumerate(names):
        numbers = [Decimal(row[at]) for row in rows if row[at] not in ("", None)]
        print(name, len(numbers), f"{sum(numbers, Decimal(0)):.4f}")


def from_json(path):
    records = [json.loads(line, parse_float=str, parse_int=str) for line in open(path, encoding="utf-8")]
    # A report prints only the fields of its own form: all names, in the columns' order.
    names = next(csv.reader(open(path.replace(".ndjson", ".csv"), encoding="utf-8")))
    names = [name for name in names if name[:1] == "t" and name[2:3] == "."]
    show([[record["cells"].get(name) for name in names] for record in records], names)


def from_table(path, heads):
    rows = list(csv.reader(open(path, encoding="utf-8-sig")))
    names = next(csv.reader(open(heads, encoding="utf-8")))
    assert len(rows[0]) == len(names), "columns were lost"
    assert "机关名称" in rows[0], f"the heads are not Chinese: {rows[0][:5]}"
    wanted = [at for at, name in enumerate(names) if name[:1] == "t" and name[2:3] == "."]
    show([[row[at] for at in wanted] for row in rows[1:]], [names[at] for at in wanted])


if sys.argv[1] == "--chinese":
    from_table(sys.argv[2], sys.argv[3])
else:
    from_json(sys.argv[1])
