"""What one's own bodies owe, one body's year, and a missed duty explained."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.activities.duties import queries, services
from dangjian.activities.duties.doors import recording_address, recording_permission
from dangjian.activities.duties.forms import ExplanationForm
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.rulebook import RuleBreach

_MOST = 3


@requires(Permission.DUTY_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List what the bodies of one's own posts have to do: why, by when, and where it is recorded."""
    on = today()
    bodies = Organization.objects.visible_to(request.actor).filter(pk__in=request.actor.bodies(Permission.DUTY_VIEW))
    own = list(bodies.in_order()[:_MOST])
    found = []
    for one in [*own, *queries.groups_under(request.actor, own, on)]:
        lines = [
            (line, _recording(request, one, line, on) if line.may_record else "")
            for line in queries.due(request.actor, one, on)
        ]
        found.append((one, lines, request.full_actor.may(Permission.DUTY_EXPLAIN, one.path)))
    themes = request.full_actor.narrowed(Permission.THEME_VIEW)
    theme = queries.theme_of(themes, request.actor.county_id, on) if themes.grants else None
    return render(request, "duties/index.html", {"bodies": found, "theme": theme})


@requires(Permission.DUTY_VIEW)
def body(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show every duty of a body in a year, and what was counted."""
    found, on = body_of(request, organization_id), today()
    year = _year(request.GET.get("year", ""), on)
    counted = Evidence.objects.visible_to(request.actor).standing().of_body().filter(organization_id=found.pk)
    context = {
        "body": found,
        "year": year,
        "years": [year - 1, year + 1] if year <= on.year else [year - 1],
        "duties": [_told(name, lines) for name, lines in queries.of_year(request.actor, found, year, on)],
        "counted": counted.between(date(year, 1, 1), date(year + 1, 1, 1)).order_by("-held_on", "kind")[:200],
        "may_explain": request.full_actor.may(Permission.DUTY_EXPLAIN, found.path),
    }
    return render(request, "duties/body.html", context)


def _told(name: str, lines: list[queries.Line]) -> tuple[str, str, list[queries.Line], list[queries.Line]]:
    """Return a duty with its rule: what is open or was missed line by line, what was done apart."""
    met = [line for line in lines if line.result.met_on is not None]
    return name, lines[0].why, [line for line in lines if line.result.met_on is None], met


@requires(Permission.DUTY_EXPLAIN, post=Permission.DUTY_EXPLAIN)
def explanation(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Say why a duty was not done."""
    found, on = body_of(request, organization_id), today()
    result = result_of(request, found)
    if result is None:
        return redirect("duties:body", organization_id)
    form = ExplanationForm(request.POST or None, initial={"words": result.explained})
    if form.is_valid():
        try:
            services.explain(by=request.actor, result=result, words=form.cleaned_data["words"], on=on, at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已记下情况说明，未开展的事实仍保留。")
            return redirect("duties:body", organization_id)
    (line,) = queries.lines_of(found.county_id, [result], on)
    context = {"body": found, "form": form, "line": line, "heading": f"{line.name}没有开展的原因"}
    return render(request, "duties/explanation.html", context, status=422 if form.is_bound else 200)


def _recording(request: ActorRequest, body: Organization, line: queries.Line, on: date) -> str:
    """Return where it is recorded: that of a Party group by whoever records at its branch; empty where nowhere."""
    if request.full_actor.may(recording_permission(line.kind), body.path):
        return recording_address(body.public_id, line.kind, on)
    branch = body.parent if body.kind == BodyKind.GROUP and line.kind is Kind.GROUP else None
    if branch is None or not request.full_actor.may(Permission.MEETING_RECORD, branch.path):
        return ""
    return recording_address(branch.public_id, line.kind, on, body.public_id)


def body_of(request: ActorRequest, organization_id: UUID) -> Organization:
    """Return the body within the actor's scope."""
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)


def result_of(request: ActorRequest, body: Organization) -> DutyResult | None:
    """Return the result that the address names by duty and the first day of its period; None where it names none."""
    try:
        start = date.fromisoformat(request.GET.get("start", ""))
    except ValueError:
        return None
    duty = request.GET.get("duty", "").replace("\0", "")[:60]
    rows = DutyResult.objects.visible_to(request.actor).filter(county_id=body.county_id, organization_id=body.pk)
    return rows.filter(duty=duty, period_start=start).first()


def _year(typed: str, on: date) -> int:
    known = typed.isascii() and typed.isdigit() and on.year - 30 <= int(typed[:4]) <= on.year + 1
    return int(typed[:4]) if known else on.year
