"""Old files: brought in, read with their conflicts, taken away as a list, thrown away; rows become cases."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.forms.opening import OldFileForm
from dangjian.affairs.admissions.models import OldFile, OldRow
from dangjian.affairs.admissions.old_files.columns import CAPTIONS, STEPS
from dangjian.affairs.admissions.old_files.sheets import of_conflicts
from dangjian.affairs.admissions.views.days import this_day
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.spreadsheets import XLSX
from dangjian.foundation.ui.downloads import download
from dangjian.rulebook import RuleBreach

_MOST = 300


@requires(Permission.ADMISSION_AUDIT, post=Permission.ADMISSION_AUDIT)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List what was brought in, and read another file for the body of one's post."""
    form = OldFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        body = get_object_or_404(
            Organization.objects.visible_to(request.actor), pk=request.actor.grants[0].organization_id
        )
        try:
            made = services.audit_file(
                by=request.actor, organization=body, name=sent.name, data=sent.read(), on=this_day()
            )
        except (Unsupported, RuleBreach) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"已读取 {made.rows_read} 行，{made.rows_wrong} 行有冲突。没有改动任何档案。")
            return redirect("admissions:old-file", made.public_id)
    context = {
        "form": form,
        "heading": "旧档案日期核对",
        "sub": "把以前的发展党员登记表导进来，逐行核对日期；只核对，不改动任何档案",
        "files": OldFile.objects.visible_to(request.actor).order_by("-id")[:50],
        "form_address": reverse("admissions:old-files"),
        "cancel_address": reverse("admissions:index"),
        "submit_label": "读取并核对",
        "captions": "、".join(CAPTIONS.values()),
    }
    return render(request, "admissions/old_files.html", context, status=422 if form.errors else 200)


@requires(Permission.ADMISSION_AUDIT)
@inside
def page(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Show the rows with their conflicts."""
    file = _file(request, file_id)
    wrong = file.rows.exclude(conflicts=[]).order_by("pk")[:_MOST]
    context = {
        "heading": file.name,
        "sub": f"{file.rows_read} 行，{file.rows_wrong} 行有冲突；核对不改动任何档案",
        "file": file,
        "clean": [
            _clean(row) for row in file.rows.filter(conflicts=[]).select_related("admission").order_by("pk")[:_MOST]
        ],
        "rows": [(row, [(CAPTIONS.get(one["field"], ""), one) for one in row.conflicts]) for row in wrong],
        "most": _MOST,
        "steps": "、".join(CAPTIONS[step] for step in STEPS),
    }
    return render(request, "admissions/old_file.html", context)


@requires(Permission.ADMISSION_AUDIT)
@inside
def export(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Give the conflicts as a workbook."""
    file = _file(request, file_id)
    return download(of_conflicts(file), f"发展党员日期核对_{this_day():%Y%m%d}.xlsx", XLSX)


@requires(post=Permission.ADMISSION_AUDIT)
@inside
def adoptions(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Take a row over as a case."""
    typed = request.POST.get("row", "")
    rows = _file(request, file_id).rows
    row = rows.filter(number=int(typed) if typed.isdecimal() else 0).first()
    if row is None:
        raise RuleBreach("没有选中一行，没有转入。请刷新后再选。")
    made = services.adopt(by=request.actor, row=row, on=this_day())
    state = "已归档" if made.ended_on else "正在办理"
    messages.success(request, f"{row.person_name}已转入发展党员，{state}。名册没有改动。")
    return redirect("admissions:old-file", file_id)


@requires(post=Permission.ADMISSION_AUDIT)
@inside
def removal(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Throw a file away."""
    services.drop_file(by=request.actor, file=_file(request, file_id))
    messages.success(request, "已删除，连同读到的各行。")
    return redirect("admissions:old-files")


def _clean(row: OldRow) -> tuple[OldRow, services.Fit, str]:
    """Give a row without conflicts, what it may become, and that in words."""
    fit = services.fit_of(row, this_day())
    return row, fit, f"转为在办，轮到{CAPTIONS[fit.waits]}" if fit.waits else "转为已归档"


def _file(request: ActorRequest, file_id: UUID) -> OldFile:
    return get_object_or_404(OldFile.objects.visible_to(request.actor), public_id=file_id)
