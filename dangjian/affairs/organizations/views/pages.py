"""The list of bodies in county order, the tree a level at a time, and the page of one; as at a day too."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations import queries, rules, sections, sheets
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Field, Kind, Level, Organization
from dangjian.affairs.organizations.views.asked import body_of
from dangjian.affairs.organizations.views.facts import facts_of
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item


@requires(Permission.ORGANIZATION_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the bodies in scope, by name, level, field and kind."""
    words = request.GET.get("words", "").strip()
    chosen = _chosen(request)
    rows = queries.matching(Organization.objects.visible_to(request.actor).open_on(today()), words)
    found = rows.filter(**chosen).select_related("parent")
    if exports.is_asked(request):
        listed = list(found.in_order()[: exports.MOST + 1])
        ids = [body.pk for body in listed]
        return exports.deliver(request, title="党组织", columns=sheets.BODIES, rows=listed, ids=ids, on=today())
    page = keyset(found, by=("order_no", "id"), query=request.GET)
    context = {"page": page, "pager": page.pager, "words": words, "choices": _choices(chosen)}
    return render(request, "organizations/index.html", context | exports.link(request))


@requires(Permission.ORGANIZATION_VIEW)
def tree(request: ActorRequest) -> HttpResponse:
    """Show one level of the tree with what stands below each counted; or what a search finds."""
    words, on = request.GET.get("words", "").strip(), _past_day(request)
    chosen = _chosen(request)
    context: dict[str, object] = {"words": words, "on": on, "choices": _choices(chosen), "today": today()}
    if words or chosen:
        rows = queries.found(request.actor, words, today()).filter(**chosen)
        page = keyset(rows, by=("order_no", "id"), query=request.GET)
        context |= {"page": page, "pager": page.pager}
    else:
        context["level"] = queries.level(request.actor, _under(request), today(), on)
    return render(request, "organizations/tree.html", context)


@requires(Permission.ORGANIZATION_VIEW)
def detail(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show one body, today or as it stood on a day: facts, posts, roll, units, relations, history, what is below."""
    body, on = body_of(request, organization_id), _past_day(request)
    day = on or today()
    state = queries.body_on(request.actor, body, on) if on else None
    related = queries.related(body, day)
    context = {
        "body": body,
        "on": on,
        "today": today(),
        "was_there": on is None or state is not None,
        "facts": facts_of(body, state),
        "level": queries.level(request.actor, body, today(), on),
        "related": related,
        "history": queries.history(request.actor, body),
        "tables": sections.tables(request.full_actor, body, day) if on is None or state else [],
        "suggestions": [] if on else rules.suggestions(queries.strength(body, len(related.units), day), day),
        "changes": [] if on else _changes(request, body),
        "may_edit": on is None and request.full_actor.may(Permission.ORGANIZATION_EDIT, body.path),
    }
    return render(request, "organizations/detail.html", context)


def _under(request: ActorRequest) -> Organization | None:
    """Return the body whose children are asked for; none named or not in scope: the top."""
    named = request.GET.get("under", "")
    try:
        public_id = UUID(named)
    except ValueError:
        return None
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=public_id)


def _past_day(request: ActorRequest) -> date | None:
    """Return the past day that is asked for; what is no day, today and days to come are today's page."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day < today() else None


def _chosen(request: ActorRequest) -> dict[str, str]:
    allowed = {"level": Level.values, "field": Field.values, "kind": Kind.values}
    return {name: value for name, values in allowed.items() if (value := request.GET.get(name, "")) in values}


def _choices(chosen: dict[str, str]) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    named = (("level", "层级", Level.choices), ("field", "领域", Field.choices), ("kind", "类别", Kind.choices))
    return [(name, label, options, chosen.get(name, "")) for name, label, options in named]


def _changes(request: ActorRequest, body: Organization) -> list[Item]:
    """Return what may be done: under the body by who edits there, to the body by who governs it."""
    may = request.full_actor.may
    if body.closed_on is not None or not may(Permission.ORGANIZATION_EDIT, body.path):
        return []
    names = [("新设下级", "found")] if body.kind != Kind.GROUP else []
    names += [("登记单位", "unit-new"), ("登记指导、联系", "relate"), ("设党组、领导小组", "attach")]
    names += [("下级次序", "order")] if not body.is_branch else []
    if body.area and len(body.area.code) == VILLAGE_DIGITS:
        names.append(("网格、小区", "grids"))
    governing = body.parent or body
    if may(Permission.ORGANIZATION_EDIT, governing.path):
        names += [("行政村撤并", "village-merger")] if body.area and len(body.area.code) == VILLAGE_DIGITS else []
        names += [("更名", "rename"), ("改设、领域、区划", "convert"), ("全国系统代码", "code")]
        if body.parent:
            names += [("调整隶属", "move"), ("并入其他党组织", "merge"), ("撤销", "close")]
            names += [("分设", "split")] if body.is_branch and may(Permission.MEMBER_VIEW, body.path) else []
    return [Item(caption, reverse(f"organizations:{name}", args=[body.public_id])) for caption, name in names]
