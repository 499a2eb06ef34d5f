"""The code of a large meeting on a screen, and the page that a member's phone opens by it."""

from typing import Final
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, public, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import codes, queries, services
from dangjian.activities.meetings.services import Arrival
from dangjian.activities.meetings.views.reaching import reached
from dangjian.foundation.time import now

_WORDS: Final = {
    Arrival.SIGNED: ("ok", "已签到", "可以关掉这一页了。"),
    Arrival.AGAIN: ("ok", "您已签过到", "不用再扫。"),
    Arrival.STRANGER: ("na", "这次会议的名册上没有您", "请告诉记录人，由记录人登记。"),
    Arrival.CLOSED: ("na", "签到没有开或已经结束", "请告诉记录人，由记录人登记。"),
}
_STALE: Final = ("soon", "这个码已经换过了", "请重新扫会场屏幕上的码；没有智能手机的由记录人登记。")


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def code(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Open the sign-in, and show the code: the page fetches the next one by itself."""
    meeting = reached(request, public_id)
    if request.method == "POST":
        services.open_sign_in(by=request.actor, meeting=meeting, at=now())
        return redirect("meetings:code", public_id)
    moment = now()
    if not meeting.is_open or meeting.sign_in_until is None or meeting.sign_in_until <= moment:
        messages.info(request, "签到没有开或已经结束。")
        return redirect("meetings:meeting", public_id)
    path = reverse("meetings:sign-in", args=[public_id])
    address = request.build_absolute_uri(f"{path}?code={codes.shown(public_id, moment)}")
    context = {
        "heading": "会场签到",
        "sub": meeting.title,
        "meeting": meeting,
        "picture": segno.make_qr(address, error="m").svg_data_uri(scale=8, border=4),
        "seconds": codes.seconds(moment) // 2,
        "signed": queries.signed_in(meeting),
        "expected": len(meeting.expected),
    }
    return render(request, "meetings/code.html", context)


@requires(Permission.MEETING_SIGN_IN)
@inside
def arriving(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show who scans a good code the one button; a stale, forged or foreign one says so."""
    outcome = request.GET.get("is", "")
    if outcome in set(Arrival):
        look = _WORDS[Arrival(outcome)]
    elif codes.is_good(request.GET.get("code", ""), public_id, now()):
        look = None
    else:
        look = _STALE
    actor = request.actor
    context = {
        "heading": "会场签到",
        "look": look,
        "ticket": codes.ticket(actor.account_id, actor.epoch, public_id, now()) if look is None else "",
        "public_id": public_id,
    }
    return render(request, "meetings/arriving.html", context)


@public("POST")
def arrival(request: HttpRequest, public_id: UUID | str) -> HttpResponse:
    """Take a ticket: it names the account by itself, so that neither session nor rights are looked up apart.

    The hot path: it stands before every other layer (see ``access.bare``), and its answer is put together by hand.
    """
    at, meeting = now(), UUID(str(public_id))
    held = codes.read(request.POST.get("ticket", ""), meeting, at)
    path = f"/meetings/{meeting}/sign-in/"
    if held is None:
        return HttpResponseRedirect(path)
    return HttpResponseRedirect(f"{path}?is={services.sign_in(ticket=held, meeting=meeting, at=at)}")
