"""Judging many bodies of one task at once: those ticked, or all that wait. All or nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dangjian.access.gates import ActorRequest, came_from, requires
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.models import Assignment, Standing
from dangjian.programme.tasks.services import accept, send_back, write_off
from dangjian.programme.tasks.views.days import this_day
from dangjian.programme.tasks.views.typed import words as typed_words
from dangjian.rulebook.breach import RuleBreach


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def acceptances(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Accept the ticked ones, or all that wait."""
    rows = _chosen(request, public_id, Standing.SUBMITTED)
    accept(assignments=rows, words=typed_words(request.POST), on=this_day(), by=request.actor)
    messages.success(request, f"已验收 {len(rows)} 个单位。")
    return redirect(came_from(request))


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def returns(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Return the ticked ones with one reason."""
    rows = _chosen(request, public_id, Standing.SUBMITTED)
    send_back(assignments=rows, words=typed_words(request.POST), on=this_day(), by=request.actor)
    messages.success(request, f"已退回 {len(rows)} 个单位，理由会送到。")
    return redirect(came_from(request))


@requires(post=Permission.ASSIGNMENT_WRITE_OFF)
def write_offs(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Write off the ticked ones, or all that are accepted."""
    rows = _chosen(request, public_id, Standing.ACCEPTED)
    write_off(assignments=rows, words=typed_words(request.POST), on=this_day(), by=request.actor)
    messages.success(request, f"已销号 {len(rows)} 个单位。")
    return redirect(came_from(request))


def _chosen(request: ActorRequest, public_id: UUID, waiting: Standing) -> list[Assignment]:
    """Resolve what was ticked through the doorway; one that is absent or out of reach refuses them all."""
    of_task = Assignment.objects.visible_to(request.actor).filter(task__public_id=public_id)
    if not of_task.exists():
        raise Http404
    if "whole" in request.POST or "whole" in request.GET:
        return _whole(request, list(of_task.filter(state=waiting).free_of(request.actor)))
    ids = _uuids(request.POST.getlist("chosen"))
    found = list(of_task.filter(public_id__in=ids))
    if len(found) != len(ids):
        raise Http404
    return found


def _whole(request: ActorRequest, rows: list[Assignment]) -> list[Assignment]:
    """Return all that wait for this person, unless their number is no longer what the person saw."""
    seen = request.POST.get("whole") or request.GET.get("whole", "")
    if seen != str(len(rows)):
        raise RuleBreach(f"您打开页面之后情况有变，现在等着的是 {len(rows)} 个单位，未作改动。请看过再办。")
    return rows


def _uuids(values: list[str]) -> set[UUID]:
    try:
        return {UUID(value) for value in values}
    except ValueError as error:
        raise Http404 from error
