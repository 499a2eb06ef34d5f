"""An election on record: prepared, candidates, result, the superior's approval."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Post
from dangjian.affairs.terms import queries, services
from dangjian.affairs.terms.forms import ConfirmationForm, ElectionForm, NomineesForm, ResultForm, ReturnForm
from dangjian.affairs.terms.models import Candidate, Election, ElectionState, Method
from dangjian.affairs.terms.services.elections import Counts
from dangjian.foundation.time import today
from dangjian.procedures.votes import rules as votes
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def prepare(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Open the record of an election."""
    found = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    term = queries.current(request.actor, found)
    number = term.number + 1 if term and term.number else None
    form = ElectionForm(request.POST or None, initial={"held_on": today(), "number": number})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = services.prepare(by=request.actor, body=found, **(typed | {"method": Method(typed["method"])}))
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已开始登记这次选举。接着定候选人。")
            return redirect("terms:candidates", made.public_id)
    law = rule("elections.delegates_from_members", on=today())
    context = {
        "body": found,
        "form": form,
        "heading": "登记选举",
        "submit_label": "下一步：候选人",
        "law": law if queries.full_members(found, today()) >= law.number else None,
    }
    return render(request, "terms/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TERM_VIEW)
def election(request: ActorRequest, election_id: UUID) -> HttpResponse:
    """Show an election: what the rules ask, who stood, the counts, and what comes next."""
    return _page(request, _election(request, election_id), ConfirmationForm(), ReturnForm(), 200)


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def nominate(request: ActorRequest, election_id: UUID) -> HttpResponse:
    """Choose who stands; those chosen stay when one searches for others."""
    found = _election(request, election_id)
    words = (request.POST or request.GET).get("words", "").strip()
    people = queries.nominees(request.actor, found, words)
    standing = [str(one.person.public_id) for one in queries.standing_order(found)]
    form = NomineesForm(request.POST or None, found=people, standing=standing)
    if form.is_valid():
        chosen = [person for person in people if str(person.public_id) in form.cleaned_data["people"]]
        try:
            services.nominate(by=request.actor, election=found, people=chosen)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"候选人 {len(chosen)} 名，按姓氏笔画排列。")
            return redirect("terms:election", election_id)
    context = {
        "election": found,
        "form": form,
        "words": words,
        "found": people,
        "least": votes.least_candidates(found.seats, found.held_on),
        "law": rule("elections.excess_share", on=found.held_on),
    }
    return render(request, "terms/candidates.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def result(request: ActorRequest, election_id: UUID) -> HttpResponse:
    """Record the counts, and who takes which post."""
    found = _election(request, election_id)
    candidates, posts = queries.standing_order(found), queries.posts_for(found)
    reasons = [str(reason) for reason in rule("elections.not_counted", on=found.held_on).listing]
    form = ResultForm(
        request.POST or None, reasons=reasons, candidates=candidates, posts=posts,
        initial=_known(found, reasons, candidates, posts),
    )  # fmt: skip
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.record_result(
                by=request.actor,
                election=found,
                counts=_counts(typed, reasons),
                tally={one.pk: typed[f"votes{one.pk}"] for one in candidates},
                posts=_posts(typed, candidates, posts),
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "结果已登记，报上级党组织。")
            return redirect("terms:election", election_id)
    context = {
        "election": found,
        "form": form,
        "rows": [(one, form[f"votes{one.pk}"], form[f"post{one.pk}"]) for one in candidates],
        "reasons": [form[f"reason{place}"] for place in range(len(reasons))],
        "line": votes.line(votes.Motion.ELECTION, found.held_on),
        "law": rule("elections.not_counted", on=found.held_on),
    }
    return render(request, "terms/result.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.TERM_APPROVE)
def confirm(request: ActorRequest, election_id: UUID) -> HttpResponse:
    """Approve: the new term begins and the elected take up their posts, in one step."""
    found, form = _election(request, election_id), ConfirmationForm(request.POST)
    if form.is_valid():
        try:
            services.confirm(by=request.actor, election=found, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已批准：新一届届期和当选人任职已登记，不用再填。")
            return redirect("terms:body", found.organization.public_id)
    return _page(request, found, form, ReturnForm(), 422)


@requires(post=Permission.TERM_APPROVE)
def send_back(request: ActorRequest, election_id: UUID) -> HttpResponse:
    """Send a result back to be corrected."""
    found, form = _election(request, election_id), ReturnForm(request.POST)
    if form.is_valid():
        try:
            services.send_back(by=request.actor, election=found, **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已退回，等党组织更正后再报。")
            return redirect("terms:election", election_id)
    return _page(request, found, ConfirmationForm(), form, 422)


def _election(request: ActorRequest, election_id: UUID) -> Election:
    rows = Election.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, public_id=election_id)


def _page(
    request: ActorRequest, found: Election, confirmation: ConfirmationForm, returning: ReturnForm, status: int
) -> HttpResponse:
    full, path = request.full_actor, found.organization.path
    line = votes.line(votes.Motion.ELECTION, found.held_on)
    context = {
        "election": found,
        "candidates": queries.standing_order(found),
        "line": line,
        "needed": line.least_yes(found.entitled, found.present) if found.entitled and found.present else None,
        "least": votes.least_candidates(found.seats, found.held_on),
        "approval": rule("elections.approval", on=found.held_on),
        "secretaries": rule("elections.secretary_by_committee", on=found.held_on),
        "voters": rule("elections.who_votes", on=found.held_on),
        "is_prepared": found.state == ElectionState.PREPARED,
        "is_recorded": found.state == ElectionState.RECORDED,
        "may_edit": full.may(Permission.TERM_EDIT, path),
        "may_approve": full.may(Permission.TERM_APPROVE, path)
        and found.organization_id not in full.bodies(Permission.TERM_APPROVE),
        "confirmation": confirmation,
        "returning": returning,
    }
    return render(request, "terms/election.html", context, status=status)


def _known(
    found: Election, reasons: Sequence[str], candidates: Sequence[Candidate], posts: Sequence[Post]
) -> dict[str, object]:
    """Fill in what is known: the roll, what was typed before, and the posts that people hold."""
    known: dict[str, object] = {
        "roll": found.roll or queries.full_members(found.organization, found.held_on),
        "present": found.present,
        "handed_out": found.handed_out,
        "returned": found.returned,
        "shortage": found.shortage,
    }
    known |= {f"reason{place}": found.not_counted.get(reason) for place, reason in enumerate(reasons)}
    held = queries.held_posts(found)
    ids = {post.pk: str(post.public_id) for post in posts}
    for one in candidates:
        known[f"votes{one.pk}"] = one.votes
        known[f"post{one.pk}"] = ids.get(one.post_id or held.get(one.person_id, 0), "")
    return known


def _counts(typed: dict[str, Any], reasons: Sequence[str]) -> Counts:
    given = {reason: typed.get(f"reason{place}") or 0 for place, reason in enumerate(reasons)}
    return Counts(
        roll=typed["roll"],
        not_counted={reason: count for reason, count in given.items() if count},
        present=typed["present"],
        handed_out=typed["handed_out"],
        returned=typed["returned"],
        shortage=typed["shortage"],
    )


def _posts(typed: dict[str, Any], candidates: Sequence[Candidate], posts: Sequence[Post]) -> dict[int, Post]:
    by_id = {str(post.public_id): post for post in posts}
    return {one.pk: by_id[typed[f"post{one.pk}"]] for one in candidates if typed.get(f"post{one.pk}")}
