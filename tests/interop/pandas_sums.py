"""As sums.py, by pandas without options: a column of numbers must come as numbers."""
import sys

import pandas

path = sys.argv[1]
if path.endswith(".csv"):
    frame = pandas.read_csv(path)
else:
    records = pandas.read_json(path, lines=True)
    frame = pandas.json_normalize(records["cells"].tolist())
    heads = pandas.read_csv(path.replace(".ndjson", ".csv"), nrows=0).columns
    frame = frame.reindex(columns=[name for name in heads if name in frame.columns or name[2:3] == "."])
print("reports", len(frame))
for name in frame.columns:
    if name[:1] == "t" and name[2:3] == ".":
        column = frame[name]
        assert column.isna().all() or pandas.api.types.is_numeric_dtype(column), (name, column.dtype)
        print(name, column.count(), f"{column.sum():.4f}")
