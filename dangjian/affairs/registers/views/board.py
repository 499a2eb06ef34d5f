"""A register seen from above: who has filled, what it comes to by the tree, a chart, who has not and why."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.charts import by_body, by_choice
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.queries.due import of_bodies
from dangjian.affairs.registers.queries.lines import listed
from dangjian.affairs.registers.queries.sums import is_spread, reasons, roll_up, spread
from dangjian.affairs.registers.queries.sums import waiting as not_yet
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import Period
from dangjian.affairs.registers.sheets import book
from dangjian.affairs.registers.views import finding
from dangjian.foundation.spreadsheets import XLSX
from dangjian.foundation.time import today
from dangjian.foundation.ui.downloads import download
from dangjian.foundation.ui.paging import keyset


@requires(Permission.REGISTER_VIEW)
@inside
def board(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """Show who has filled and the sums below a body."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    under = finding.under(request, row)
    found = roll_up(row, definition, period.key, under, today())
    fields = [field for field in definition.live if field.is_figure]
    context = {
        **_head(request, row, definition, period, under),
        "found": found,
        "fields": fields,
        "lines": [(line, line.shown(fields)) for line in found.lines],
        "totals": found.whole.shown(fields),
        "has_chart": bool(fields) or any(is_spread(field) for field in definition.live),
        "mine": _mine(request, row, period),
    }
    return render(request, "registers/board.html", context)


@requires(Permission.REGISTER_VIEW)
@inside
def chart(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """Draw one field: a figure by the bodies below, a choice by how many said what; each bar leads to its lines."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    under = finding.under(request, row)
    drawn = [field for field in definition.live if field.is_figure or is_spread(field)]
    field = next((one for one in drawn if one.key == request.GET.get("field")), drawn[0] if drawn else None)
    lines = reverse("registers:lines", args=[row.public_id])
    found = roll_up(row, definition, period.key, under, today(), [field] if field else [])
    if field is None:
        shown = None
    elif is_spread(field):
        behind = f"{lines}?period={period.key}&body={under.public_id}"
        shown = by_choice(field, spread(row, period.key, under, field), behind)
    else:
        shown = by_body(found.lines, field, lambda line: f"{lines}?period={period.key}&body={line.body.public_id}")
    context = {
        **_head(request, row, definition, period, under), "drawn": drawn, "field": field, "chart": shown,
        "whole": found.whole, "total": found.whole.figure(field) if field and field.is_figure else "",
    }  # fmt: skip
    return render(request, "registers/chart.html", context)


@requires(Permission.REGISTER_VIEW)
@inside
def waiting(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """List the bodies that have not filled, in the county's order, with what they said of it."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    under = finding.under(request, row)
    rows = not_yet(row, definition, period.key, under, today())
    page = keyset(rows, by=("order_no", "id"), query=request.GET)
    said = reasons(row, period.key, page.rows)
    context = {
        **_head(request, row, definition, period, under), "pager": page.pager,
        "lines": [(body, said.get(body.pk)) for body in page.rows],
    }  # fmt: skip
    return render(request, "registers/waiting.html", context)


@requires(Permission.REGISTER_VIEW)
@inside
def sheet(request: ActorRequest, register_id: UUID) -> HttpResponse:
    """Put the register out with its columns: what is filled, what is known, what is missing."""
    row, definition = finding.found(request, register_id)
    period = finding.wanted_period(request, row, definition, today())
    under = finding.under(request, row)
    lines = list(listed(request.full_actor, row, period.key, under).in_order())
    missing = not_yet(row, definition, period.key, under, today())
    if not row.is_running:
        missing = missing.none()
    data = book(row, definition, period.key, lines, list(missing), request.full_actor, today())
    return download(data, f"{row.title}{period.words}.xlsx", XLSX)


def _head(
    request: ActorRequest, row: Register, definition: Definition, period: Period, under: Organization
) -> dict[str, object]:
    actor = request.full_actor
    query = f"period={period.key}&body={under.public_id}"
    above = under.parent if under.path > row.organization.path else None
    may_see_above = above is not None and actor.may(Permission.REGISTER_VIEW, above.path)
    return {
        "row": row, "definition": definition, "period": period, "under": under, "query": query,
        "periods": finding.choices(row, definition, today()), "above": above if may_see_above else None,
        "may_define": actor.may(Permission.REGISTER_DEFINE, row.org_path),
        "may_fill": actor.may(Permission.REGISTER_FILL) and row.is_running,
        "export_address": f"{reverse('registers:sheet', args=[row.public_id])}?{query}",
    }  # fmt: skip


def _mine(request: ActorRequest, row: Register, period: Period) -> list[tuple[object, str]]:
    bodies = Organization.objects.visible_to(request.full_actor.narrowed(Permission.REGISTER_FILL))
    own = bodies.filter(pk__in=request.full_actor.bodies(Permission.REGISTER_FILL)).select_related("parent")
    return [
        (one, f"{reverse('registers:body', args=[row.public_id, one.body.public_id])}?period={one.period.key}")
        for one in of_bodies(list(own), today(), row)
        if row.is_running and one.period.key == period.key
    ]
