"""What is open to everybody, without sign-in: a village's page, its matters and rules, and asking a question.

Nothing here reads who looks, and one village's address leads to no other's.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dangjian.access import lockout
from dangjian.access.gates import public
from dangjian.access.shared import shared
from dangjian.community.villages import services
from dangjian.community.villages.forms import AskForm
from dangjian.community.villages.models import Village
from dangjian.community.villages.queries import boards
from dangjian.community.villages.rules import answer_workdays, clauses
from dangjian.community.villages.views.days import this_day
from dangjian.foundation.time import now
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach

KEPT_SECONDS = 60
TOO_MANY = 429


@public("GET")
@shared(KEPT_SECONDS)
def board(request: HttpRequest, village_code: str) -> HttpResponse:
    """Show a village's page."""
    village = _village(village_code)
    return _render(request, "board", village, {"board": boards.board(village, this_day())})


@public("GET")
@shared(KEPT_SECONDS)
def matter(request: HttpRequest, village_code: str, open_id: UUID) -> HttpResponse:
    """Show a published matter."""
    village = _village(village_code)
    found = boards.open_matter(village, open_id)
    if found is None:
        raise Http404
    return _render(request, "matter", village, {"shown": boards.shown([found], this_day())[0]})


@public("GET")
@shared(KEPT_SECONDS)
def covenant(request: HttpRequest, village_code: str) -> HttpResponse:
    """Show the village rules in force."""
    village = _village(village_code)
    found = boards.covenant(village)
    if found is None:
        raise Http404
    return _render(request, "covenant", village, {"covenant": found, "clauses": clauses(found.text)})


@public("GET", "POST")
def ask(request: HttpRequest, village_code: str) -> HttpResponse:
    """Take a question: no name, no phone; a few an hour from one place."""
    village, on = _village(village_code), this_day()
    form, status = AskForm(request.POST or None), 422
    if form.is_valid():
        if not _may_ask(request, village):
            form.add_error(None, "这里刚提过好几次，没有提交，您写的还在。请过半小时再试，或到村里当面问。")
            status = TOO_MANY
        else:
            try:
                asked = services.ask(village=village, **form.cleaned_data, on=on)
            except RuleBreach as breach:
                form.add_error("words", str(breach))
            else:
                return redirect("village:question", village.code, asked.ticket)
    context = {
        "form": form,
        "workdays": answer_workdays(on, local_values(village.county_id, on)),
        "form_address": request.path,
        "submit_label": "提交",
    }
    return _render(request, "ask", village, context, status if form.errors else 200)


@public("GET")
def question(request: HttpRequest, village_code: str, ticket: UUID) -> HttpResponse:
    """Show a question and its answer to whoever holds its address."""
    village = _village(village_code)
    found = boards.asked(village, ticket)
    if found is None:
        raise Http404
    return _render(request, "question", village, {"asked": found, "address": request.build_absolute_uri()})


def _village(code: str) -> Village:
    found = boards.village_at(code)
    if found is None:
        raise Http404
    return found


def _render(
    request: HttpRequest, name: str, village: Village, context: dict[str, object], status: int = 200
) -> HttpResponse:
    around = {"village": village, "frame": "villages/open/frame.html", "is_large": "large" in request.GET}
    return render(request, f"villages/open/{name}.html", context | around, status=status)


def _may_ask(request: HttpRequest, village: Village) -> bool:
    """Count a question from one place; of the place only a keyed digest of the day is kept, so that nobody is found."""
    source = lockout.name_digest(f"{this_day()}:{lockout.source_of(request)}")
    return lockout.attempt(name=f"question:{village.code}", source=source, at=now())
