"""One transfer: its page, and each step taken on it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, came_from, requires
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.transfers import queries, services
from dangjian.affairs.transfers.forms import PapersForm, ReceiptForm, SendForm
from dangjian.affairs.transfers.models import Kind, Transfer
from dangjian.affairs.transfers.views.typed import words as typed_words
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

Act = Callable[[Transfer, Mapping[str, Any], ActorRequest, date], Transfer]


def reached(request: ActorRequest, public_id: UUID) -> Transfer:
    """Return the transfer within the actor's scope, with what the page names."""
    rows = Transfer.objects.visible_to(request.actor).select_related(
        "case", "person", "from_body", "to_body", "from_committee", "to_committee"
    )
    return get_object_or_404(rows, public_id=public_id)


@requires(Permission.TRANSFER_VIEW)
def page(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show where a transfer stands, whose turn it is, and what may be done."""
    return _show(request, reached(request, public_id))


def _show(request: ActorRequest, transfer: Transfer, refused: forms.Form | None = None) -> HttpResponse:
    found = queries.page(transfer, request.full_actor, today())
    context = {
        "heading": f"{transfer.person_name}同志组织关系接转",
        "sub": f"{transfer.from_name} → {transfer.to_name}",
        "page": found,
        "transfer": transfer,
        "standing": found.standing,
        "facts": found.facts,
        "form": refused or (_form(found, None) if found.may_act else None),
        "act_label": _LABELS.get(found.standing.step, ""),
        "act_address": _address(found),
        "has_packet": zones.shows(Privacy.SENSITIVE) and transfer.person_id is not None,
    }
    return render(request, "transfers/transfer.html", context, status=422 if refused else 200)


_LABELS = {"start": "再次提出", "send": "同意转出", "accept": "接收", "receipt": "登记报到", "archive": "归档"}
_ADDRESSES = {
    "start": "transfers:resubmission",
    "send": "transfers:sending",
    "accept": "transfers:acceptance",
    "receipt": "transfers:receipt",
    "archive": "transfers:archive",
}


def _address(found: queries.Page) -> str:
    if found.standing.step == "receipt" and found.transfer.kind == Kind.OUTWARD:
        return "transfers:outside-receipt"
    return _ADDRESSES.get(found.standing.step, "")


def _form(found: queries.Page, data: Any) -> forms.Form:  # noqa: ANN401  # a QueryDict
    """Return the form of the step whose turn it is."""
    transfer, standing = found.transfer, found.standing
    if standing.step == "send":
        titles = "、".join(held.post.title for held in found.posts)
        has_letter = transfer.kind != Kind.INSIDE
        return SendForm(data, has_letter=has_letter, titles=titles, is_again=transfer.letters > 0)
    if standing.step == "receipt":
        caption = "回执日期" if transfer.kind == Kind.OUTWARD else "报到日期"
        return ReceiptForm(data, papers=standing.missing, caption=caption, initial={"arrived_on": today()})
    return PapersForm(data, papers=standing.missing)


def _step(request: ActorRequest, public_id: UUID, step: str, act: Act, done: str) -> HttpResponse:
    """Take a step with its form; what is refused comes back with everything typed."""
    transfer = reached(request, public_id)
    found = queries.page(transfer, request.full_actor, today())
    if found.standing.step != step:
        raise RuleBreach("这件事已经办到别的步骤，这次没有改动。请刷新后查看。")
    form = _form(found, request.POST)
    if not form.is_valid():
        return _show(request, transfer, form)
    try:
        act(transfer, form.cleaned_data, request, today())
    except RuleBreach as breach:
        form.add_error(None, str(breach))
        return _show(request, transfer, form)
    messages.success(request, done)
    return redirect("transfers:transfer", public_id)


@requires(post=Permission.TRANSFER_DECIDE)
def sending(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Send, as the committee of the branch that is left."""
    return _step(request, public_id, "send", _send, "已转出。报到之前，仍由转出支部负责管理。")


@requires(post=Permission.TRANSFER_DECIDE)
def acceptance(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Accept, as the committee of the branch that is joined."""
    return _step(request, public_id, "accept", _accept, "已接收，等党支部确认报到。")


@requires(post=Permission.TRANSFER_START)
def receipt(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record that the member reported, as the branch."""
    return _step(request, public_id, "receipt", _receive, "已登记报到，名册和权限从报到之日起变更。")


@requires(post=Permission.TRANSFER_DECIDE)
def receipt_outside(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record the receipt that came from outside the platform, as the sending committee."""
    return _step(request, public_id, "receipt", _receive, "已登记回执，该同志不再列入本平台的名册。")


@requires(post=Permission.TRANSFER_DECIDE)
def archive(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """File the stub."""
    return _step(request, public_id, "archive", _archive, "已归档。")


@requires(post=Permission.TRANSFER_START)
def resubmission(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Put forward again what came back."""
    return _step(request, public_id, "start", _resubmit, "已再次提出。")


def _send(transfer: Transfer, typed: Mapping[str, Any], request: ActorRequest, on: date) -> Transfer:
    return services.send(
        by=request.actor,
        transfer=transfer,
        letter_number=typed.get("letter_number", ""),
        ends_posts=bool(typed.get("ends_posts")),
        words=typed["words"],
        on=on,
    )


def _accept(transfer: Transfer, typed: Mapping[str, Any], request: ActorRequest, on: date) -> Transfer:
    return services.accept(
        by=request.actor, transfer=transfer, papers=typed.get("papers", ()), words=typed["words"], on=on
    )


def _receive(transfer: Transfer, typed: Mapping[str, Any], request: ActorRequest, on: date) -> Transfer:
    return services.receive(
        by=request.actor,
        transfer=transfer,
        arrived_on=typed["arrived_on"],
        papers=typed.get("papers", ()),
        words=typed["words"],
        on=on,
    )


def _archive(transfer: Transfer, typed: Mapping[str, Any], request: ActorRequest, on: date) -> Transfer:
    return services.archive(by=request.actor, transfer=transfer, words=typed["words"], on=on)


def _resubmit(transfer: Transfer, typed: Mapping[str, Any], request: ActorRequest, on: date) -> Transfer:
    return services.resubmit(by=request.actor, transfer=transfer, words=typed["words"], on=on)


def _say(request: ActorRequest, public_id: UUID, act: Callable[..., Transfer], done: str) -> HttpResponse:
    transfer = reached(request, public_id)
    act(by=request.actor, transfer=transfer, words=typed_words(request.POST), on=today())
    messages.success(request, done)
    return redirect(came_from(request))


@requires(post=Permission.TRANSFER_DECIDE)
def sending_back(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give back, as a committee, with a reason."""
    return _say(request, public_id, services.send_back, "已退回，理由留在办理经过里。")


@requires(post=Permission.TRANSFER_START)
def absence(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give back, as the branch, someone who did not report."""
    return _say(request, public_id, services.send_back, "已退回党委，理由留在办理经过里。")


@requires(post=Permission.TRANSFER_DECIDE)
def refusal(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Refuse for good, with a reason."""
    return _say(request, public_id, services.refuse, "已答复不同意，该同志仍在原支部。")


@requires(post=Permission.TRANSFER_START)
def withdrawal(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Take back, as the branch that began it, with a reason."""
    return _say(request, public_id, services.withdraw, "已撤回。")
