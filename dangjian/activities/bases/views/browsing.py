"""The bases of the county, and one of them with what it offers and when it is free."""

from itertools import groupby
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.bases import queries
from dangjian.activities.bases.models import Base, Kind
from dangjian.activities.bases.rules import day_words
from dangjian.activities.meetings.queries import own_bodies
from dangjian.foundation.time import now
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact

_DAYS: Final = 8


@requires(Permission.BASE_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the bases, by kind and word."""
    kind, words = request.GET.get("kind", ""), request.GET.get("words", "").strip()
    kind = kind if kind in Kind.values else ""
    page = keyset(queries.listed(request.actor, kind, words), by=("name", "id"), query=request.GET)
    context = {
        "page": page,
        "pager": page.pager,
        "kinds": Kind.choices,
        "kind": kind,
        "words": words,
        "may_keep": request.full_actor.may(Permission.BASE_KEEP),
    }
    return render(request, "bases/index.html", context)


@requires(Permission.BASE_VIEW)
@inside
def one(request: ActorRequest, base_id: UUID) -> HttpResponse:
    """Show a base: its menu, and the free times of the next open days, each a way to book it."""
    base = get_object_or_404(Base.objects.visible_to(request.actor).select_related("organization"), public_id=base_id)
    free = queries.free(base, now()) if base.is_open else []
    days = [(day_words(day), list(found)) for day, found in groupby(free, key=lambda slot: slot.day)]
    menu = list(queries.menu(base))
    context = {
        "base": base,
        "menu": menu,
        "days": days[:_DAYS],
        "facts": facts(base),
        "may_book": bool(menu) and bool(own_bodies(request.full_actor)),  # Of one's own posts: who goes is known then.
        "may_keep": request.full_actor.may(Permission.BASE_KEEP, base.org_path),
    }
    return render(request, "bases/one.html", context)


def facts(base: Base) -> list[Fact]:
    """Return what is known of a base."""
    return [
        Fact("类别", base.get_kind_display()),
        Fact("地点", base.place),
        Fact("一次最多接待", f"{base.capacity} 人"),
        Fact("开放", base.opening_words),
        Fact("每月最多接待", f"{base.most_a_month} 次" if base.most_a_month else "不限"),
        Fact("主管", base.organization.short_name),
    ]
