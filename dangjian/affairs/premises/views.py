"""The county's premises by state and by the four that are uniform; the list behind each figure; one place."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.premises import queries, sheets
from dangjian.affairs.premises.queries import Line, Tally
from dangjian.affairs.premises.rules import REGISTER, SOUND, UNIFORM, states
from dangjian.affairs.registers.models import Entry
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Bar, Chart, Event, Fact, Figure, Point
from dangjian.rulebook import rule

_SPECIAL = (
    (queries.REPAIR, "要修（建）的"),
    (queries.UNPLANNED, "要修、还没有定期限的"),
    (queries.LATE, "过了期限还没有修好的"),
    (queries.SHORT, "四个统一还没有齐的"),
    (queries.UNKNOWN, "还没有填"),
)


@requires(Permission.PLACE_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show the premises in scope by state, what is uniform and township, and the repairs; a village its own."""
    on, kept = today(), queries.register(request.actor.county_id)
    if kept is None:
        return _without(request)
    rows = queries.places(request.actor, kept, on).order_by(*queries.IN_ORDER)
    lines = queries.lines_of(list(rows), request.actor.county_id, on)
    if len(lines) == 1 and (own := lines[0].place).pk in request.actor.bodies(Permission.PLACE_VIEW):
        return redirect("premises:place", own.public_id)
    found = queries.tally(lines, on)
    context = {
        "register": kept,
        "tally": found,
        "figures": _figures(found),
        "charts": [_by_state(found), _by_uniform(found)],
        "towns": _by_town(lines),
        "repairs": [line for line in lines if line.premises and not line.premises.is_sound],
        "laws": [rule("premises.states", on=on), rule("premises.uniform", on=on)],
    }
    return render(request, "premises/index.html", context)


@requires(Permission.PLACE_VIEW)
@inside
def places(request: ActorRequest) -> HttpResponse:
    """List the places in scope in county order, by state, township and words; or give the list as a file."""
    on, kept = today(), queries.register(request.actor.county_id)
    if kept is None:
        return _without(request)
    home = _home(request)
    chosen = queries.Chosen(request.GET.get("state", ""), request.GET.get("words", ""), home.path if home else "")
    rows = queries.found(request.actor, kept, chosen, on)
    if exports.is_asked(request):
        listed = list(rows.order_by(*queries.IN_ORDER)[: exports.MOST + 1])
        lines, ids = queries.lines_of(listed, request.actor.county_id, on), [row.pk for row in listed]
        return exports.deliver(request, title="村（社区）阵地", columns=sheets.PLACES, rows=lines, ids=ids, on=on)
    page = keyset(rows, by=queries.IN_ORDER, query=request.GET, total=rows.count())
    context = {
        "home": home,
        "lines": queries.lines_of(page.rows, request.actor.county_id, on),
        "pager": page.pager,
        "words": chosen.words,
        "state": chosen.state,
        "states": [*((one, one) for one in states(on)), *_SPECIAL],
        **exports.link(request),
    }
    return render(request, "premises/places.html", context)


