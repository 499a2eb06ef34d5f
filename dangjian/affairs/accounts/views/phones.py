"""Remembered phones: one's own, and those of people one issues cards to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Phone
from dangjian.affairs.accounts.services import cards, phones
from dangjian.affairs.accounts.views.sessions import PHONE_COOKIE
from dangjian.foundation.time import now
from dangjian.rulebook import RuleBreach

ENDED = "已停用。那部手机要凭新的登录卡才能再登录。"
ENDED_BEFORE = "这部手机此前已停用，没有再作改动。"


@signed_in()
def index(request: ActorRequest) -> HttpResponse:
    """Show one's own remembered phones, this one marked."""
    token = request.COOKIES.get(PHONE_COOKIE, "")
    page = {
        "phones": Phone.objects.visible_to(request.actor).live_at(now()).order_by("-remembered_at"),
        "this_digest": tokens.phone_digest(token) if token else "",
    }
    return render(request, "accounts/phones.html", page)


@signed_in("POST")
def revocation(request: ActorRequest, phone_id: UUID) -> HttpResponse:
    """Forget one of one's own phones."""
    phone = get_object_or_404(Phone.objects.visible_to(request.actor), public_id=phone_id)
    is_ended = phones.revoke(by=request.actor, phone=phone, at=now())
    messages.success(request, ENDED if is_ended else ENDED_BEFORE)
    return redirect("accounts:phones")


@requires(post=Permission.CARD_ISSUE)
def holder_revocation(request: ActorRequest, phone_id: UUID) -> HttpResponse:
    """Forget a phone of someone one may issue a card to."""
    rows = Phone.objects.visible_to(request.actor).select_related("account")
    phone = get_object_or_404(rows, public_id=phone_id)
    if cards.is_beyond(request.actor, phone.account, now()):
        raise RuleBreach("这位同志的职务权限超出您的管理范围，没有停用。请由其上级党组织办理。")
    is_ended = phones.revoke(by=request.actor, phone=phone, at=now())
    messages.success(request, ENDED if is_ended else ENDED_BEFORE)
    return redirect("accounts:issue", phone.account.public_id)
