"""extract.py METHOD [--every K] [--sums] PATH…: Python's ways to read tables.

Same job and same output as gj_bench_extract; exit 3 when the library is missing.
"""
import os
import resource
import sys
import time
import zlib

SIZE_BINS = (40, 80, 160, 320, 1 << 40)  # KB
WARM_UP = 8


def decode(data):
    """Bytes as text: valid UTF-8 is UTF-8, all else GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def encoding(data):
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return "gb18030"


def expand(rows):
    """Rows of (text, columns, rows) cells as a grid, with spans filled in."""
    grid = [[] for _ in rows]
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for text, columns, down in row:
            line = grid[y]
            while x < len(line) and line[x] is not None:
                x += 1
            width = max(width, x + 1)
            for below in grid[y : y + down] if down else grid[y:]:
                below.extend([None] * (x + columns - len(below)))
                below[x : x + columns] = [text] * columns
            x += columns
    return [[text or "" for text in line[:width]] for line in grid]


def grids(tables):
    """Tables of one cell only frame a page: they are left out."""
    tables = [list(rows) for rows in tables]
    return [expand(rows) for rows in tables if sum(map(len, rows)) >= 2]


def lxml_xpath():
    from lxml import html

    def read_cell(cell):
        columns, rows = cell.get("colspan"), cell.get("rowspan")
        return cell.xpath("string()"), int(columns or 1), int(rows or 1)

    def read_table(table):
        return [list(map(read_cell, row.xpath("./td|./th"))) for row in table.xpath("./tr|./*/tr")]

    def extract(data):
        parser = html.HTMLParser(encoding=encoding(data))
        page = html.document_fromstring(data, parser=parser)
        return grids(map(read_table, page.xpath("//table[not(.//table)]")))

    return extract


def beautiful_soup():
    from bs4 import BeautifulSoup
    import lxml  # noqa: F401  (the parser that bs4 is told to use)

    def read_cell(cell):
        return cell.get_text(), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))

    def read_row(row):
        return [read_cell(cell) for cell in row.find_all(["td", "th"], recursive=False)]

    def extract(data):
        page = BeautifulSoup(data, "lxml", from_encoding=encoding(data))
        leaves = [table for table in page.find_all("table") if not table.find("table")]
        return grids(map(read_row, table.find_all("tr")) for table in leaves)

    return extract


def pandas_read_html():
    import io
    import pandas

    def extract(data):
        # Text, since a declared charset would overrule what it is told.
        tables = pandas.read_html(
            io.StringIO(decode(data)), thousands=None, keep_default_na=False, flavor="lxml"
        )
        return [table.fillna("").astype(str).values.tolist() for table in tables]

    return extract


METHODS = {
    "lxml_xpath": lxml_xpath,
    "beautifulsoup": beautiful_soup,
    "pandas": pandas_read_html,
}

BLANKS = dict.fromkeys([*range(33), 0xA0, 0x3000])


def table_sum(grid):
    """As in gj_bench_extract: no white space, no empty slots at the end of a row."""
    lines = []
    for row in grid:
        line = "\t".join(text.translate(BLANKS) for text in row)
        lines.append(line.rstrip("\t") + "\n")
    return zlib.crc32("".join(lines).encode("utf-8", "surrogatepass"))


def walk(paths):
    found = []
    for path in paths:
        if os.path.isfile(path):
            found.append(path)
        for folder, _, names in os.walk(path):
            found += [os.path.join(folder, name) for name in names]
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def print_sums(name, extract, files):
    for path in files:
        try:
            sums = [f"{table_sum(grid):08x}" for grid in extract(read(path))]
        except ValueError:  # pandas: no tables found
            sums = []
        print("sums", name, path, *sums, sep="\t")


def time_pass(name, extract, files):
    for path in files[:WARM_UP]:
        extract(read(path))
    bins = [[0, 0, 0.0] for _ in SIZE_BINS]
    failed = 0
    begin = time.perf_counter()
    for path in files:
        start = time.process_time()
        data = read(path)
        try:
            extract(data)
        except ValueError:
            failed += 1
        tally = next(t for t, size in zip(bins, SIZE_BINS) if len(data) <= size * 1024)
        tally[0] += 1
        tally[1] += len(data)
        tally[2] += time.process_time() - start
    elapsed = time.perf_counter() - begin
    for size, (count, length, cpu) in zip(SIZE_BINS, bins):
        if count:
            print("size", name, 1, size, count, length, f"{cpu:.6f}", sep="\t")
    total = sum(tally[1] for tally in bins)
    cpu = sum(tally[2] for tally in bins)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("pass", name, 1, len(files), total, f"{elapsed:.6f}", f"{cpu:.6f}", peak, failed, sep="\t")


def main(arguments):
    name, every, sums, paths = arguments[0], 1, False, []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--every":
            every = int(next(rest))
        elif argument == "--sums":
            sums = True
        else:
            paths.append(argument)
    try:
        extract = METHODS[name]()
    except ImportError:
        return 3
    files = walk(paths)[::every]
    (print_sums if sums else time_pass)(name, extract, files)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
