"""A visit: what is known before one goes, what was seen, what was found; and who read which record."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.inspections import queries, services
from dangjian.programme.inspections.forms import FindingForm, VisitForm
from dangjian.programme.inspections.models import Sample, Visit
from dangjian.programme.inspections.rules import remedy_by
from dangjian.rulebook import RuleBreach


@requires(Permission.INSPECTION_LEAD, post=Permission.INSPECTION_LEAD)
@inside
def new(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Note a visit to a body: ``?sample=…`` where it was drawn; what is known stands beside."""
    body = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    sample, on = _sample(request), today()
    issuer = sample.organization if sample else _issuer(request, body)
    form = VisitForm(request.POST if request.method == "POST" else None, initial={"on": on})
    if form.is_valid():
        try:
            made = services.visit(
                by=request.actor, issuer=issuer, organization=body, seen=form.cleaned_data["seen"],
                on=form.cleaned_data["on"], sample=sample,
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已记下。有问题的，在下面写明由谁整改。")
            return redirect("inspections:visit", made.public_id)
    context = {
        "body": body,
        "sample": sample,
        "form": form,
        "known": queries.known(request.full_actor, body, on),
        "must_see": [line for line in (sample.must_see if sample else "").splitlines() if line.strip()],
        "back": reverse("inspections:sample", args=[sample.public_id]) if sample else reverse("inspections:index"),
    }
    return render(request, "inspections/visiting.html", context, status=422 if form.is_bound else 200)


@requires(Permission.INSPECTION_VIEW)
@inside
def visit(request: ActorRequest, visit_id: UUID) -> HttpResponse:
    """Show a visit with what it found, to the body too."""
    return _page(request, _found(request, visit_id), None)


@requires(post=Permission.INSPECTION_LEAD)
@inside
def findings(request: ActorRequest, visit_id: UUID) -> HttpResponse:
    """Turn a problem into a task of the body."""
    found = _found(request, visit_id)
    form = _form(request, found)
    if form.is_valid():
        try:
            services.find(by=request.full_actor, visit=found, problem=form.problem(), on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已列入问题清单并交给这个党支部，整改、验收、销号都在任务里。")
            return redirect("inspections:visit", visit_id)
    return _page(request, found, form, 422)


@requires(Permission.INSPECTION_VIEW)
@inside
def readings(request: ActorRequest) -> HttpResponse:
    """List who read which record from above: the branch sees who looked."""
    body = _body(request)
    page = queries.readings(request.actor, request.GET, body)
    may_open = request.full_actor.may(Permission.MEETING_VIEW)
    context = {"page": page, "pager": page.pager, "may_open": may_open, "body": body}
    return render(request, "inspections/readings.html", context)


def _body(request: ActorRequest) -> Organization | None:
    named = request.GET.get("body", "")
    if not named:
        return None
    try:
        key = UUID(named)
    except ValueError as wrong:
        raise Http404 from wrong
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=key)


def _sample(request: ActorRequest) -> Sample | None:
    named = request.GET.get("sample", "")
    if not named:
        return None
    try:
        key = UUID(named)
    except ValueError as wrong:
        raise Http404 from wrong
    return get_object_or_404(Sample.objects.visible_to(request.actor).select_related("organization"), public_id=key)


def _issuer(request: ActorRequest, body: Organization) -> Organization:
    bodies = request.actor.bodies(Permission.INSPECTION_LEAD)
    rows = Organization.objects.visible_to(request.actor).filter(pk__in=bodies)
    above = [one for one in rows if body.path.startswith(one.path)]
    return max(above, key=lambda one: len(one.path), default=body)  # Its own: the service refuses that.


def _found(request: ActorRequest, visit_id: UUID) -> Visit:
    return get_object_or_404(queries.visits(request.actor), public_id=visit_id)


def _form(request: ActorRequest, row: Visit) -> FindingForm:
    sent, on = request.POST if request.method == "POST" else None, today()
    due_on = remedy_by(on, local_values(row.county_id, on))
    return FindingForm(sent, posts=queries.posts(row.organization), due_on=due_on)


def _page(request: ActorRequest, row: Visit, form: FindingForm | None, status: int = 200) -> HttpResponse:
    actor = request.full_actor
    may_find = row.issuer_id in actor.bodies(Permission.INSPECTION_LEAD) and actor.may(
        Permission.TASK_ISSUE, row.issuer.path
    )
    context = {
        "row": row,
        "found": queries.found(row, today()),
        "form": form or (_form(request, row) if may_find else None),
        "facts": [
            Fact("党组织", row.organization.short_name),
            Fact("走访人", row.who),
            Fact("派出", row.sample.issuer_name if row.sample else row.issuer.short_name),
            *([Fact("抽查", row.sample.title, address=_sample_address(row.sample))] if row.sample else []),
        ],
    }
    return render(request, "inspections/visit.html", context, status=status)


def _sample_address(sample: Sample) -> str:
    return reverse("inspections:sample", args=[sample.public_id])
