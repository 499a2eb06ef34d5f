"""The page of one bulletin: figures left, words right."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.forms import BriefingForm, NoticeForm, wording_form
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.views.lines import cells, lines


def show(request: ActorRequest, bulletin: Bulletin, form: NoticeForm | BriefingForm | None = None) -> HttpResponse:
    """Render a bulletin; a refused form comes back with what was typed, as 422."""
    may_write = request.full_actor.may(Permission.BULLETIN_EDIT, bulletin.org_path) and not bulletin.issued_at
    figures, address = bulletin.figures, reverse("bulletins:rows", args=[bulletin.public_id])
    context = {
        "bulletin": bulletin,
        "figures": figures,
        "total": cells(figures["total"], address),
        "goals": lines(figures["goals"], address, "goal"),
        "units": lines(figures["units"], address, "unit"),
        "tasks": lines(figures["tasks"], address, "task"),
        "form": form or wording_form(bulletin),
        "may_issue": may_write,
        "may_edit": may_write or form is not None,  # What was typed stays on the page even where it came too late.
        "draft_key": f"bulletin:{request.actor.account_id}:{bulletin.public_id}",
        "authority": figures["authority"],
        "subject": bulletin.task_list or bulletin.goal,
    }
    return render(request, "bulletins/bulletin.html", context, status=422 if form else 200)
