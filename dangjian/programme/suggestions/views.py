"""Pages of suggestions: saying something, one's own, the figures for everybody; the list of those who reply."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.foundation.time import today
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.suggestions import queries, rules, services
from dangjian.programme.suggestions.forms import ReplyForm, SayForm, UnhelpfulForm
from dangjian.programme.suggestions.models import Suggestion
from dangjian.rulebook import RuleBreach

STATES: Final = (("", "待答复"), ("late", "已超期"), ("done", "已答复"), ("all", "全部"))


@signed_in()
def index(request: ActorRequest) -> HttpResponse:
    """List what one said."""
    return render(request, "suggestions/index.html", {"lines": queries.own(request.actor, today())})


@signed_in("GET", "POST")
def say(request: ActorRequest) -> HttpResponse:
    """Say something: one field, the page one came from known."""
    page = request.GET.get("page", "")[:80]
    form = SayForm(request.POST or None, initial={"page": page})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            said = services.say(
                by=request.actor, words=typed["words"], page=typed["page"], is_signed=typed["is_signed"], on=today()
            )
        except RuleBreach as breach:
            form.add_error("words", str(breach))
        else:
            messages.success(request, f"已收到，编号{said}，{_day(said)}前答复。")
            return redirect("suggestions:own", said.public_id)
    local = local_values(request.actor.county_id, today())
    context = {
        "form": form,
        "page": form["page"].value() or "",
        "workdays": rules.answer_workdays(today(), local),
        "is_local": rules.ANSWER_WORKDAYS in local,
        "submit_label": "提交",
        "cancel_address": reverse("suggestions:index"),
        "form_address": f"{reverse('suggestions:say')}?{urlencode({'page': page})}",
    }
    return render(request, "suggestions/say.html", context, status=422 if form.is_bound else 200)


@signed_in()
def own(request: ActorRequest, suggestion_id: UUID) -> HttpResponse:
    """Show one's own suggestion, its replies, and the question whether the last one helped."""
    return _own_page(request, _found(request, suggestion_id), UnhelpfulForm())


@signed_in("POST")
def judgement(request: ActorRequest, suggestion_id: UUID) -> HttpResponse:
    """Say that the last reply helped, or why not."""
    found, is_helpful = _found(request, suggestion_id), request.POST.get("is_helpful") == "1"
    form = UnhelpfulForm(request.POST)
    if is_helpful or form.is_valid():
        words = "" if is_helpful else form.cleaned_data["words"]
        try:
            services.judge(by=request.actor, suggestion=found, is_helpful=is_helpful, words=words, on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "谢谢，已记下。" if is_helpful else "已记下，这件意见重新等待答复。")
            return redirect("suggestions:own", suggestion_id)
    return _own_page(request, found, form, 422)


@signed_in()
def summary(request: ActorRequest) -> HttpResponse:
    """Show the quarters of the county in figures, to everybody."""
    return render(request, "suggestions/summary.html", {"sums": queries.sums(request.actor.county_id, today())})


@requires(Permission.SUGGESTION_VIEW)
def waiting(request: ActorRequest) -> HttpResponse:
    """List what was said, for those who reply."""
    state = request.GET.get("state", "")
    page = queries.page(request.actor, state, today(), request.GET)
    context = {"page": page, "pager": page.pager, "state": state, "states": STATES}
    return render(request, "suggestions/waiting.html", context)


@requires(Permission.SUGGESTION_VIEW)
def one(request: ActorRequest, suggestion_id: UUID) -> HttpResponse:
    """Show one suggestion to those who reply; its writer only where they put their name to it."""
    return _page(request, _found(request, suggestion_id), ReplyForm())


@requires(post=Permission.SUGGESTION_REPLY)
def reply(request: ActorRequest, suggestion_id: UUID) -> HttpResponse:
    """Reply."""
    found, form = _found(request, suggestion_id), ReplyForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.reply(
                by=request.actor, suggestion=found, outcome=typed["outcome"], words=typed["words"], on=today()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{found}已答复，已告知提出人。")
            return redirect("suggestions:waiting")
    return _page(request, found, form, 422)


def _found(request: ActorRequest, suggestion_id: UUID) -> Suggestion:
    rows = Suggestion.objects.visible_to(request.actor).prefetch_related("replies")
    return get_object_or_404(rows, public_id=suggestion_id)


def _own_page(request: ActorRequest, found: Suggestion, form: forms.Form, status: int = 200) -> HttpResponse:
    line = queries.line(found, today())
    asks = not found.is_waiting and line.last is not None and line.last.is_helpful is None
    return render(request, "suggestions/own.html", {"line": line, "form": form, "asks": asks}, status=status)


def _page(request: ActorRequest, found: Suggestion, form: forms.Form, status: int = 200) -> HttpResponse:
    line = queries.line(found, today())
    may_reply = (
        found.is_waiting
        and found.person_id != request.actor.person_id
        and request.full_actor.may(Permission.SUGGESTION_REPLY, found.org_path)
    )
    context = {"line": line, "form": form, "may_reply": may_reply}
    return render(request, "suggestions/one.html", context, status=status)


def _day(said: Suggestion) -> str:
    return f"{said.due_on.year}年{said.due_on.month}月{said.due_on.day}日"
