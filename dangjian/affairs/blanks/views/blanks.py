"""The blanks that were uploaded, a new one, the page where its columns are checked, and the filled file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from dangjian.access import audit, files
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import queries
from dangjian.affairs.blanks.catalogue import Asked
from dangjian.affairs.blanks.forms import UploadForm
from dangjian.affairs.blanks.models import Blank
from dangjian.affairs.blanks.proposals import taken
from dangjian.affairs.blanks.services import blanks as services
from dangjian.affairs.blanks.views.sheet import Sheet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook.breach import RuleBreach

P = Permission


@requires(P.BLANK_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the blanks of the last 30 days, the newest first."""
    found = Blank.objects.visible_to(request.actor).select_related("organization", "result", "file")
    page = keyset(found.exclude(file=None), by=("-uploaded_at", "-id"), query=request.GET)
    context = {
        "heading": "上级要表",
        "page": page,
        "pager": page.pager,
        "may_fill": request.full_actor.may(P.BLANK_FILL),
    }
    return render(request, "blanks/index.html", context)


@requires(P.BLANK_FILL, post=P.BLANK_FILL)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Take a superior's blank in."""
    bodies = Organization.objects.visible_to(request.actor).in_bulk(request.actor.bodies(P.BLANK_FILL))
    choices = [(body.pk, body.name) for body in bodies.values()]
    is_sent = request.method == "POST"
    form = UploadForm(request.POST or None, request.FILES or None, bodies=choices)
    if is_sent and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            blank = services.take_in(
                organization=bodies[form.cleaned_data["organization"]],
                data=upload.read(),
                name=upload.name,
                on=today(),
                by=request.actor,
            )
        except RuleBreach as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("blanks:work", blank.public_id)
    context = {
        "heading": "上传上级的表",
        "sub": "表头由平台认，您核对后原样填好下载",
        "form": form,
        "submit_label": "上传并认表头",
        "cancel_address": reverse("blanks:index"),
    }
    return render(request, "blanks/new.html", context, status=422 if is_sent else 200)


@requires(P.BLANK_VIEW)
@inside
def work(request: ActorRequest, blank_id: UUID) -> HttpResponse:
    """Show how the columns of a blank were read, with what would stand in its first row."""
    blank = _blank(request, blank_id)
    if blank.file is None:
        return render(request, "blanks/gone.html", {"blank": blank, "heading": blank.name})
    number = request.GET.get("table", "")
    return _page(request, blank, int(number) if number.isdecimal() and number.isascii() else None)


@requires(post=P.BLANK_FILL)
@inside
def fill(request: ActorRequest, blank_id: UUID) -> HttpResponse:
    """Fill a blank as the officer decided."""
    blank = _blank(request, blank_id)
    number = request.POST.get("table", "")
    return _page(request, blank, int(number) if number.isdecimal() and number.isascii() else None)


@requires(post=P.BLANK_FILL)
@inside
def discard(request: ActorRequest, blank_id: UUID) -> HttpResponse:
    """Throw a blank away."""
    blank = _blank(request, blank_id)
    services.discard(blank=blank, by=request.actor)
    messages.success(request, f"已删除“{blank.name}”，连同填好的表。")
    return redirect("blanks:index")


@requires(P.BLANK_VIEW)
@inside
def download(request: ActorRequest, blank_id: UUID) -> HttpResponse:
    """Give the filled file; one with sealed values or conditions only to those who may read them there."""
    blank = _blank(request, blank_id)
    if blank.result is None or not queries.may_open(blank, request.full_actor):
        raise Http404
    audit.record(
        by=request.actor, action="blank.download", subject=blank.public_id,
        organization_id=blank.organization_id, path=blank.org_path, words=f"下载填好的表 {blank.name}",
    )  # fmt: skip
    header = content_disposition_header(as_attachment=True, filename=blank.result.name) or "attachment"
    content = files.read(blank.result)
    return HttpResponse(content, content_type=blank.result.media_type, headers={"Content-Disposition": header})


def _blank(request: ActorRequest, blank_id: UUID) -> Blank:
    found = Blank.objects.visible_to(request.actor).select_related("organization", "file", "result")
    return get_object_or_404(found, public_id=blank_id)


def _page(request: ActorRequest, blank: Blank, number: int | None) -> HttpResponse:
    proposals = queries.proposals(blank)
    proposal = taken(proposals, number)
    if proposal is None:
        raise Http404
    is_sent = request.method == "POST"
    asked = Asked(request.full_actor, today())
    sheet = Sheet(blank, proposals, proposal, asked, request.POST if is_sent else None)
    parts = sheet.parts()
    if parts:
        left = queries.untouched(blank, proposals, {part.proposal.number for part in parts})
        services.fill(
            blank=blank, parts=parts, untouched=left, reason=sheet.form.cleaned_data["reason"],
            asked=asked, at=now(), by=request.actor,
        )  # fmt: skip
        words = f"填好了：{blank.filled} 格；空着 {blank.unknown} 格，原因写在文件的“来源与未知”里。"
        following = sheet.following()
        messages.success(request, f"{words}接着核对“{following.grid.name}”。" if following else words)
        return redirect(sheet.address(following or proposal))
    return render(request, "blanks/work.html", sheet.context(), status=422 if is_sent else 200)
