"""工作总览, the leader's screen, and the rows behind its figures."""

from dataclasses import asdict, dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries import frozen, records
from dangjian.decisions.bulletins.queries import overview as queries
from dangjian.decisions.bulletins.views.lines import Line, cells, line, lines
from dangjian.decisions.bulletins.views.numbers import asked, show_rows
from dangjian.foundation.time import as_day, now
from dangjian.foundation.ui.parts import Item

_MOST_STUCK_ON: Final = 5


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A body next below as the page shows it: its line, what it is stuck on, and its units."""

    line: Line
    stuck_on: str
    units: list[Line]


@requires(Permission.BULLETIN_VIEW)
def overview(request: ActorRequest) -> HttpResponse:
    """Show where we are against the plan, where it is stuck, and whom to help."""
    bodies, body = _chosen(request)
    address = f"{reverse('bulletins:overview-rows')}?body={body.public_id}"
    seen = queries.overview(request.actor, body, now())
    whole = seen.picture.total
    context = {
        "body": body,
        "at": seen.at,
        "whole": whole,
        "kept": whole.planned - whole.overdue,
        "total": cells(asdict(whole), address),
        "goals": lines(frozen.goals(seen.nodes), address, "goal"),
        "loose": lines(frozen.tasks(seen.loose), address, "task"),
        "late": [(lines(frozen.tasks([late]), address, "task")[0], reasons) for late, reasons in seen.late],
        "groups": [_group(group, address) for group in seen.groups],
        "bodies": [Item(row.short_name, f"?body={row.public_id}", row.pk == body.pk) for row in bodies],
    }
    return render(request, "bulletins/overview.html", context)


def _group(group: queries.Group, address: str) -> GroupLine:
    values = {"id": str(group.body.public_id), "name": group.body.short_name} | asdict(group.figures)
    stuck_on = "、".join(f"“{title}”{number}" for title, number in group.stuck_on[:_MOST_STUCK_ON])
    stuck_on += f"，等 {len(group.stuck_on)} 项任务" if len(group.stuck_on) > _MOST_STUCK_ON else ""
    return GroupLine(line(values, address, "under"), stuck_on, lines(frozen.units(group.units), address, "unit"))


@requires(Permission.BULLETIN_VIEW)
def rows(request: ActorRequest) -> HttpResponse:
    """Show the assignments behind a figure of the overview."""
    _, body = _chosen(request)
    known = records.current(queries.handed_down(request.actor, body))
    return show_rows(request, known, asked(request, body), body, as_day(now()), {"body": body})


def _chosen(request: ActorRequest) -> tuple[list[Organization], Organization]:
    """Return the bodies of the person's posts and the one the address asks for, else the first."""
    bodies = queries.bodies(request.actor)
    wanted = request.GET.get("body", "")
    return bodies, next((row for row in bodies if str(row.public_id) == wanted), bodies[0])
