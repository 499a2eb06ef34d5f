"""Questions of villagers, for those who answer: the words, never who asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.community.villages import services
from dangjian.community.villages.forms import AnswerForm
from dangjian.community.villages.models import Question
from dangjian.community.villages.queries import questions as queries
from dangjian.community.villages.views.days import this_day
from dangjian.rulebook import RuleBreach


@requires(Permission.QUESTION_VIEW)
def questions(request: ActorRequest) -> HttpResponse:
    """List the questions in scope; whoever looks for an asker is refused, and that stands in the log."""
    state, words = request.GET.get("state", ""), request.GET.get("words", "")
    if request.GET.get("by") == "asker":
        services.refuse_search(by=request.actor)
        return render(request, "villages/no_asker.html", status=403)
    page = queries.page(request.actor, state, words, this_day(), request.GET)
    context = {"page": page, "pager": page.pager, "state": state, "states": queries.STATES, "words": words}
    return render(request, "villages/questions.html", context)


@requires(Permission.QUESTION_VIEW)
def question(request: ActorRequest, question_id: UUID) -> HttpResponse:
    """Show a question."""
    return _page(request, _question(request, question_id))


@requires(post=Permission.QUESTION_ANSWER)
def answer(request: ActorRequest, question_id: UUID) -> HttpResponse:
    """Answer it."""
    found = _question(request, question_id)
    form = AnswerForm(request.POST, may_publish=found.may_publish)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.answer(
                by=request.actor, question=found, words=said["words"], is_open=said.get("is_open", False),
                on=this_day(), names=said["names"],
            )  # fmt: skip
        except services.NamesFoundError as names:
            form.ask_names(names)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{found}已答复。")
            return redirect("villages:questions")
    return _page(request, found, form=form)


@requires(post=Permission.QUESTION_ANSWER)
def handing(request: ActorRequest, question_id: UUID) -> HttpResponse:
    """Give it to the township: it is about the village's own cadres."""
    found = _question(request, question_id)
    services.hand_up(by=request.actor, question=found)
    messages.success(request, f"{found}已转镇乡答复。")
    return redirect("villages:questions")


def _question(request: ActorRequest, question_id: UUID) -> Question:
    rows = Question.objects.visible_to(request.actor).select_related("village__organization")
    return get_object_or_404(rows, public_id=question_id)


def _page(request: ActorRequest, found: Question, **forms: Any) -> HttpResponse:  # noqa: ANN401  # a refused form
    actor = request.full_actor
    may_answer = found.answered_on is None and actor.may(Permission.QUESTION_ANSWER, found.org_path)
    context = {
        "asked": queries.asked(found, this_day()),
        "form": AnswerForm(may_publish=found.may_publish),
        "may_answer": may_answer,
        "may_hand_up": may_answer and found.organization_id == found.village.organization_id,
    } | forms
    return render(request, "villages/question.html", context, status=422 if forms else 200)
