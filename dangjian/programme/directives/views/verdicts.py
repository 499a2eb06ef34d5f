"""One proposal is confirmed, left out, put back, written anew."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.directives.forms import WordingForm
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.rules.stamps import WORDS, stamp_of
from dangjian.programme.directives.services import confirm, drop, edit, restore
from dangjian.programme.directives.services.changing import Stale
from dangjian.programme.directives.views import answers
from dangjian.rulebook.breach import RuleBreach

P = Permission
OVERTAKEN = "这一项刚被别人改过，还没有保存。您填的内容都在；看过后再按一次“保存”，以您填的为准。"


@requires(post=P.DIRECTIVE_EDIT)
def confirmation(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Take a proposal for a task."""
    return _judge(request, directive_id, proposal_id, confirm, "已确认")


@requires(post=P.DIRECTIVE_EDIT)
def omission(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Leave a proposal out."""
    return _judge(request, directive_id, proposal_id, drop, "不列")


@requires(post=P.DIRECTIVE_EDIT)
def restoration(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Put a proposal back among those undecided."""
    return _judge(request, directive_id, proposal_id, restore, "改回待定")


def _judge(
    request: ActorRequest, directive_id: UUID, proposal_id: UUID, service: Callable[..., Proposal], words: str
) -> HttpResponse:
    directive = answers.directive_of(request, directive_id)
    try:
        proposal = answers.proposal_of(request, directive, proposal_id)
        row = service(proposal=proposal, seen=request.POST.get("seen", ""), by=request.actor)
    except RuleBreach as breach:
        return answers.refusal(request, directive, str(proposal_id), breach)
    done = f"{words}：{row.title}"
    if service is restore:
        return answers.card(request, directive, row, done, opened=str(row.public_id))
    return answers.judged(request, directive, row, done)


@requires(P.DIRECTIVE_EDIT, post=P.DIRECTIVE_EDIT)
def revision(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Write a proposal's columns anew."""
    directive = answers.directive_of(request, directive_id)
    try:
        proposal = answers.proposal_of(request, directive, proposal_id)
    except RuleBreach as breach:
        return answers.refusal(request, directive, "", breach)
    kept = {name: getattr(proposal, name) for name in (*WORDS, "due_on")}
    form = WordingForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            row = edit(proposal=proposal, seen=request.POST.get("seen", ""), wording=form.wording(), by=request.actor)
        except Stale:
            form.add_error(None, OVERTAKEN)
            return _form(request, directive, proposal, form, stamp_of(proposal))
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            done, key = f"已保存：{row.title}", _draft_key(request, row)
            return answers.card(request, directive, row, done, opened=str(row.public_id), draft_key=key)
    return _form(request, directive, proposal, form, request.POST.get("seen") or stamp_of(proposal))


def _draft_key(request: ActorRequest, proposal: Proposal) -> str:
    return f"proposal:{request.actor.account_id}:{proposal.public_id}"


def _form(
    request: ActorRequest, directive: Directive, proposal: Proposal, form: WordingForm, seen: str
) -> HttpResponse:
    context = {
        "heading": "改任务",
        "sub": directive.title,
        "form": form,
        "proposal": proposal,
        "seen": seen,
        "form_address": request.path,
        "cancel_address": answers.address(directive, str(proposal.public_id)),
        "draft_key": _draft_key(request, proposal),
    }
    inline = answers.is_htmx(request)
    template = "directives/revision.html#inline" if inline else "directives/revision.html"
    response = render(request, template, context, status=422 if form.is_bound else 200)
    if inline:
        response["HX-Retarget"], response["HX-Reswap"] = f"#slot-{proposal.public_id}", "innerHTML"
    return response
