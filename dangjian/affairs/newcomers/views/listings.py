"""Lists from those who register firms and societies: brought in, held against the units, decided line by line."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers import queries, services
from dangjian.affairs.newcomers.forms import AdmissionForm, DecisionForm, ListingForm
from dangjian.affairs.newcomers.models import Decision, Listed, Listing, Match
from dangjian.affairs.newcomers.reading import entries
from dangjian.affairs.newcomers.services.listings import Source
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item
from dangjian.rulebook import RuleBreach


@requires(Permission.NEWCOMER_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the lists in scope, the newest first."""
    page = keyset(queries.listings(request.actor), by=("-id",), query=request.GET)
    may_bring = bool(request.full_actor.bodies(Permission.NEWCOMER_EDIT))
    return render(request, "newcomers/lists.html", {"page": page, "pager": page.pager, "may_bring": may_bring})


@requires(Permission.NEWCOMER_EDIT, post=Permission.NEWCOMER_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Bring a list in for the body of one's own post and what lies below it."""
    bodies = request.actor.bodies(Permission.NEWCOMER_EDIT)
    body = Organization.objects.visible_to(request.actor).filter(pk__in=bodies).in_order().first()
    if body is None:
        raise Http404
    is_sent = request.method == "POST"
    form = ListingForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial={"made_on": today()}
    )
    if form.is_valid():
        typed = form.cleaned_data
        source = Source(typed["source"], typed["made_on"], typed["file"].name)
        try:
            made = services.receive(
                by=request.actor, organization=body, field=typed["field"], source=source,
                entries=entries(typed["file"].read()), on=today(),
            )  # fmt: skip
        except (RuleBreach, Unsupported) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已核对。对得上的人数已更新；对不上的在下面，一条一条由您定。")
            return redirect("newcomers:list", made.public_id)
    context = {
        "form": form,
        "heading": "导入名单",
        "sub": f"{body.short_name}（含下级）；按统一社会信用代码核对，不自动新建，也不自动删除",
        "form_address": request.path,
        "cancel_address": reverse("newcomers:lists"),
        "submit_label": "上传并核对",
    }
    return render(request, "newcomers/new.html", context, status=422 if form.is_bound else 200)


@requires(Permission.NEWCOMER_VIEW)
@inside
def listing(request: ActorRequest, listing_id: UUID) -> HttpResponse:
    """Show a list: what came of its lines, and those that wait."""
    found = _found(request, listing_id)
    match = request.GET.get("match", "")
    match = match if match in Match.values else ""
    counted = queries.counts(found)
    page = keyset(queries.lines(found, match), by=("number", "id"), query=request.GET)
    here = reverse("newcomers:list", args=[listing_id])
    waiting = sum(left for _, left in counted.values())
    named = [Item(one.label, f"{here}?match={one}", one == match, counted.get(one, (0, 0))[0]) for one in Match]
    context = {
        "listing": found,
        "heading": f"{found.source}{found.get_field_display()}名单",
        "tabs": [Item("待处理", here, not match, waiting), *named],
        "page": page,
        "pager": page.pager,
        "match": match,
    }
    return render(request, "newcomers/list.html", context)


@requires(Permission.NEWCOMER_VIEW)
@inside
def line(request: ActorRequest, line_id: UUID) -> HttpResponse:
    """Show one line and what can be decided about it."""
    return _page(request, _line(request, line_id), None, None)


@requires(post=Permission.ORGANIZATION_EDIT)
@inside
def admission(request: ActorRequest, line_id: UUID) -> HttpResponse:
    """Write a listed unit down."""
    found = _line(request, line_id)
    form = AdmissionForm(request.POST, bodies=queries.candidates(request.full_actor, today()))
    if form.is_valid():
        body = get_object_or_404(
            Organization.objects.visible_to(request.actor), public_id=form.cleaned_data["answering"]
        )
        try:
            unit = services.admit(by=request.actor, line=found, answering=body, at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记{unit.name}，由{body.short_name}负责。")
            return redirect("newcomers:list", found.listing.public_id)
    return _page(request, found, form, None)


@requires(post=Permission.NEWCOMER_EDIT)
@inside
def decision(request: ActorRequest, line_id: UUID) -> HttpResponse:
    """Settle a line otherwise, with a reason."""
    found = _line(request, line_id)
    form = DecisionForm(request.POST, has_unit=found.unit is not None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.decide(
                by=request.actor, line=found, decision=Decision(typed["decision"]), words=typed["words"],
                on=today(), at=now(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已处理，理由已留下。")
            return redirect("newcomers:list", found.listing.public_id)
    return _page(request, found, None, form)


def _found(request: ActorRequest, listing_id: UUID) -> Listing:
    return get_object_or_404(
        Listing.objects.visible_to(request.actor).select_related("organization"), public_id=listing_id
    )


def _line(request: ActorRequest, line_id: UUID) -> Listed:
    rows = Listed.objects.visible_to(request.actor).select_related("listing", "unit__answering_body")
    return get_object_or_404(rows, public_id=line_id)


def _page(
    request: ActorRequest, found: Listed, admitting: AdmissionForm | None, deciding: DecisionForm | None
) -> HttpResponse:
    actor, path = request.full_actor, found.listing.org_path
    is_new = found.match == Match.UNKNOWN and not found.decision
    may_admit = is_new and actor.may(Permission.ORGANIZATION_EDIT, path)
    context = {
        "line": found,
        "heading": found.name,
        "sub": f"{found.listing.source}{found.listing.get_field_display()}名单，{found.get_match_display()}",
        "may_admit": may_admit,
        "may_decide": not found.decision and actor.may(Permission.NEWCOMER_EDIT, path) and found.match not in _SETTLED,
        "admitting": admitting or (AdmissionForm(bodies=queries.candidates(actor, today())) if may_admit else None),
        "deciding": deciding or DecisionForm(has_unit=found.unit is not None, auto_id="decide_%s"),
    }
    return render(request, "newcomers/line.html", context, status=422 if admitting or deciding else 200)


_SETTLED = (Match.SAME, Match.RENAMED)
