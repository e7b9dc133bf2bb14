"""The tables: one CSV file each for contributions, votes, themes, principles and how it was made.

Column names are the same in every language, so that a script written for one workshop reads all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from exports.phrasing import Phrasing, Source
from exports.table_rows import TABLES

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")
_BOM = "\ufeff"
"""Excel reads UTF-8 only with it; pandas and every csv reader drop it."""


def tables(source: Source, say: Phrasing) -> Mapping[str, bytes]:
    """A folder of CSV files and a README.txt that explains their columns."""
    files = {
        name: csv_file(table.columns, table.rows(source.document)) for name, table in TABLES.items()
    }
    return {**files, "README.txt": _readme(say).encode()}


def csv_file(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as every spreadsheet reads them; no cell is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
    return (_BOM + out.getvalue()).encode()


def csv_cell(value: object) -> object:
    """The value; a text that a spreadsheet would calculate gets an apostrophe in front."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if value.lstrip(" \t\n").startswith(_FORMULA) else value


def _readme(say: Phrasing) -> str:
    lines = [
        say("Tables of one workshop. UTF-8, comma separated, one row a thing."),
        say(
            "Text that a spreadsheet would calculate has an apostrophe in front of it; "
            "the apostrophe is not part of what people wrote."
        ),
        say("Several values in one cell stand apart by semicolons."),
        "",
    ]
    for name, table in TABLES.items():
        lines += [name, f"  {say(table.holds)}", f"  {', '.join(table.columns)}", ""]
    return "\n".join(lines)
