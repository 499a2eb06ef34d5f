"""How a subtree stands, and who is behind and why."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.duties import queries, sheets
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.procedures.evidence.kinds import CHOICES


@requires(Permission.DUTY_VIEW)
@inside
def compliance(request: ActorRequest, organization_id: UUID | None = None) -> HttpResponse:
    """Show how the bodies under one stand, child by child in the county's order."""
    found, on = _body(request, organization_id), today()
    within, kind = queries.span(request.GET.get("period", ""), on), _kind(request)
    rows = queries.compliance(request.actor, found, within, on, kind)
    if exports.is_asked(request):
        return exports.deliver(
            request, title=f"{found.short_name}组织生活情况", columns=sheets.COMPLIANCE, rows=rows,
            ids=[row.body.public_id for row in rows], on=on, path=found.path, organization_id=found.pk,
        )  # fmt: skip
    context = {
        **exports.link(request),
        "body": found,
        "above": _above(request, found),
        "rows_": rows,
        "total": sum(row.bodies_behind for row in rows),
        **_choices(request, within, kind),
    }
    return render(request, "duties/compliance.html", context)


@requires(Permission.DUTY_VIEW)
@inside
def behind(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """List who is behind under a body, in the county's order, and why."""
    found, on = _body(request, organization_id), today()
    within, kind = queries.span(request.GET.get("period", ""), on), _kind(request)
    missed = queries.behind(request.actor, found, within, on, kind)
    bodies = Organization.objects.visible_to(request.actor).filter(pk__in=missed.order_by().values("organization_id"))
    if exports.is_asked(request):
        known = {one.pk: one for one in bodies}
        lines = queries.lines(found.county_id, missed[: exports.MOST + 1], on)
        rows = [sheets.Missed(known[line.result.organization_id], line) for line in lines]
        rows.sort(key=lambda one: (one.body.order_no, one.body.pk, one.line.result.due_on))
        return exports.deliver(
            request, title=f"{found.short_name}未开展的组织生活", columns=sheets.BEHIND, rows=rows,
            ids=[one.body.public_id for one in rows], on=on, path=found.path, organization_id=found.pk,
        )  # fmt: skip
    page = keyset(bodies, by=("order_no", "id"), query=request.GET, size=20)
    of_page = missed.filter(organization_id__in=[one.pk for one in page.rows])
    by_body: dict[int, list[queries.Line]] = {}
    for line in queries.lines(found.county_id, of_page, on):
        by_body.setdefault(line.result.organization_id, []).append(line)
    full = request.full_actor
    context = {
        **exports.link(request),
        "body": found,
        "lines": [(one, by_body.get(one.pk, []), full.may(Permission.DUTY_EXPLAIN, one.path)) for one in page.rows],
        "pager": page.pager,
        **_choices(request, within, kind),
    }
    return render(request, "duties/behind.html", context)


def _choices(request: ActorRequest, within: queries.Span, kind: str) -> dict[str, object]:
    query = request.GET.copy()
    for name in ("after", "before", "format"):
        query.pop(name, None)
    return {"within": within, "spans": queries.spans(today()), "kind": kind, "kinds": CHOICES,
            "query": query.urlencode()}  # fmt: skip


def _kind(request: ActorRequest) -> str:
    typed = request.GET.get("kind", "")
    return typed if typed in dict(CHOICES) else ""


def _body(request: ActorRequest, organization_id: UUID | None) -> Organization:
    """Return the body asked for, else that of the person's own post that reaches furthest."""
    bodies = Organization.objects.visible_to(request.actor)
    if organization_id is not None:
        return get_object_or_404(bodies, public_id=organization_id)
    own = bodies.filter(pk__in=request.actor.bodies(Permission.DUTY_VIEW)).order_by("path").first()
    if own is None:
        raise Http404
    return own


def _above(request: ActorRequest, body: Organization) -> Organization | None:
    if body.parent_id is None:
        return None
    return Organization.objects.visible_to(request.actor).filter(pk=body.parent_id).first()
