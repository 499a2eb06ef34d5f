"""How an action on a proposal answers: a part of the work page under htmx, else back to the page."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import once
from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.programme.directives import queries
from dangjian.programme.directives.doors import next_steps
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.reading import clean
from dangjian.programme.directives.services.changing import GONE
from dangjian.rulebook.breach import RuleBreach

PAGE = "directives/work.html"


def directive_of(request: ActorRequest, directive_id: UUID) -> Directive:
    """Return the directive within the view's permission, or 404."""
    rows = Directive.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, public_id=directive_id)


def proposal_of(request: ActorRequest, directive: Directive, proposal_id: UUID) -> Proposal:
    """Return a proposal of the directive; one that was undone meanwhile is refused in words, not with 404."""
    row = Proposal.objects.visible_to(request.actor).filter(directive=directive, public_id=proposal_id).first()
    if row is None:
        raise RuleBreach(GONE)
    row.directive = directive
    return row


def is_htmx(request: ActorRequest) -> bool:
    """Say whether the page asked for a part of itself."""
    return request.headers.get("HX-Request") == "true"


def page_of(request: ActorRequest, directive: Directive, opened: str) -> dict[str, object]:
    """Return the context of the work page."""
    held = request.full_actor
    shown = queries.work(directive, request.actor, opened)
    return {
        "heading": directive.title,
        "work": shown,
        "directive": directive,
        "may_edit": held.may(Permission.DIRECTIVE_EDIT, directive.org_path),
        "next_steps": _next_steps(request, directive),
        "add_once": once.mint(request.actor.epoch),
    }


def _next_steps(request: ActorRequest, directive: Directive) -> list[tuple[str, str]]:
    may = request.full_actor.may
    return [(step.caption, step.address(directive.public_id)) for step in next_steps() if may(step.permission)]


def judged(request: ActorRequest, directive: Directive, proposal: Proposal, words: str) -> HttpResponse:
    """Answer a verdict with the card and the count; the page goes on to the next undecided."""
    following = queries.following(directive, proposal)
    return card(request, directive, proposal, words, opened=following or str(proposal.public_id))


def card(
    request: ActorRequest, directive: Directive, proposal: Proposal, words: str, *, opened: str, draft_key: str = ""
) -> HttpResponse:
    """Answer with the card and the count alone, and say which card is opened then."""
    if not is_htmx(request):
        messages.success(request, words)
        return redirect(address(directive, opened))
    rows = list(directive.proposals.standing().in_order())
    number, row = next(pair for pair in enumerate(rows, 1) if pair[1].pk == proposal.pk)
    is_open = str(row.public_id) == opened
    context = {
        "directive": directive,
        "may_edit": True,
        "next_steps": _next_steps(request, directive),
        "tally": queries.tally(rows),
        "card": queries.card(directive, row, number, clean(directive.text), request.actor, is_open=is_open),
        "last": directive.changes.filter(made_by=request.actor.account_id).order_by("-id").first(),
    }
    response = render(request, f"{PAGE}#judged", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#p-{row.public_id}", "outerHTML"
    return _led(response, opened, words, forget=draft_key)


def whole(request: ActorRequest, directive: Directive, opened: str, words: str) -> HttpResponse:
    """Answer with text and cards anew, one of them open."""
    if not is_htmx(request):
        messages.success(request, words)
        return redirect(address(directive, opened))
    response = render(request, f"{PAGE}#work", page_of(request, directive, opened))
    response["HX-Retarget"], response["HX-Reswap"] = "#work", "outerHTML"
    return _led(response, opened, words)


def refusal(request: ActorRequest, directive: Directive, opened: str, breach: RuleBreach) -> HttpResponse:
    """Answer a refusal with the page as it is now; without htmx the gate leads back with the message."""
    if not is_htmx(request):
        raise breach
    directive.refresh_from_db()
    response = render(request, f"{PAGE}#work", page_of(request, directive, opened), status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#work", "outerHTML"
    return _led(response, opened, str(breach), level="error")


def address(directive: Directive, opened: str) -> str:
    """Return the address of the work page with a card open."""
    page = reverse("directives:work", args=[directive.public_id])
    return f"{page}?at={opened}#p-{opened}" if opened else page


def _led(response: HttpResponse, opened: str, words: str, *, level: str = "success", forget: str = "") -> HttpResponse:
    """Tell the page what to say, which card to open, and which draft is done with."""
    said = {"level": level, "words": words, "forget": forget}
    response["HX-Trigger-After-Settle"] = json.dumps({"work:said": said, "work:open": {"id": opened}})
    return response
