"""Terms in scope by what runs out, the terms of a body, and requests to move 换届."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.terms import queries, rules, services, sheets
from dangjian.affairs.terms.forms import AnswerForm, CorrectionForm, RequestForm, TermForm
from dangjian.affairs.terms.models import Answer, Election, Extension, Term
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook import RuleBreach, rule

STATES = (("late", "超期未换届"), ("extended", "已批准延期"), ("soon", "将届满"), ("asked", "申请待批复"))


@requires(Permission.TERM_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the current terms in scope, what runs out first in front."""
    on, local = today(), queries.local_of(request.actor.county_id, today())
    words, state = (request.GET.get(name, "").strip() for name in ("words", "state"))
    rows = Term.objects.visible_to(request.actor).current().of_open_bodies(on)
    rows = queries.matching(rows, words, state, on, local).select_related("organization").with_request()
    if exports.is_asked(request):
        found = [queries.held(term, on, local) for term in rows.order_by("due_on", "id")[: exports.MOST + 1]]
        ids = [line.term.pk for line in found]
        return exports.deliver(request, title="届期换届", columns=sheets.TERMS, rows=found, ids=ids, on=on)
    page = keyset(rows, by=("due_on", "id"), query=request.GET)
    context = {
        **exports.link(request),
        "lines": [queries.held(term, on, local) for term in page.rows],
        "pager": page.pager,
        "words": words,
        "state": state,
        "states": STATES,
    }
    return render(request, "terms/index.html", context)


@requires(Permission.TERM_VIEW)
def body(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the terms of a body: the current one with its lawful days, those before, requests and elections."""
    found, on = _body(request, organization_id), today()
    term = queries.current(request.actor, found)
    full = request.full_actor
    context = {
        "body": found,
        "term_rule": rules.term_rule(found.kind, found.field, found.level, on),
        "held": queries.held(term, on, queries.local_of(found.county_id, on)) if term else None,
        "shift_rule": rule("terms.shift_years_at_most", on=on),
        "before": Term.objects.visible_to(request.actor)
        .known()
        .filter(organization=found, during__upper_inf=False)
        .order_by("-elected_on")[:20],
        "requests": Extension.objects.visible_to(request.actor).filter(organization=found).order_by("-id")[:20],
        "elections": Election.objects.visible_to(request.actor).filter(organization=found).order_by("-held_on")[:20],
        "may_edit": full.may(Permission.TERM_EDIT, found.path),
        "may_answer": found.parent is not None and full.may(Permission.TERM_APPROVE, found.parent.path),
    }
    return render(request, "terms/body.html", context)


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def begin(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Record a term that was elected before."""
    found = _body(request, organization_id)
    form = TermForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.begin(by=request.actor, body=found, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记{made.caption}，{_day(made)}届满。")
            return redirect("terms:body", organization_id)
    context = {"body": found, "form": form, "heading": "登记届期", "submit_label": "登记"}
    return render(request, "terms/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def correct(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Correct the current term."""
    found, term = _current(request, organization_id)
    recorded = {"elected_on": term.elected_on, "number": term.number, "basis": term.basis}
    form = CorrectionForm(request.POST or None, initial=recorded)
    if form.is_valid():
        try:
            services.correct(by=request.actor, term=term, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已更正，原来的记录留着备查。")
            return redirect("terms:body", organization_id)
    context = {"body": found, "form": form, "heading": "更正届期", "submit_label": "更正"}
    return render(request, "terms/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TERM_EDIT, post=Permission.TERM_EDIT)
def ask(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Ask to hold 换届 later or earlier."""
    found, term = _current(request, organization_id)
    local = queries.local_of(found.county_id, today())
    form = RequestForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask(by=request.actor, term=term, local=local, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提交，等上级党组织批复。")
            return redirect("terms:body", organization_id)
    held = queries.held(term, today(), local)
    law = rule("terms.shift_years_at_most", on=today())
    context = {
        "body": found,
        "form": form,
        "heading": "申请延期或提前换届",
        "submit_label": "提交",
        "held": held,
        "law": law,
    }
    return render(request, "terms/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.TERM_APPROVE, post=Permission.TERM_APPROVE)
def answer(request: ActorRequest, extension_id: UUID) -> HttpResponse:
    """Answer a request of a body below."""
    rows = Extension.objects.visible_to(request.actor).select_related("organization", "term__organization")
    found = get_object_or_404(rows, public_id=extension_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            done = services.decide(by=request.actor, extension=found, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已批复：{done.get_answer_display()}{done.get_move_display()}换届。")
            return redirect("terms:body", found.organization.public_id)
    held = queries.held(found.term, today(), queries.local_of(found.county_id, today()))
    context = {"request_": found, "form": form, "held": held, "is_open": found.answer == Answer.PENDING}
    return render(request, "terms/request.html", context, status=422 if form.is_bound else 200)


def _body(request: ActorRequest, organization_id: UUID) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)


def _current(request: ActorRequest, organization_id: UUID) -> tuple[Organization, Term]:
    found = _body(request, organization_id)
    term = queries.current(request.actor, found)
    if term is None:
        raise Http404
    return found, term


def _day(term: Term) -> str:
    day = term.expires_on
    return f"{day.year}年{day.month}月{day.day}日"
