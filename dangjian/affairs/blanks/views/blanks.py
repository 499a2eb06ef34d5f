"""The blanks that were uploaded, a new one, the page where its columns are checked, and the filled file."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from dangjian.affairs.blanks import catalogue, queries, rows
from dangjian.affairs.blanks.catalogue import Asked, Subject
from dangjian.affairs.blanks.forms import PlanForm, UploadForm, bound_columns
from dangjian.affairs.blanks.models import Blank
from dangjian.affairs.blanks.plans import Plan
from dangjian.affairs.blanks.proposals import Proposal, taken
from dangjian.affairs.blanks.rules.captions import Confidence, Match
from dangjian.affairs.blanks.services import blanks as services
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item, Level, Standing
from dangjian.rulebook.breach import RuleBreach

P = Permission


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A line of the page: a column of the blank, its field, how sure the reading is, and the first row's value."""

    letter: str
    heads: Sequence[str]
    select: str
    standing: Standing
    example: str


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
    asked = Asked(request.full_actor, today())
    listings = [] if rows.is_typed(proposal) else rows.listings(proposal, blank.organization, asked)
    is_sent = request.method == "POST"
    form = PlanForm(
        request.POST if is_sent else None, proposal=proposal, listings=listings, asked=asked, path=blank.org_path
    )
    home = _home(form, blank, asked, is_sent=is_sent)
    listing = str(form["listing"].value() or "")
    found = rows.lines(proposal, home or blank.organization, listing, asked)
    if is_sent and form.is_valid() and home:
        plan = Plan(proposal.number, form.chosen(), listing, home.pk)
        services.fill(
            blank=blank, proposal=proposal, plan=plan, found=found, reason=form.cleaned_data["reason"],
            asked=asked, at=now(), by=request.actor,
        )  # fmt: skip
        messages.success(request, f"填好了：{blank.filled} 格；空着 {blank.unknown} 格，原因写在文件的“来源与未知”里。")
        return redirect("blanks:work", blank.public_id)
    context = _context(request, blank, proposals, proposal, form, found, asked, listings)
    return render(request, "blanks/work.html", context, status=422 if is_sent else 200)


def _home(form: PlanForm, blank: Blank, asked: Asked, *, is_sent: bool) -> Organization | None:
    """Return the body whose people are listed; None where what was typed means none, or several."""
    said = str(form["body"].value() or "").strip() if is_sent else ""
    if not said:
        return blank.organization
    home = rows.body_named(said, blank.organization, asked)
    if home is None:
        form.add_error("body", "没有对上党组织，或有不止一个。请写全称。")
    return home


def _context(
    request: ActorRequest, blank: Blank, proposals: list[Proposal], proposal: Proposal, form: PlanForm,
    found: rows.Lines, asked: Asked, listings: Sequence[rows.Listing],
) -> dict[str, object]:  # fmt: skip
    examples = queries.examples(proposal, form.columns(), found, asked)
    lines = [
        ColumnRow(
            letter=_letter(place),
            heads=proposal.layout.columns[place].path,
            select=field.as_widget(attrs={"class": "form-select", "aria-label": f"{_letter(place)} 列填什么"}),
            standing=_standing(proposal.matches[place], proposal.subject),
            example=examples.get(place, ""),
        )
        for place, field in bound_columns(form)
        if proposal.layout.columns[place].path
    ]
    own = f"{reverse('blanks:work', args=[blank.public_id])}?table="
    return {
        "heading": blank.name,
        "blank": blank,
        "form": form,
        "form_address": reverse("blanks:fill", args=[blank.public_id]),
        "lines": lines,
        "read": proposal.read,
        "found": found,
        "is_people": proposal.subject is Subject.PERSON,
        "listings": listings,
        "tables": [Item(p.grid.name, f"{own}{p.number}", p is proposal) for p in proposals]
        if len(proposals) > 1
        else [],
        "may_fill": request.full_actor.may(P.BLANK_FILL, blank.org_path),
        "may_download": queries.may_open(blank, request.full_actor),
        "has_sealed": any(
            fact.is_sealed for key, fact in catalogue.facts(proposal.subject).items() if key in form.columns().values()
        ),
    }


def _standing(match: Match, subject: Subject) -> Standing:
    fact = catalogue.facts(subject).get(match.key)
    if match.confidence is Confidence.REMEMBERED:
        return Standing(Level.OK, "本县改过，已记住")
    if match.confidence is Confidence.SURE:
        return Standing(Level.OK, "对得上")
    if match.confidence is Confidence.LIKELY:
        return Standing(Level.SOON, "大致对得上", "请核对")
    if match.confidence is Confidence.GUESSED and fact:
        return Standing(Level.INFO, "没有把握", f"可能是“{fact.caption}”")
    return Standing(Level.NA, "没有认出", "先留空")


def _letter(place: int) -> str:
    first, rest = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + rest)
