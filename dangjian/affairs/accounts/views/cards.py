"""Issuing cards, and opening one on a phone."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import lockout
from dangjian.access.gates import ActorRequest, public, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import queries, tokens
from dangjian.affairs.accounts.forms import CardForm, CodeForm, NewPhoneForm
from dangjian.affairs.accounts.models import Account, Card
from dangjian.affairs.accounts.services import cards
from dangjian.affairs.accounts.views.sessions import PHONE_COOKIE, enter
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

LOCKED = "没有打开：输错次数过多，请 30 分钟后再试，或用手机扫登录卡上的二维码。"


@requires(Permission.CARD_ISSUE)
def index(request: ActorRequest) -> HttpResponse:
    """List who may be given a card, with a search by name."""
    words = request.GET.get("words", "").strip()
    page = queries.holders(request.actor, words, today(), request.GET, active_only=True)
    context = {
        "page": page,
        "words": words,
        "pager": page.pager,
        "without": queries.without_account(request.actor, words),
    }
    return render(request, "accounts/cards.html", context)


@requires(Permission.CARD_ISSUE, post=Permission.CARD_ISSUE)
def first(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Issue a card to someone without an account, which is opened with it."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    if hasattr(person, "account"):
        return redirect("accounts:issue", person.account.public_id)
    form = CardForm(request.POST or None, is_further=False)
    if form.is_valid():
        try:
            card = cards.issue_first(by=request.actor, person=person, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"账号已建立，登录名 {card.account.login}；登录卡已发出。请当面给本人扫码。")
            return redirect("accounts:card", card.public_id)
    page = {"form": form, "person": person, "may_issue": True}
    return render(request, "accounts/issue_first.html", page, status=422 if form.is_bound else 200)


@requires(Permission.CARD_ISSUE, post=Permission.CARD_ISSUE)
def issue(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Show a person's phones and cards, and issue a card."""
    account = get_object_or_404(Account.objects.visible_to(request.actor), public_id=account_id)
    form = CardForm(request.POST or None, is_further=account.cards.exists())
    if form.is_valid():
        try:
            card = cards.issue(by=request.actor, account=account, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "登录卡已发出。请当面给本人扫码，或打印后交给本人。")
            return redirect("accounts:card", card.public_id)
    page = {
        "form": form,
        "person": queries.standing_of(account, today()),
        "phones": account.phones.live_at(now()),
        "cards": queries.cards_of(account, now()),
        "may_issue": account.pk != request.actor.account_id and not cards.is_beyond(request.actor, account, now()),
    }
    return render(request, "accounts/issue.html", page, status=422 if form.is_bound else 200)


@signed_in()
def card(request: ActorRequest, card_id: UUID) -> HttpResponse:
    """Show a card that one issued oneself, while it can be used: QR code and digits, for print."""
    found = get_object_or_404(Card.objects.visible_to(request.actor).select_related("account"), public_id=card_id)
    is_open = queries.is_open(found, now())
    shown = tokens.print_of(found.public_id)
    address = request.build_absolute_uri(reverse("accounts:card-open", args=[shown.secret]))
    page = {
        "card": found,
        "is_open": is_open,
        "person": queries.standing_of(found.account, today()),
        "picture": queries.qr_picture(address) if is_open else "",
        "code": shown.spaced_code if is_open else "",
        "typing_address": request.build_absolute_uri(reverse("accounts:card-code")),
    }
    return render(request, "accounts/card.html", page)


@public("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the digits on a card; with the right ones, show whose card it is."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["key"]
        if not _may_try(request, key):
            form.add_error(None, LOCKED)
        elif found := cards.find_open(key=key, at=now()):
            return _confirm_page(request, found, NewPhoneForm(initial={"key": key}))
        else:
            form.add_error(None, cards.DEAD)
    return render(request, "accounts/code.html", {"form": form}, status=422 if form.is_bound else 200)


@public("GET")
def open_card(request: HttpRequest, secret: str) -> HttpResponse:
    """Show whose card this is. Nobody is signed in by opening a link: chat programs open links too."""
    found = cards.find_open(key=secret, at=now())
    if found is None:
        return render(request, "accounts/card_dead.html", {"words": cards.DEAD}, status=404)
    return _confirm_page(request, found, NewPhoneForm(initial={"key": secret}))


@public("POST")
def remember_phone(request: HttpRequest) -> HttpResponse:
    """Use the card: sign this phone in and remember it behind the PIN."""
    key = request.POST.get("key", "")
    form = NewPhoneForm(request.POST)
    if form.is_valid() and not _may_try(request, key):
        form.add_error(None, LOCKED)
    if not form.is_valid():
        found = cards.find_open(key=key, at=now())
        return _confirm_page(request, found, form, 422) if found else _dead(request)
    try:
        agent = request.headers.get("User-Agent", "")
        entry = cards.redeem(key=key, pin=form.cleaned_data["pin"], agent=agent, at=now())
    except RuleBreach:
        return _dead(request)
    lockout.clear(name="card", source=lockout.source_of(request))
    enter(request, entry.account)
    messages.success(request, "已登录，并记住了这部手机。下次在这部手机上只输 6 位数字口令。")
    response = redirect("/")
    _keep_mark(request, response, entry)
    return response


def _keep_mark(request: HttpRequest, response: HttpResponse, entry: cards.Entry) -> None:
    life: timedelta = entry.life
    response.set_cookie(
        PHONE_COOKIE, entry.token, max_age=life, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _may_try(request: HttpRequest, key: str) -> bool:
    """Count a try with typed digits; a secret from a QR code is too long to be guessed."""
    if not tokens.is_code(key):
        return True
    return lockout.attempt(name="card", source=lockout.source_of(request), at=now())


def _confirm_page(request: HttpRequest, found: Card, form: NewPhoneForm, status: int = 200) -> HttpResponse:
    person = queries.standing_of(found.account, today())
    page = {"form": form, "person": person, "expires_at": found.expires_at}
    return render(request, "accounts/confirm.html", page, status=status)


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/card_dead.html", {"words": cards.DEAD}, status=422)
