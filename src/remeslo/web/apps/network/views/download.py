"""A table to take away, as a workbook or as CSV; that it was taken is logged."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffplans.sheets import Sheet, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be worked out by a spreadsheet: it gets an apostrophe in CSV."""


def download(request: ClusterRequest, name: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """The tables as one workbook, or the first of them as CSV (``?as=csv``)."""
    is_csv = request.GET.get("as") == "csv"
    content = _csv(sheets[0]) if is_csv else workbook(sheets)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8" if is_csv else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{"csv" if is_csv else "xlsx"}"'
    rows = sum(len(sheet.rows) for sheet in sheets)
    record("network.exported", by=request.user, cluster=request.cluster, subject=f"network:{name}", count=rows)
    return answer


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([_cell(c) for c in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
