"""A filled workbook: uploaded, looked at, written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers import services
from dangjian.affairs.registers.forms import UploadForm
from dangjian.affairs.registers.models import Upload
from dangjian.affairs.registers.rules.periods import words_of
from dangjian.affairs.registers.views import finding
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach


@requires(Permission.REGISTER_FILL, post=Permission.REGISTER_FILL)
@inside
def new(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """Take a workbook in; nothing is written before it was looked at."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    home = _own_body(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = services.bring(
                by=request.full_actor, register=row, organization=home, period=period.key, data=file.read(),
                name=file.name or "", at=now(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error("file", str(breach))
        else:
            return redirect("registers:upload", made.public_id)
    context = {
        "form": form, "row": row, "period": period, "submit_label": "核对",
        "form_address": f"{request.path}?period={period.key}",
        "cancel_address": reverse("registers:board", args=[register_id]),
        "sheet_address": f"{reverse('registers:sheet', args=[register_id])}?period={period.key}",
    }  # fmt: skip
    return render(request, "registers/new_upload.html", context, status=422 if form.is_bound else 200)


@requires(Permission.REGISTER_FILL)
@inside
def one(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """Show what a workbook would bring, and what is wrong in which cell."""
    row = _upload(request, upload_id)
    context = {
        "row": row, "register": row.register, "period_words": words_of(row.period),
        "faults": [{"row": number, "column": column, "words": words} for number, column, words in row.faults],
        "total": row.new + row.changed,
        "may_write": row.staged_id is not None and row.account_id == request.actor.account_id,
    }  # fmt: skip
    return render(request, "registers/upload.html", context)


@requires(post=Permission.REGISTER_FILL)
@inside
def confirmation(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """Write what was checked."""
    row = _upload(request, upload_id)
    count = services.write(by=request.actor, upload=row, at=now())
    messages.success(request, f"已写入 {count} 条。")
    return redirect(f"{reverse('registers:board', args=[row.register.public_id])}?period={row.period}")


def _upload(request: ActorRequest, upload_id: UUID) -> Upload:
    rows = Upload.objects.visible_to(request.actor).select_related("register", "organization")
    return get_object_or_404(rows, public_id=upload_id)


def _own_body(request: ActorRequest) -> Organization:
    bodies = Organization.objects.visible_to(request.actor)
    return bodies.filter(pk__in=request.actor.bodies(Permission.REGISTER_FILL)).order_by("path")[:1].get()
