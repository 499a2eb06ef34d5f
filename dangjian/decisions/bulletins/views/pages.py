"""The page of one bulletin: figures left, words right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.forms import BriefingForm, NoticeForm, wording_form
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.views.lines import cells, line, lines


def show(request: ActorRequest, bulletin: Bulletin, form: NoticeForm | BriefingForm | None = None) -> HttpResponse:
    """Render a bulletin; a refused form comes back with what was typed, as 422."""
    may_write = request.full_actor.may(Permission.BULLETIN_EDIT, bulletin.org_path) and not bulletin.issued_at
    context = {
        "bulletin": bulletin,
        "figures": bulletin.figures,
        "form": form or wording_form(bulletin),
        "may_issue": may_write,
        "may_edit": may_write or form is not None,  # What was typed stays on the page even where it came too late.
        "draft_key": f"bulletin:{request.actor.account_id}:{bulletin.public_id}",
        "authority": bulletin.figures["authority"],
        "subject": bulletin.task_list or bulletin.goal,
        **_tables(request, bulletin),
    }
    return render(request, "bulletins/bulletin.html", context, status=422 if form else 200)


def _tables(request: ActorRequest, bulletin: Bulletin) -> dict[str, Any]:
    """Return the figures as lines. Who does not reach all the rows is led only to those of their own units."""
    figures, rows = bulletin.figures, reverse("bulletins:rows", args=[bulletin.public_id])
    sees_all = request.full_actor.may(Permission.ASSIGNMENT_VIEW, bulletin.org_path)
    address = rows if sees_all else ""
    own = set() if sees_all else _own(request, figures["units"])
    return {
        "sees_all": sees_all,
        "total": cells(figures["total"], address),
        "goals": lines(figures["goals"], address, "goal"),
        "units": [line(unit, rows if sees_all or unit["id"] in own else "", "unit") for unit in figures["units"]],
        "tasks": lines(figures["tasks"], address, "task"),
    }


def _own(request: ActorRequest, units: Sequence[Mapping[str, Any]]) -> set[str]:
    reader = request.full_actor.narrowed(Permission.ORGANIZATION_VIEW)
    mine = Organization.objects.visible_to(reader).filter(public_id__in=[unit["id"] for unit in units])
    return {str(public_id) for public_id in mine.values_list("public_id", flat=True)}
