"""The list of a branch by name, the counts of those above, and what waits for them."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility import queries, sheets
from dangjian.affairs.mobility.views.branches import identity
from dangjian.affairs.mobility.views.days import this_day
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

_MOST_WAITING: Final = 60
_KINDS: Final = {"out": "流出", "in": "流入", "talents": "流动人才党员"}


@requires(Permission.MOBILITY_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show a branch its members by name; above branches, counts, and by name only what waits there."""
    actor, is_top = request.actor, "body" not in request.GET
    body = queries.top(actor) if is_top else _body(request)
    branches = queries.own_branches(actor) if is_top else []
    edited = branches[0] if branches else body
    context: dict[str, object] = {
        "heading": "流动党员",
        "sub": "正式组织关系只有一个，组织生活可以在多处；经常联系由流出地负责",
        "body": body,
        "is_top": is_top,
        "lines": queries.counts(actor, body, this_day()) if body else [],
        "waiting": queries.waiting_below(actor, this_day()).by_name()[:_MOST_WAITING] if body and is_top else [],
        "branches": branches,
        "may_edit": edited is not None and request.full_actor.may(Permission.MOBILITY_EDIT, edited.path),
    }
    if branches and exports.is_asked(request):
        return _exported(request, branches)
    return render(request, "mobility/index.html", context | (_names(request) if branches else {}))


def _exported(request: ActorRequest, branches: Sequence[Organization]) -> HttpResponse:
    """Return the rows of one kind as a workbook."""
    kind, on, path = _kind(request), this_day(), branches[0].path
    title = f"{branches[0].short_name}{_KINDS[kind]}{'' if kind == 'talents' else '党员'}"
    if kind == "talents":
        parked = list(queries.parked(request.actor).order_by("due_on", "id"))
        ids = [row.pk for row in parked]
        return exports.deliver(request, title=title, columns=sheets.TALENTS, rows=parked, ids=ids, on=on, path=path)
    found = queries.away(request.actor) if kind == "out" else queries.here(request.actor)
    rows = list(found.order_by("sort_key", "id"))
    columns = sheets.OUT if kind == "out" else sheets.IN
    ids = [row.pk for row in rows]
    return exports.deliver(request, title=title, columns=columns, rows=rows, ids=ids, on=on, path=path)


def _kind(request: ActorRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in _KINDS else "out"


def _body(request: ActorRequest) -> Organization:
    rows = Organization.objects.visible_to(request.actor)
    return get_object_or_404(rows, public_id=identity(request.GET.get("body", "")))


def _names(request: ActorRequest) -> dict[str, object]:
    """Return the rows of one kind with how each due date stands, and how many there are of each kind."""
    actor, on = request.actor, this_day()
    stays = {"out": queries.away(actor), "in": queries.here(actor)}
    talents = queries.parked(actor)
    kind = _kind(request)
    figures = {key: rows.count() for key, rows in stays.items()} | {"talents": talents.count()}
    chips = [Item(words, f"?kind={key}", key == kind, figures[key]) for key, words in _KINDS.items()]
    yellow = yellow_days(on, local_values(actor.county_id, on))
    shown: dict[str, object] = {**exports.link(request), "kind": kind, "chips": chips}
    if kind == "talents":
        parked = keyset(talents, by=("due_on", "id"), query=request.GET)
        return shown | {
            "talents": [(row, standing(row.due_on, on, yellow)) for row in parked.rows],
            "pager": parked.pager,
        }
    page = keyset(stays[kind], by=("sort_key", "id"), query=request.GET)
    rows = [(row, standing(row.contact_due_on, on, yellow) if row.contact_due_on else None) for row in page.rows]
    return shown | {"rows": rows, "pager": page.pager}
