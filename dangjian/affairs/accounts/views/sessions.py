"""Signing in by password or by a remembered phone, and out."""

from typing import Final

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from dangjian.access import lockout
from dangjian.access.gates import public
from dangjian.affairs.accounts.forms import PinForm, SignInForm
from dangjian.affairs.accounts.middleware import BEGAN, SEEN
from dangjian.affairs.accounts.models import Account, Phone
from dangjian.affairs.accounts.services import passwords, phones
from dangjian.foundation.time import now

PHONE_COOKIE: Final = "phone"
REFUSED: Final = (
    "登录名或密码不正确，或已被锁定。连续输错 5 次会锁定 30 分钟，请核对后再试；忘记密码的，请联系系统管理员重置。"
)
PIN_REFUSED: Final = "口令不正确。连续输错 5 次，这部手机要凭新的登录卡才能再登录。"
FORGOTTEN: Final = "没有登录：这部手机已停用或口令已连续输错 5 次。请用登录名和密码登录，或联系镇党委重新发登录卡。"


def enter(request: HttpRequest, account: Account) -> None:
    """Open a fresh session for an account: new key, new CSRF token, nothing of an earlier one kept."""
    if request.user.is_authenticated:
        auth.logout(request)
    auth.login(request, account)
    request.session[BEGAN] = request.session[SEEN] = now().isoformat()


def target(request: HttpRequest) -> str:
    """Return the page on this site that the person wanted, or the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"


def known_phone(request: HttpRequest) -> Phone | None:
    """Return the remembered phone that this request comes from."""
    token = request.COOKIES.get(PHONE_COOKIE, "")
    return phones.find(token=token, at=now()) if token else None


@public("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; on a remembered phone for its PIN alone."""
    phone = None if "password" in request.GET else known_phone(request)
    if "pin" in request.POST:
        return _by_pin(request)
    if request.method == "POST":
        return _by_password(request)
    if phone:
        return _pin_page(request, phone, PinForm())
    return _password_page(request, SignInForm())


def _by_password(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    if form.is_valid():
        typed, source = form.cleaned_data, lockout.source_of(request)
        account = passwords.sign_in(login=typed["login"], password=typed["password"], source=source, at=now())
        if account:
            enter(request, account)
            return redirect(target(request))
        form.add_error(None, REFUSED)
    return _password_page(request, form, 422)


def _password_page(request: HttpRequest, form: SignInForm, status: int = 200, words: str = "") -> HttpResponse:
    page = {"form": form, "next": target(request), "phone": known_phone(request), "words": words}
    return render(request, "accounts/sign_in.html", page, status=status)


def _by_pin(request: HttpRequest) -> HttpResponse:
    form, token = PinForm(request.POST), request.COOKIES.get(PHONE_COOKIE, "")
    if form.is_valid():
        source = lockout.source_of(request)
        account = phones.open_by_pin(token=token, pin=form.cleaned_data["pin"], source=source, at=now())
        if account:
            enter(request, account)
            return redirect(target(request))
    phone = known_phone(request)
    if phone is None:
        return _password_page(request, SignInForm(), 422, FORGOTTEN)
    form.add_error(None, PIN_REFUSED)
    return _pin_page(request, phone, form, 422)


def _pin_page(request: HttpRequest, phone: Phone, form: PinForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "next": target(request), "phone": phone}
    return render(request, "accounts/pin.html", page, status=status)


@public("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the phone stays remembered."""
    auth.logout(request)
    return redirect("accounts:sign-in")
