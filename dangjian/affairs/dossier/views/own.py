"""我的档案: everything held of oneself, who looked, a copy, and corrections. Never through a delegate."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.affairs.dossier import copies, rules, services
from dangjian.affairs.dossier.forms import AskForm
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.dossier.queries import looks as looking
from dangjian.affairs.dossier.queries import own
from dangjian.affairs.dossier.queries.people import person_of
from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.held import member_of
from dangjian.affairs.people.models import Person
from dangjian.foundation.spreadsheets import XLSX
from dangjian.foundation.time import now, today
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach

_WHOLE: Final = "own-numbers-once"


@signed_in()
def page(request: ActorRequest) -> HttpResponse:
    """Show everything held of oneself, each fact with its source; numbers whole once where just asked for."""
    person = _own(request)
    is_whole = bool(request.session.pop(_WHOLE, False))
    parts = own.parts(person, today(), now(), is_whole=is_whole)
    context = {
        "person": person,
        "parts": parts,
        "has_sealed": any(line.is_sealed for part in parts for line in part.lines),
        "is_whole": is_whole,
        "timeline": own.timeline(person),
        "requests": own.requests(person, today()),
        "looks": looking.looks(person, request.GET).rows[:5],
    }
    return render(request, "dossier/own.html", context)


def _own(request: ActorRequest) -> Person:
    """Return the person who is signed in; a delegate never opens it (P4)."""
    if request.actor.acting_for is not None:
        raise Http404
    return person_of(request.actor)


@signed_in("POST")
def numbers(request: ActorRequest) -> HttpResponse:
    """Show one's own numbers whole, on the next page only."""
    services.reveal_own(by=request.actor, person=_own(request))
    request.session[_WHOLE] = True
    return redirect("dossier:own")


@signed_in()
def looks(request: ActorRequest) -> HttpResponse:
    """List everyone who looked at one's record."""
    page_of = looking.looks(_own(request), request.GET)
    return render(request, "dossier/looks.html", {"page": page_of, "pager": page_of.pager})


@signed_in()
def copy(request: ActorRequest) -> HttpResponse:
    """Give a copy of everything as an Excel file, numbers whole: it is the person's own."""
    person = _own(request)
    services.take_copy(by=request.actor, person=person)
    answer = HttpResponse(copies.workbook_of(person, on=today(), at=now()), content_type=XLSX)
    answer["Content-Disposition"] = (
        "attachment; filename=\"my-record.xlsx\"; filename*=UTF-8''%E6%88%91%E7%9A%84%E6%A1%A3%E6%A1%88.xlsx"
    )
    return answer


@signed_in("GET", "POST")
def ask(request: ActorRequest, field: str) -> HttpResponse:
    """Ask for the correction of one fact: prefilled, one input, optional words."""
    person, fact = _own(request), FACTS.get(field)
    member = member_of(person)
    if fact is None or not services.may_ask(fact) or (member is None and not fact.is_of_person):
        raise Http404
    form = AskForm(request.POST or None, fact=fact, held=held(person, member, field), on=today())
    if form.is_valid():
        typed = form.cleaned_data
        try:
            asked = services.ask(
                by=request.full_actor,
                person=person,
                field=field,
                value=typed["value"],
                words=typed["words"],
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            day = f"{asked.due_on.year}年{asked.due_on.month}月{asked.due_on.day}日"
            messages.success(request, f"申请已提交，{day}前答复。答复会出现在这里和收件箱。")
            return redirect("dossier:own")
    local = local_values(person.county_id, today())
    context = {
        "form": form,
        "workdays": rules.answer_workdays(today(), local),
        "is_local": rules.ANSWER_WORKDAYS in local,
        "fact": fact,
        "stands": own.stands(person, fact),
        "submit_label": "提交申请",
        "cancel_address": reverse("dossier:own"),
    }
    return render(request, "dossier/ask.html", context, status=422 if form.is_bound else 200)


@signed_in("POST")
def withdrawal(request: ActorRequest, correction_id: UUID) -> HttpResponse:
    """Take back one's own request."""
    _own(request)
    correction = get_object_or_404(Correction.objects.visible_to(request.actor), public_id=correction_id)
    services.withdraw(by=request.actor, correction=correction, on=today())
    messages.success(request, "申请已撤回。")
    return redirect("dossier:own")