@requires(Permission.PLACE_VIEW)
@inside
def place(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show one place: what its line says, what is still missing, and what it said before."""
    on = today()
    seen = Organization.objects.visible_to(request.actor).select_related("parent", "area")
    found = get_object_or_404(seen, public_id=organization_id)
    kept = queries.register(found.county_id)
    lines = Entry.objects.visible_to(request.actor).filter(register=kept, area=found.area, closed_on=None)
    entry = lines.order_by("-id").first() if kept and found.area_id else None
    found.said = entry.values if entry else None  # type: ignore[attr-defined]  # as the list marks it
    (line,) = queries.lines_of([found], found.county_id, on)
    turns = entry.turns.order_by("-id")[:20] if entry else ()
    context = {
        "place": found,
        "line": line,
        "facts": _facts(line),
        "fill_address": reverse("registers:body", args=[kept.public_id, organization_id]) if kept else "",
        "may_fill": kept is not None and request.full_actor.may(Permission.REGISTER_FILL, found.path),
        "events": [Event(one.at, one.by_name, one.get_kind_display(), one.words) for one in turns],
    }
    return render(request, "premises/place.html", context)


def _without(request: ActorRequest) -> HttpResponse:
    """Say that the county keeps no such register yet, and where whoever may begins it."""
    may = request.full_actor.may(Permission.REGISTER_DEFINE)
    where = reverse("registers:shipped", args=[REGISTER]) if may else ""
    return render(request, "premises/index.html", {"register": None, "shipped_address": where})


def address(state: str = "", home: str = "") -> str:
    """Return where a list of places is."""
    asked = {name: value for name, value in (("state", state), ("home", home)) if value}
    return reverse("premises:places") + (f"?{urlencode(asked)}" if asked else "")


def _figures(found: Tally) -> list[Figure]:
    rests = f"已填 {found.known} 个，共 {found.asked} 个"
    return [
        Figure("完好", f"{found.by_state[SOUND]} 个", rests, address(SOUND)),
        Figure("要修（建）", f"{found.broken} 个", f"其中 {found.unplanned} 个没有定期限", address(queries.REPAIR)),
        Figure("过期没有修好", f"{found.late} 个", "过了自己定的期限", address(queries.LATE)),
        Figure("四个统一都齐", f"{found.all_four} 个", rests, address(queries.SHORT)),
        Figure("还没有填", f"{found.asked - found.known} 个", "不当作完好", address(queries.UNKNOWN)),
    ]


def _by_state(found: Tally) -> Chart:
    named = [(one, found.by_state[one], one) for one in states(today())]
    named.append(("还没有填", found.asked - found.known, queries.UNKNOWN))
    bars = [Bar(words, [Point(count, f"{count} 个", address(key))], address(key)) for words, count, key in named]
    return Chart("阵地状况", "状况", ["村（社区）"], bars, is_across=True)


def _by_uniform(found: Tally) -> Chart:
    bars = [
        Bar(words, [Point(found.by_uniform[key], f"{found.by_uniform[key]} 个", address(queries.SHORT))])
        for key, words in UNIFORM.items()
    ]
    return Chart("四个统一", "项目", ["已统一的村（社区）"], bars, f"已填 {found.known} 个", is_across=True)


def _by_town(lines: Sequence[Line]) -> Chart | None:
    """Return the places of each township by state, in county order."""
    held: dict[Organization, list[Line]] = {}
    for line in lines:
        if line.place.parent:
            held.setdefault(line.place.parent, []).append(line)
    if len(held) <= 1:
        return None
    names, bars = states(today()), []
    for town in sorted(held, key=lambda body: body.order_no):
        found, home = queries.tally(held[town], today()), str(town.public_id)
        points = [Point(found.by_state[one], f"{found.by_state[one]} 个", address(one, home)) for one in names]
        left = found.asked - found.known
        points.append(Point(left, f"{left} 个", address(queries.UNKNOWN, home)))
        bars.append(Bar(town.short_name, points, address("", home)))
    return Chart("各镇乡", "镇乡", [*names, "还没有填"], bars, "按县里的固定顺序，不排名", is_across=True)


def _facts(line: Line) -> list[Fact]:
    kept = line.premises
    if kept is None:
        return [Fact("阵地状况", "还没有填")]
    found = [
        Fact("阵地状况", kept.state, "村（社区）阵地台账"),
        Fact("建筑面积", f"{kept.area} 平方米" if kept.area else "没有填", "村（社区）阵地台账"),
        Fact("四个统一", line.uniform_words, "村（社区）阵地台账"),
    ]
    if not kept.is_sound:
        day = kept.repair_by
        found += [
            Fact("怎么修（建）", kept.repair or "没有填", "村（社区）阵地台账"),
            Fact("修好期限", f"{day.year}年{day.month}月{day.day}日" if day else "没有填", "村（社区）阵地台账"),
            Fact("修到哪一步", kept.stage or "没有填", "村（社区）阵地台账"),
        ]
    return found


def _home(request: ActorRequest) -> Organization | None:
    try:
        key = UUID(request.GET.get("home", ""))
    except ValueError:
        return None
    return Organization.objects.visible_to(request.actor).filter(public_id=key).first()
