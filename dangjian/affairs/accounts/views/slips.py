"""Printing activation slips for the people of a body, and following what became of them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import homes
from dangjian.affairs.accounts.forms import ReasonForm, SlipsForm
from dangjian.affairs.accounts.models import Sheet, Slip
from dangjian.affairs.accounts.queries import qr_picture
from dangjian.affairs.accounts.queries import slips as queries
from dangjian.affairs.accounts.services import slips
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

STATES = (("open", "待使用"), ("used", "已使用"), ("expired", "已过期"), ("void", "已作废"))


@requires(Permission.SLIP_ISSUE)
def index(request: ActorRequest) -> HttpResponse:
    """List the bodies in scope with how many of their people have opened their account."""
    words = request.GET.get("words", "").strip()
    page = queries.bodies(request.actor, words, today(), now(), request.GET)
    return render(request, "accounts/slips.html", {"page": page, "words": words, "pager": page.pager})


@requires(Permission.SLIP_ISSUE)
def issued(request: ActorRequest) -> HttpResponse:
    """List the slips in scope and what became of each."""
    state = request.GET.get("state", "")
    page = queries.issued(request.actor, state, now(), request.GET)
    context = {"page": page, "state": state, "states": STATES, "pager": page.pager}
    return render(request, "accounts/slips_issued.html", context)


@requires(Permission.SLIP_ISSUE, post=Permission.SLIP_ISSUE)
def body(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the people of a body, those without a slip ticked, and print slips for those chosen."""
    home = homes.directory().find(request.actor, organization_id)
    if home is None:
        raise Http404
    lines = queries.lines(request.actor, home, today(), now())
    form = SlipsForm(request.POST or None, [str(line.person.public_id) for line in lines])
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        people = [line.person for line in lines if str(line.person.public_id) in chosen]
        try:
            sheet = slips.issue(
                by=request.actor, people=people, body=home, reason=form.cleaned_data["reason"], at=now()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return redirect("accounts:sheet", sheet.public_id)
    chosen_now = request.POST.getlist("people") if form.is_bound else None
    page = {
        "home": home,
        "lines": [(line, _is_ticked(line, request, chosen_now)) for line in lines],
        "form": form,
        "proposed": sum(line.needs_one for line in lines),
    }
    return render(request, "accounts/slips_body.html", page, status=422 if form.is_bound else 200)


def _is_ticked(line: queries.Line, request: ActorRequest, chosen: list[str] | None) -> bool:
    if chosen is not None:
        return str(line.person.public_id) in chosen
    return line.needs_one and line.person.pk != request.actor.person_id


@signed_in()
def sheet(request: ActorRequest, sheet_id: UUID) -> HttpResponse:
    """Show a sheet that one printed oneself, for print, until it is put away."""
    found = get_object_or_404(Sheet.objects.visible_to(request.actor), public_id=sheet_id)
    is_showing = queries.is_showing(found, now())
    page = {
        "sheet": found,
        "is_showing": is_showing,
        "slips": [_drawn(request, one) for one in queries.shown(found, now())] if is_showing else [],
        "address": request.build_absolute_uri(reverse("accounts:activation")),
        "back": _back(request, found),
    }
    return render(request, "accounts/sheet.html", page)


def _drawn(request: ActorRequest, one: queries.Shown) -> tuple[queries.Shown, str]:
    address = request.build_absolute_uri(reverse("accounts:activation-open", args=[one.code.secret]))
    return one, qr_picture(address)


def _back(request: ActorRequest, found: Sheet) -> str:
    """Return the list the sheet came from: that of its body, or the account of a system administrator's page."""
    home = homes.directory().named([found.organization_id]).get(found.organization_id)
    if home and request.full_actor.may(Permission.SLIP_ISSUE, home.path):
        return reverse("accounts:slips-body", args=[home.public_id])
    return reverse("accounts:index") if request.full_actor.may(Permission.ACCOUNT_VIEW) else "/"


@signed_in("POST")
def closure(request: ActorRequest, sheet_id: UUID) -> HttpResponse:
    """Put a sheet away: its codes are not shown again."""
    found = get_object_or_404(Sheet.objects.visible_to(request.actor), public_id=sheet_id)
    is_closed = slips.close(by=request.actor, sheet=found, at=now())
    messages.success(request, "已收起，激活码不再显示。" if is_closed else "这一张此前已收起。")
    return redirect(_back(request, found))


@requires(post=Permission.SLIP_ISSUE)
def revocation(request: ActorRequest, slip_id: UUID) -> HttpResponse:
    """Make a slip void, with a reason."""
    rows = Slip.objects.visible_to(request.actor).select_related("account")
    slip, form = get_object_or_404(rows, public_id=slip_id), ReasonForm(request.POST)
    if not form.is_valid():
        raise RuleBreach("没有作废：请写明事由，如“发错了人”。")
    slips.revoke(by=request.actor, slip=slip, reason=form.cleaned_data["reason"], at=now())
    messages.success(request, "激活单已作废，上面的激活码不能再用。")
    return redirect("accounts:slips-issued")
