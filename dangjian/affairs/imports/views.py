"""Pages of imports: the list, a new one, the preview with its decision, the columns, the rows handed back."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.imports import queries, services
from dangjian.affairs.imports.columns.vocabulary import vocabulary
from dangjian.affairs.imports.forms import TOO_LARGE, ColumnsForm, ConfirmForm, FileForm
from dangjian.affairs.imports.models import WORKING, Import, Kind, Level, Stage
from dangjian.foundation.spreadsheets import XLSX
from dangjian.foundation.time import today
from dangjian.foundation.ui import paging
from dangjian.foundation.ui.parts import Item
from dangjian.rulebook.breach import RuleBreach

P = Permission
PAGE: Final = "imports/detail.html"
SIZE: Final = 50


@requires(P.IMPORT_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show the imports in scope, the newest first."""
    page = paging.keyset(queries.listed(request.actor), by=("-made_at", "-id"), query=request.GET)
    context = {
        "heading": "表格导入",
        "lines": [queries.Line(source, queries.standing(source)) for source in page.rows],
        "pager": page.pager,
        "may_bring": request.full_actor.may(P.IMPORT_EDIT),
    }
    return render(request, "imports/index.html", context)


@requires(P.IMPORT_EDIT, post=P.IMPORT_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Bring a file in."""
    bodies = {body.pk: body for body in queries.bodies(request.actor)}
    choices = [(body.pk, body.name) for body in bodies.values()]
    if request.method != "POST":
        form = FileForm(bodies=choices, initial={"kind": request.GET.get("kind", Kind.PEOPLE)})
        return _new(request, form)
    form = FileForm(request.POST, request.FILES, bodies=choices)
    if not request.FILES and _is_large(request):
        form.add_error("file", TOO_LARGE)
    if not form.is_valid():
        return _new(request, form, 422)
    data = form.cleaned_data
    source = services.bring(
        by=request.actor,
        organization=bodies[data["organization"]],
        kind=Kind(data["kind"]),
        data=data["file"].read(),
        name=data["file"].name,
        on=today(),
    )
    return redirect("imports:detail", source.public_id)


def _is_large(request: ActorRequest) -> bool:
    length = request.headers.get("Content-Length", "0")
    return length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _new(request: ActorRequest, form: FileForm, status: int = 200) -> HttpResponse:
    context = {
        "heading": "导入一张表",
        "form": form,
        "form_address": request.path,
        "submit_label": "上传并核对",
        "cancel_address": reverse("imports:index"),
    }
    return render(request, "imports/new.html", context, status=status)


def _source(request: ActorRequest, import_id: UUID) -> Import:
    rows = Import.objects.visible_to(request.actor).select_related("organization", "faults_file", "snapshot")
    return get_object_or_404(rows, public_id=import_id)


@requires(P.IMPORT_VIEW)
def detail(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Show where an import stands: its progress, its preview with what was found, what can be done."""
    source = _source(request, import_id)
    if request.headers.get("HX-Request") == "true" and Stage(source.stage) not in WORKING:
        return HttpResponse(headers={"HX-Refresh": "true"})  # The work is done: the whole page is another now.
    return _detail(request, source, ConfirmForm(warnings=source.warnings))


def _detail(request: ActorRequest, source: Import, form: ConfirmForm, status: int = 200) -> HttpResponse:
    form.fields["reason"].required = bool(source.warnings)  # Asked only then, and then it is not 可不填.
    level = request.GET.get("level", "") or _first_level(source)
    rows = queries.findings(request.full_actor, source, level)
    page = paging.keyset(rows, by=("id",), query=request.GET, size=SIZE)
    held, stage = request.full_actor, Stage(source.stage)
    context = {
        "heading": f"{source.get_kind_display()}：{source.organization.short_name}",
        "source": source,
        "standing": queries.standing(source),
        "is_working": stage in WORKING,
        "is_checked": stage is Stage.CHECKED,
        "rows": page.rows,
        "pager": page.pager,
        "chips": _chips(source, level),
        "form": form,
        "may_edit": held.may(P.IMPORT_EDIT, source.org_path),
        "may_confirm": held.may(P.IMPORT_CONFIRM, source.org_path),
        "may_undo": stage is Stage.DONE and source.snapshot_id is not None,
        "level": level,
    }
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"{PAGE}#standing" if is_part else PAGE, context, status=status)


def _first_level(source: Import) -> str:
    return Level.ERROR if source.errors else Level.WARNING if source.warnings else Level.CHANGE


def _chips(source: Import, level: str) -> list[Item]:
    here = reverse("imports:detail", args=[source.public_id])
    counts = {Level.ERROR: source.errors, Level.WARNING: source.warnings, Level.CHANGE: source.changed}
    return [
        Item(str(each.label), f"{here}?level={each}#found", each == level, counts[each])
        for each in Level
        if counts[each]
    ]


@requires(P.IMPORT_EDIT, post=P.IMPORT_EDIT)
def columns(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Correct what the columns mean; the file is read anew."""
    source = _source(request, import_id)
    words = vocabulary(source.kind)
    captions, chosen = queries.captions(source), queries.columns(source)
    form = ColumnsForm(request.POST or None, captions=captions, columns=chosen, words=words)
    if request.method == "POST" and form.is_valid():
        try:
            services.match_columns(by=request.actor, source=source, columns=form.chosen())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return redirect("imports:detail", source.public_id)
    context = {
        "heading": "表里的列对应什么",
        "source": source,
        "form": form,
        "form_address": request.path,
        "submit_label": "按这样重新核对",
        "cancel_address": reverse("imports:detail", args=[source.public_id]),
    }
    return render(request, "imports/columns.html", context, status=422 if form.is_bound else 200)


@requires(post=P.IMPORT_CONFIRM)
def confirmation(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Confirm: what was checked is written."""
    source = _source(request, import_id)
    form = ConfirmForm(request.POST, warnings=source.warnings)
    if not form.is_valid():
        return _detail(request, source, form, 422)
    try:
        services.confirm(by=request.actor, source=source, reason=form.cleaned_data["reason"])
    except RuleBreach as breach:
        form.add_error("reason", str(breach))
        return _detail(request, source, form, 422)
    return redirect("imports:detail", source.public_id)


@requires(post=P.IMPORT_EDIT)
def closure(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Drop an import before it is written."""
    source = _source(request, import_id)
    services.drop(by=request.actor, source=source)
    messages.success(request, "已放弃，上传的文件和核对结果都已删除，名册没有变。")
    return redirect("imports:index")


@requires(post=P.IMPORT_CONFIRM)
def reversal(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Undo an import."""
    source = _source(request, import_id)
    services.undo(by=request.actor, source=source)
    return redirect("imports:detail", source.public_id)


@requires(P.IMPORT_EDIT)
def faults(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Give the workbook of the rows that were left out."""
    source = _source(request, import_id)
    try:
        data = services.hand_back(by=request.actor, source=source)
    except RuleBreach as breach:  # A look, not an act: the gate turns only acts into words.
        messages.error(request, str(breach))
        return redirect("imports:detail", source.public_id)
    name = content_disposition_header(as_attachment=True, filename=f"待改的行 {source.organization.short_name}.xlsx")
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": name or "attachment"})
