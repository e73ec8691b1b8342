"""Exports: exactly what the page shows, as XLSX, CSV or Parquet."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.interchange.boardsheet import NoColumns, Sheet, csv_file, parquet_file, xlsx_file
from remeslo.web.apps.boards.views.scene import Scene
from remeslo.web.apps.common.services.log import record

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


def file_of(request: Any, sheet: Sheet, form: str, scene: Scene) -> HttpResponse:
    """The sheet as a file; who took it is in the log. Without polars Parquet leads back with the reason."""
    try:
        data = _written(sheet, form)
    except NoColumns:
        messages.warning(
            request,
            _("Parquet needs polars, which is not installed here (the extra “scale”): take XLSX or CSV."),
        )
        kept = request.GET.copy()
        kept.pop("as", None)
        return redirect(f"{request.path}?{kept.urlencode()}" if kept else request.path)
    record(
        "board.exported",
        by=request.user,
        cluster=getattr(request, "cluster", None),
        subject=f"board:{scene.node}",
        thing=scene.name,
        form=form,
        count=len(sheet.rows),
    )
    answer = HttpResponse(data, content_type=TYPES[form])
    name = re.sub(r"[^a-z0-9]+", "-", scene.node.lower().encode("ascii", "ignore").decode()).strip("-") or "board"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{scene.asked.period}.{form}"'
    return answer


def _written(sheet: Sheet, form: str) -> bytes:
    if form == "xlsx":
        return xlsx_file(sheet, table_word=pgettext("sheet", "Figures"), about_word=pgettext("sheet", "About"))
    return csv_file(sheet) if form == "csv" else parquet_file(sheet)
