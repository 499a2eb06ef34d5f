"""Opening one's account with an activation slip: the code, who one is taken for, the first password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dangjian.access import lockout
from dangjian.access.gates import public
from dangjian.affairs.accounts import codes, rules
from dangjian.affairs.accounts.forms import ActivationForm, SlipCodeForm
from dangjian.affairs.accounts.models import Slip
from dangjian.affairs.accounts.services import slips
from dangjian.affairs.accounts.views.sessions import enter
from dangjian.foundation.time import now
from dangjian.rulebook import RuleBreach

LOCKED = "没有打开：输错次数过多，请 30 分钟后再试，或用手机扫激活单上的二维码。"


@public("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a slip; with the right one, ask for the first password."""
    form = SlipCodeForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["key"]
        if not _may_try(request, key):
            form.add_error(None, LOCKED)
        elif found := slips.find_open(key=key, at=now()):
            lockout.clear(name="slip", source=lockout.source_of(request))  # It was no guess.
            return _choose_page(request, found, _fresh(found, key))
        else:
            form.add_error(None, slips.DEAD)
    return render(request, "accounts/activation.html", {"form": form}, status=422 if form.is_bound else 200)


@public("GET")
def open_slip(request: HttpRequest, secret: str) -> HttpResponse:
    """Show whose slip this is. Nothing is opened by following a link: chat programs follow links too."""
    found = slips.find_open(key=secret, at=now()) if codes.is_secret(secret) else None
    if found is None:
        return _dead(request, 404)
    return _choose_page(request, found, _fresh(found, secret))


@public("POST")
def account(request: HttpRequest) -> HttpResponse:
    """Use the slip: the login name and the password hold from now on, and the person is in."""
    key, form = request.POST.get("key", ""), ActivationForm(request.POST)
    if not _may_try(request, key):
        return _dead(request, 422, LOCKED)
    found = slips.find_open(key=key, at=now())
    if found is None:
        return _dead(request, 422)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            opened = slips.redeem(key=key, login=typed["login"], password=typed["password"], at=now())
        except slips.LoginTaken as taken:
            form.add_error("login", str(taken))
        except RuleBreach:
            return _dead(request, 422)
        else:
            lockout.clear(name="slip", source=lockout.source_of(request))
            enter(request, opened)
            messages.success(request, f"账号已激活。以后用登录名 {opened.login} 和刚定的密码登录。")
            return redirect("/")
    lockout.clear(name="slip", source=lockout.source_of(request))
    return _choose_page(request, found, form, 422)


def _fresh(found: Slip, key: str) -> ActivationForm:
    return ActivationForm(initial={"key": key, "login": found.account.login})


def _may_try(request: HttpRequest, key: str) -> bool:
    """Count a try with a typed code; a secret from a QR code is too long to be guessed."""
    if codes.is_secret(key):
        return True
    return lockout.attempt(name="slip", source=lockout.source_of(request), at=now())


def _choose_page(request: HttpRequest, found: Slip, form: ActivationForm, status: int = 200) -> HttpResponse:
    page = {
        "form": form,
        "name": rules.masked_name(found.account.person_name),
        "body": found.sheet.body,
        "expires_at": found.expires_at,
    }
    return render(request, "accounts/activate.html", page, status=status)


def _dead(request: HttpRequest, status: int, words: str = slips.DEAD) -> HttpResponse:
    return render(request, "accounts/activation_dead.html", {"words": words}, status=status)
