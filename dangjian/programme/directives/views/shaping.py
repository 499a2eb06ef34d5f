"""Proposals are cut, joined, added; what was done last is taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.directives.forms import AddForm, CutForm
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.reading import clean
from dangjian.programme.directives.rules.cutting import Cut, cuts
from dangjian.programme.directives.rules.shown import place, place_of
from dangjian.programme.directives.rules.stamps import stamp_of
from dangjian.programme.directives.services import add, merge, split, take_back
from dangjian.programme.directives.views import answers
from dangjian.rulebook.breach import RuleBreach

P = Permission
UNCUT = "这一项只有一个分句，没有可拆开的地方。可改它，或从原文另添一项。"
UNPLACED = "在原文里没有找到这句话，没有添加。请从左边原文里选中或复制，不要改字。"


@requires(P.DIRECTIVE_EDIT, post=P.DIRECTIVE_EDIT)
def division(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Cut a proposal in two where the officer says."""
    directive = answers.directive_of(request, directive_id)
    try:
        proposal = answers.proposal_of(request, directive, proposal_id)
        places = cuts(directive.text, clean(directive.text), proposal.start, proposal.end)
        _check(places)
        form = CutForm(request.POST or None, cuts=places)
        if request.method == "POST" and form.is_valid():
            seen = request.POST.get("seen", "")
            first, _ = split(proposal=proposal, seen=seen, at=form.cleaned_data["at"], by=request.actor)
            return answers.whole(request, directive, str(first.public_id), "已拆成两项，请分别看过。")
    except RuleBreach as breach:
        return _refused(request, directive, str(proposal_id), breach)
    return _form(request, directive, proposal, form)


def _check(places: list[Cut]) -> None:
    if not places:
        raise RuleBreach(UNCUT)


def _refused(request: ActorRequest, directive: Directive, opened: str, breach: RuleBreach) -> HttpResponse:
    if request.method == "GET" and not answers.is_htmx(request):
        context = {"heading": "拆任务", "message": str(breach), "back": answers.address(directive, opened)}
        return render(request, "directives/refused.html", context, status=422)
    return answers.refusal(request, directive, opened, breach)


def _form(request: ActorRequest, directive: Directive, proposal: Proposal, form: CutForm) -> HttpResponse:
    context = {
        "heading": "拆任务",
        "sub": proposal.title,
        "form": form,
        "proposal": proposal,
        "seen": request.POST.get("seen") or stamp_of(proposal),
        "form_address": request.path,
        "cancel_address": answers.address(directive, str(proposal.public_id)),
    }
    inline = answers.is_htmx(request)
    template = "directives/division.html#inline" if inline else "directives/division.html"
    response = render(request, template, context, status=422 if form.is_bound else 200)
    if inline:
        response["HX-Retarget"], response["HX-Reswap"] = f"#slot-{proposal.public_id}", "innerHTML"
    return response


@requires(post=P.DIRECTIVE_EDIT)
def merger(request: ActorRequest, directive_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Join a proposal with the next one."""
    directive = answers.directive_of(request, directive_id)
    try:
        proposal = answers.proposal_of(request, directive, proposal_id)
        row = merge(proposal=proposal, seen=request.POST.get("seen", ""), by=request.actor)
    except RuleBreach as breach:
        return answers.refusal(request, directive, str(proposal_id), breach)
    return answers.whole(request, directive, str(row.public_id), "已与下一项并为一项，请看过再确认。")


@requires(post=P.DIRECTIVE_EDIT)
def proposals(request: ActorRequest, directive_id: UUID) -> HttpResponse:
    """Add a proposal from the words an officer selected or copied."""
    directive = answers.directive_of(request, directive_id)
    form = AddForm(request.POST)
    try:
        start, end = _place(directive, form)
        row = add(directive=directive, start=start, end=end, by=request.actor)
    except RuleBreach as breach:
        if answers.is_htmx(request):
            return answers.refusal(request, directive, "", breach)
        page = answers.page_of(request, directive, "") | {"quote": form["quote"].value(), "refused": str(breach)}
        return render(request, answers.PAGE, page, status=422)
    return answers.whole(request, directive, str(row.public_id), f"已添加：{row.title}")


def _place(directive: Directive, form: AddForm) -> tuple[int, int]:
    """Return the place meant: by the page's own count, else by the words."""
    data = form.cleaned_data if form.is_valid() else {}
    shown = clean(directive.text)
    if data.get("end") is not None:
        found = place(shown, data.get("start") or 0, data["end"])
    else:
        found = place_of(shown, data.get("quote", ""))
    if found is None:
        raise RuleBreach(UNPLACED)
    return found


@requires(post=P.DIRECTIVE_EDIT)
def reversal(request: ActorRequest, directive_id: UUID) -> HttpResponse:
    """Take back what this person did last on the directive."""
    directive = answers.directive_of(request, directive_id)
    try:
        change = take_back(directive=directive, by=request.actor)
    except RuleBreach as breach:
        return answers.refusal(request, directive, "", breach)
    key = next((pk for pk in change.before), "")
    row = directive.proposals.filter(pk=key).first() if key else None
    return answers.whole(request, directive, str(row.public_id) if row else "", f"已撤销：{change.words}")
