"""名册: the roll of a branch, also as it stood on a day; the people of a wider scope by name."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access import exports, zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.members import sheets
from dangjian.affairs.members.queries import filters, record, rolls
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset

BY_NAME: Final = ("county_id", "sort_key", "id")


@requires(Permission.MEMBER_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show the roll of a branch, or the people of a scope by name."""
    body = _body(request)
    return _roll(request, body) if body and body.is_branch else _list(request, body)


def _body(request: ActorRequest) -> Organization | None:
    """Return the body that is asked for; without one, the only body of a post where that is all there is."""
    rows = Organization.objects.visible_to(request.actor)
    asked = request.GET.get("body", "")
    if asked:
        try:
            return get_object_or_404(rows, public_id=UUID(asked))
        except ValueError:
            raise Http404 from None
    held = {grant.organization_id for grant in request.actor.grants}
    return get_object_or_404(rows, pk=held.pop()) if len(held) == 1 else None


def _roll(request: ActorRequest, body: Organization) -> HttpResponse:
    on = _asked_day(request)
    is_past = on < today()
    offered = {} if is_past else filters.offered(with_conditions=record.reads_conditions(request.full_actor, body))
    picked = filters.chosen(request.GET.dict(), offered)
    if is_past:
        lines = rolls.past_roll(request.actor, body, on)
    else:
        lines = rolls.roll(request.actor, body, on, filters.condition(picked, offered))
    if exports.is_asked(request):
        numbered = list(enumerate(lines, 1))
        ids = [line.person.pk for line in lines]
        title = f"{body.short_name}党员名册"
        return exports.deliver(
            request, title=title, columns=sheets.ROLL, rows=numbered, ids=ids, on=on, path=body.path,
            organization_id=body.pk,
        )  # fmt: skip
    context = {
        **exports.link(request),
        "body": body,
        "heading": f"{body.short_name}党员名册",
        "lines": lines,
        "on": on,
        "is_past": is_past,
        "tally": rolls.tally(request.actor, body),
        "choices": _choices(offered, picked),
        "may_enroll": not is_past and body.is_open_on(on) and request.full_actor.may(Permission.MEMBER_EDIT, body.path),
        **_shown(),
    }
    return render(request, "members/roll.html", context)


def _asked_day(request: ActorRequest) -> date:
    """Return the day that the address asks for; today for one that is none or is still to come."""
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), today())
    except ValueError:
        return today()


def _list(request: ActorRequest, body: Organization | None) -> HttpResponse:
    offered = filters.offered(with_conditions=False)
    picked = filters.chosen(request.GET.dict(), offered)
    words = request.GET.get("words", "")
    rows = rolls.named(rolls.in_scope(request.actor, body), words).filter(filters.condition(picked, offered))
    if exports.is_asked(request):
        found = list(rows.order_by(*BY_NAME)[: exports.MOST + 1])
        title = f"{body.short_name}党员" if body else "党员"
        ids = [person.pk for person in found]
        return exports.deliver(request, title=title, columns=sheets.PEOPLE, rows=found, ids=ids, on=today())
    page = keyset(rows, by=BY_NAME, query=request.GET)
    context = {
        **exports.link(request),
        "body": body,
        "heading": f"{body.short_name}党员" if body else "党员",
        "page": page,
        "pager": page.pager,
        "words": words,
        "words_hint": "姓名、拼音、首字母",
        # Figures above the branch stay inside (P37).
        "tally": None if zones.is_internet() else rolls.tally(request.actor, body),
        "choices": _choices(offered, picked),
        "may_search": request.full_actor.may(Permission.PERSON_SEARCH),
        "index": reverse("members:index"),
        **_shown(),
    }
    return render(request, "members/list.html", context)


def _choices(offered: dict[str, filters.Filter], picked: dict[str, str]) -> list[tuple[str, filters.Filter, str]]:
    return [(name, one, picked.get(name, "")) for name, one in offered.items()]


def _shown() -> dict[str, bool]:
    """Say which columns this zone shows."""
    return {"shows_dates": record.shows("joined_on"), "shows_phone": record.shows("phone")}
