"""工作总览, the leader's screen, and the rows behind its figures."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries import frozen, records
from dangjian.decisions.bulletins.queries import overview as queries
from dangjian.decisions.bulletins.views.lines import cells, lines
from dangjian.decisions.bulletins.views.numbers import asked, show_rows
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Item


@requires(Permission.BULLETIN_VIEW)
def overview(request: ActorRequest) -> HttpResponse:
    """Show where we are against the plan, where it is stuck, and whom to help."""
    bodies, body = _chosen(request)
    address = f"{reverse('bulletins:overview-rows')}?body={body.public_id}"
    seen = queries.overview(request.actor, body, today())
    context = {
        "seen": seen,
        "total": cells(asdict(seen.picture.total), address),
        "whole": seen.picture.total,
        "kept": seen.picture.total.planned - seen.picture.total.overdue,
        "goals": lines(frozen.goals(seen.nodes), address, "goal"),
        "loose": lines(frozen.tasks(seen.loose), address, "task"),
        "units": lines(frozen.units(seen.picture.units), address, "unit"),
        "late_units": lines(frozen.units(seen.late_units), address, "unit"),
        "late_tasks": lines(frozen.tasks(seen.late_tasks), address, "task"),
        "stuck": frozen.stuck(seen.stuck),
        "on": seen.picture.on,
        "bodies": [Item(row.short_name, f"?body={row.public_id}", row.pk == body.pk) for row in bodies],
    }
    return render(request, "bulletins/overview.html", context)


@requires(Permission.BULLETIN_VIEW)
def rows(request: ActorRequest) -> HttpResponse:
    """Show the assignments behind a figure of the overview."""
    _, body = _chosen(request)
    known = records.current(queries.handed_down(request.actor, body))
    return show_rows(request, known, asked(request.GET, body), body, today(), {"body": body})


def _chosen(request: ActorRequest) -> tuple[list[Organization], Organization]:
    """Return the bodies of the person's posts and the one the address asks for, else the first."""
    bodies = queries.bodies(request.actor)
    wanted = request.GET.get("body", "")
    return bodies, next((row for row in bodies if str(row.public_id) == wanted), bodies[0])
