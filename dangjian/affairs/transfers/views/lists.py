"""The lists of both directions, whom one may transfer, and where to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.transfers import bodies, queries, sheets
from dangjian.affairs.transfers.views.typed import words as typed_words
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item


@requires(Permission.TRANSFER_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List what leaves or arrives: state, whose turn, days left."""
    side = queries.IN if request.GET.get("side") == queries.IN else queries.OUT
    state = "ended" if request.GET.get("state") == "ended" else queries.OPEN
    words = typed_words(request.GET)
    found = queries.listed(request.actor, side, state, words)
    if exports.is_asked(request):
        listed = queries.lines(list(found.order_by("-id")[: exports.MOST + 1]), today())
        title = "组织关系转入" if side == queries.IN else "组织关系转出"
        ids = [line.transfer.pk for line in listed]
        return exports.deliver(request, title=title, columns=sheets.of(side), rows=listed, ids=ids, on=today())
    page = keyset(found, by=("-id",), query=request.GET)
    here = reverse("transfers:index")
    context = {
        **exports.link(request),
        "heading": "组织关系接转",
        "lines": queries.lines(page.rows, today()),
        "pager": page.pager,
        "words": words,
        "words_hint": "姓名、党组织",
        "side": side,
        "state": state,
        "sides": [
            Item("转出", f"{here}?side=out&state={state}", side == queries.OUT),
            Item("转入", f"{here}?side=in&state={state}", side == queries.IN),
        ],
        "states": [
            Item("在办", f"{here}?side={side}&state=open", state == queries.OPEN),
            Item("已办结", f"{here}?side={side}&state=ended", state != queries.OPEN),
        ],
        "may_start": request.full_actor.may(Permission.TRANSFER_START),
    }
    return render(request, "transfers/index.html", context)


@requires(Permission.TRANSFER_START)
def people(request: ActorRequest) -> HttpResponse:
    """List the members whom one may transfer, in pinyin order: the first tap of a transfer."""
    words = typed_words(request.GET)
    rows = queries.movable(request.actor, words)
    page = keyset(rows, by=("person__sort_key", "id"), query=request.GET)
    context = {
        "heading": "转出党员",
        "sub": "先选党员，再写转往哪里",
        "members": page.rows,
        "pager": page.pager,
        "words": words,
        "words_hint": "姓名、首字母",
        "shows_body": len(request.actor.bodies(Permission.TRANSFER_START)) > 1
        or not all(grant.reach == "body" for grant in request.actor.grants),
    }
    return render(request, "transfers/people.html", context)


@requires(Permission.TRANSFER_START)
def targets(request: ActorRequest) -> HttpResponse:
    """Give the branches whose name holds the words, as choices of the form."""
    found = bodies.targets(typed_words(request.GET, "target"), today())
    return render(request, "transfers/targets.html", {"found": found, "words": typed_words(request.GET, "target")})
