"""Tables as files for spreadsheets."""

from __future__ import annotations

import csv
import io

from parcours.charts import Table
from parcours.shop.spreadsheets import harmless
from parcours.touchpoints import digits


def csv_of(table: Table) -> str:
    """Write a table as CSV; no text of it is taken for a formula, money is in units of its currency.

    Examples
    --------
    >>> from parcours.charts import Field
    >>> csv_of(Table("Pages", (Field("page", "text", ["=1+1"]), Field("n", "count", [3]))))
    "page,n\\r\\n'=1+1,3\\r\\n"
    """
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(harmless(field.heading) for field in table.fields)
    units = 10 ** digits(table.currency) if table.currency else 1
    columns = [
        [value / units if field.kind == "money" and value is not None else value for value in field.values]
        for field in table.fields
    ]
    for row in zip(*columns, strict=True):
        lines.writerow(harmless(value) for value in row)
    return out.getvalue()
