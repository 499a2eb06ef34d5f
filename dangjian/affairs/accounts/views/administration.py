"""Accounts for the system administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import homes, queries
from dangjian.affairs.accounts.forms import ReasonForm
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import administration
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach


@requires(Permission.ACCOUNT_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List accounts, by name and state."""
    words, state = request.GET.get("words", "").strip(), request.GET.get("state", "")
    page = queries.holders(request.actor, words, today(), request.GET, state=state)
    without = queries.without_account(request.actor, words)
    context = {"page": page, "words": words, "state": state, "pager": page.pager, "without": without}
    return render(request, "accounts/index.html", context)


@requires(Permission.ACCOUNT_VIEW)
def detail(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Show one account and what can be done to it."""
    account = get_object_or_404(Account.objects.visible_to(request.actor), public_id=account_id)
    return _page(request, account)


def _page(request: ActorRequest, account: Account, form: ReasonForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "person": queries.standing_of(account, today()),
        "form": form or ReasonForm(),
        "phones": account.phones.live_at(now()),
        "cards": queries.cards_of(account, now()),
        "locked_from": queries.locked_from(account, now()),
        "is_self": account.pk == request.actor.account_id,
    }
    return render(request, "accounts/detail.html", context, status=status)


def _managed(request: ActorRequest, account_id: UUID) -> Account:
    rows = Account.objects.visible_to(request.actor)
    account: Account = get_object_or_404(rows, public_id=account_id)
    return account


@requires(post=Permission.ACCOUNT_MANAGE)
def deactivation(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Switch an account off."""
    account, form = _managed(request, account_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form, 422)
    administration.deactivate(by=request.actor, account=account, reason=form.cleaned_data["reason"])
    messages.success(request, "账号已停用，已登录的会话随即失效。")
    return redirect("accounts:detail", account_id)


@requires(post=Permission.ACCOUNT_MANAGE)
def activation(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Switch an account on."""
    account, form = _managed(request, account_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form, 422)
    administration.activate(by=request.actor, account=account, reason=form.cleaned_data["reason"])
    messages.success(request, "账号已启用。")
    return redirect("accounts:detail", account_id)


@requires(post=Permission.ACCOUNT_MANAGE)
def unlocking(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Forget wrong passwords."""
    account = _managed(request, account_id)
    sources = administration.unlock(by=request.actor, account=account)
    messages.success(request, "登录锁定已解除。" if sources else "这个账号没有被锁定，无需解除。")
    return redirect("accounts:detail", account_id)


@requires(post=Permission.ACCOUNT_MANAGE)
def session_end(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """End all sessions of an account."""
    account = _managed(request, account_id)
    administration.end_sessions(by=request.actor, account=account)
    messages.success(request, "这个账号的全部登录已退出，须重新登录。")
    return redirect("accounts:detail", account_id)


@requires(post=Permission.ACCOUNT_MANAGE)
def reset(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Take the password away and issue a card."""
    account, form = _managed(request, account_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            card = administration.reset(by=request.actor, account=account, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "账号已重置：原密码、原手机都不能再用。请把登录卡当面交给本人。")
            return redirect("accounts:card", card.public_id)
    return _page(request, account, form, 422)


@requires(Permission.ACCOUNT_VIEW, post=Permission.ACCOUNT_MANAGE)
def slip(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Print a slip for one person, whose account is opened where there is none."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), public_id=person_id)
    home = homes.directory().named([person.organization_id]).get(person.organization_id)
    form = ReasonForm(request.POST or None)
    if home is None:
        raise Http404
    if form.is_valid():
        try:
            sheet = administration.restore(
                by=request.actor, person=person, body=home, reason=form.cleaned_data["reason"], at=now()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return redirect("accounts:sheet", sheet.public_id)
    context = {"person": person, "home": home, "form": form}
    return render(request, "accounts/slip.html", context, status=422 if form.is_bound else 200)
