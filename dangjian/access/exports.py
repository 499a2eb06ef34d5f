"""A list as a workbook, at the list's own address: its filter, its scope, its columns, and nothing more.

A view that has its rows asks ``is_asked`` before it draws the page, so page and file cannot differ.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from dangjian.access import audit, zones
from dangjian.access.gates import ActorRequest
from dangjian.foundation.spreadsheets import XLSX, Column, workbook

R = TypeVar("R")
LABEL: Final = "导出 Excel"
MOST: Final = 100_000
_FORMAT: Final = "format"
_ASKED: Final = "xlsx"
_PAGING: Final = ("after", "before", _FORMAT)


def is_asked(request: HttpRequest) -> bool:
    """Say whether the workbook is asked for, not the page."""
    return request.GET.get(_FORMAT) == _ASKED


def link(request: HttpRequest) -> dict[str, str]:
    """Return what a list page shows its button by: this address with its filter, from the first row on."""
    query = request.GET.copy()
    for name in _PAGING:
        query.pop(name, None)
    query[_FORMAT] = _ASKED
    return {"export_address": f"{request.path}?{query.urlencode()}", "export_label": LABEL}


def deliver(
    request: ActorRequest, *, title: str, columns: Sequence[Column[R]], rows: Sequence[R], ids: Iterable[object],
    on: date, path: str = "", organization_id: int | None = None,
) -> HttpResponse:  # fmt: skip
    """Return ``rows`` as a workbook and note it once, with their number and the digest of their ``ids``.

    Tables of the register stay inside: on an installation that faces the internet they are not there (P37).
    """
    if zones.is_internet():
        raise Http404
    if len(rows) > MOST:
        message = f"一次最多导出 {MOST} 行，没有导出。请先筛选，或分党组织导出。"
        return render(request, "ui/refused.html", {"message": message}, status=422)
    line = f"截至{on.year}年{on.month}月{on.day}日，共 {len(rows)} 行　导出人：{request.actor.name}"
    content = workbook(title=title, line=line, columns=columns, rows=rows, sheet="名单")
    audit.record(
        by=request.actor, action="table.export", words=f"导出{title}，{len(rows)} 行",
        among=ids, path=path, organization_id=organization_id,
    )  # fmt: skip
    header = content_disposition_header(as_attachment=True, filename=f"{title}.xlsx") or "attachment"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": header})
