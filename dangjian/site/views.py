"""Home is the due list; search finds pages, bodies, people, directives and tasks in scope."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access import once
from dangjian.access.gates import ActorRequest, requires, signed_in
from dangjian.access.permissions import Permission
from dangjian.foundation.time import now, today
from dangjian.procedures.agenda import queries as agenda
from dangjian.site import cards, context, finding, panels

MOST_CARDS = 7
MOST_ROWS = 200


@signed_in()
def home(request: ActorRequest) -> HttpResponse:
    """Show what is to be done, the most urgent first, seven at most."""
    on = today()
    items = agenda.items(request.actor, on)
    key = once.mint(request.actor.epoch)
    return render(
        request,
        "site/home.html",
        {
            "cards": [cards.card(item, key) for item in items[:MOST_CARDS]],
            "rest": max(0, len(items) - MOST_CARDS),
            "number": len(items),
            "on": on,
            "side_address": reverse("side") if request.actor.may(Permission.BULLETIN_VIEW) else "",
            "own": () if request.actor.may(Permission.ASSIGNMENT_VIEW) else context.own(),
        },
    )


@requires(Permission.BULLETIN_VIEW)
def side(request: ActorRequest) -> HttpResponse:
    """Show how the units come on: what the home page draws beside the due list once that is there."""
    return render(request, "site/side.html", {"panels": panels.panels(request.full_actor, now())})


@signed_in()
def due(request: ActorRequest) -> HttpResponse:
    """Show everything that is to be done, as a list."""
    on, words = today(), request.GET.get("words", "").strip()
    every = agenda.items(request.actor, on)
    found = [item for item in every if words in item.title or words in item.sub]
    shown = {
        "items": found[:MOST_ROWS],
        "found": len(found),
        "unlisted": max(0, len(found) - MOST_ROWS),
        "total": len(every),
        "words": words,
        "on": on,
    }
    return render(request, "site/due.html", shown)


@signed_in()
def search(request: ActorRequest) -> HttpResponse:
    """Find pages, bodies, people, directives and tasks by name, initials or number."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:60]
    return render(request, "site/search.html", {"q": words, "groups": finding.groups(request.actor, words)})
