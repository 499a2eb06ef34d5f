"""验收、退回、销号、重新办理, and the answer to an extension: one assignment at a time."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, came_from, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.queries import judging
from dangjian.programme.tasks.services import accept, decide_extension, reopen, send_back, write_off
from dangjian.programme.tasks.views.days import this_day
from dangjian.programme.tasks.views.typed import words as typed_words


@requires(Permission.ASSIGNMENT_ACCEPT)
def queue(request: ActorRequest) -> HttpResponse:
    """Show what waits for this person's bodies: acceptance, write-off, extensions."""
    actor = request.full_actor
    to_accept, to_write_off = judging.to_accept(actor), judging.to_write_off(actor)
    asked = judging.extensions(actor)
    others_accept, others_write_off = judging.of_others(actor)
    context = {
        "heading": "验收销号",
        "sub": "下级提交的、已验收待销号的、等答复的延期申请",
        "to_accept": to_accept,
        "to_write_off": to_write_off,
        "extensions": asked,
        "others_accept": others_accept,
        "others_write_off": others_write_off,
        "parts": [
            Item("待验收", "#acceptance", figure=len(to_accept)),
            Item("待销号", "#write-off", figure=len(to_write_off)),
            Item("延期申请", "#extensions", figure=len(asked)),
        ],
    }
    return render(request, "tasks/acceptance.html", context)


Act = Callable[[Assignment, str, ActorRequest], object]


def _judge(request: ActorRequest, public_id: UUID, act: Act, done: str) -> HttpResponse:
    rows = Assignment.objects.visible_to(request.actor).select_related("task", "organization")
    assignment = get_object_or_404(rows, public_id=public_id)
    act(assignment, typed_words(request.POST), request)
    messages.success(request, f"{assignment.organization.short_name}的“{assignment.task.title}”{done}")
    return redirect(came_from(request))


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def acceptance(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Accept one."""
    return _judge(request, public_id, _accept, "已验收。")


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def sending_back(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Return one that waits for acceptance."""
    return _judge(request, public_id, _send_back, "已退回，理由会送到。")


@requires(post=Permission.ASSIGNMENT_WRITE_OFF)
def return_by_issuer(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Return one that is accepted, as the issuing body."""
    return _judge(request, public_id, _send_back, "已退回，理由会送到。")


@requires(post=Permission.ASSIGNMENT_WRITE_OFF)
def write_off_one(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Write off one."""
    return _judge(request, public_id, _write_off, "已销号。")


@requires(post=Permission.ASSIGNMENT_WRITE_OFF)
def reopening(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Open one again."""
    return _judge(request, public_id, _reopen, "已重新交办。")


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def extension_grant(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Grant the extension that waits."""
    return _decide(request, public_id, granted=True)


@requires(post=Permission.ASSIGNMENT_ACCEPT)
def extension_refusal(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Refuse the extension that waits, with a reason."""
    return _decide(request, public_id, granted=False)


def _decide(request: ActorRequest, public_id: UUID, *, granted: bool) -> HttpResponse:
    assignment = get_object_or_404(Assignment.objects.visible_to(request.actor), public_id=public_id)
    asked = judging.last_asked(assignment)
    if asked is None:
        raise Http404
    words = typed_words(request.POST)
    answered = decide_extension(extension=asked, granted=granted, words=words, on=this_day(), by=request.actor)
    messages.success(request, f"{answered.get_decision_display()}，已告知申请单位。")
    return redirect(came_from(request))


def _accept(assignment: Assignment, words: str, request: ActorRequest) -> object:
    return accept(assignments=[assignment], words=words, on=this_day(), by=request.actor)


def _send_back(assignment: Assignment, words: str, request: ActorRequest) -> object:
    return send_back(assignments=[assignment], words=words, on=this_day(), by=request.actor)


def _write_off(assignment: Assignment, words: str, request: ActorRequest) -> object:
    return write_off(assignments=[assignment], words=words, on=this_day(), by=request.actor)


def _reopen(assignment: Assignment, words: str, request: ActorRequest) -> object:
    return reopen(assignment=assignment, words=words, on=this_day(), by=request.actor)
