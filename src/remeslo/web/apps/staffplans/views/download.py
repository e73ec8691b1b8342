"""A workbook to take away; that it was taken is logged."""

from collections.abc import Sequence

from django.http import HttpResponse

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffplans.sheets import Sheet, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: ClusterRequest, name: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """The tables as one workbook."""
    answer = HttpResponse(workbook(sheets), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    rows = sum(len(sheet.rows) for sheet in sheets)
    record("staffplan.exported", by=request.user, cluster=request.cluster, subject=f"staffplan:{name}", count=rows)
    return answer
