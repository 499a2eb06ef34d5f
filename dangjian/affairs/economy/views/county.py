"""The county's villages by band, by township, by source; the list behind each figure, and its file."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.economy import queries, sheets
from dangjian.affairs.economy.models import Pilot, Tier
from dangjian.affairs.economy.queries import Book, Tally
from dangjian.affairs.economy.rules import REGISTER, SOURCES, UNKNOWN, hollow_line
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Bar, Chart, Figure, Item, Point
from dangjian.rulebook import rule


@requires(Permission.PLACE_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show the villages in scope by band, in all and by township, and the sources; a village its own."""
    on = today()
    book = queries.book_of(request.actor.county_id, request.GET.get("year", ""), on)
    if book is None:
        return _without(request)
    rows = queries.incomes(request.actor, book, on)
    if len(rows) == 1 and (own := rows[0][0]).pk in request.actor.bodies(Permission.PLACE_VIEW):
        return redirect("economy:village", own.public_id)
    hollow = hollow_line(on)
    found = queries.tally([income for _, income in rows], book, hollow.number)
    context = {
        "book": book,
        "tally": found,
        "years": [Item(f"{year}年", _here(year), year == book.year) for year in book.years],
        "figures": _figures(book, found, hollow.number),
        "charts": [_by_band(book, found), _by_source(book, queries.sources_of(request.actor, book))],
        "towns": _by_town(book, rows),
        "pilots": _pilots(request, on),
        "laws": [rule("economy.bands", on=on), book.weak, hollow],
        "may_set": request.full_actor.may(Permission.COUNTY_RULE_VIEW),
    }
    return render(request, "economy/index.html", context)


@requires(Permission.PLACE_VIEW)
@inside
def villages(request: ActorRequest) -> HttpResponse:
    """List the villages in scope in county order, by band, township, pilot and words; or give the list as a file."""
    on = today()
    book = queries.book_of(request.actor.county_id, request.GET.get("year", ""), on)
    if book is None:
        return _without(request)
    home = _home(request)
    asked = request.GET
    tier = asked.get("pilot", "")
    chosen = queries.Chosen(
        asked.get("band", ""), asked.get("words", ""), home.path if home else "", tier if tier in Tier.values else ""
    )
    rows = queries.found(request.actor, book, chosen, on)
    if exports.is_asked(request):
        listed = queries.lines_of(list(rows.order_by(*queries.IN_ORDER)[: exports.MOST + 1]), book)
        ids = [line.village.pk for line in listed]
        title = f"{book.year}年村级集体经济"
        return exports.deliver(request, title=title, columns=sheets.VILLAGES, rows=listed, ids=ids, on=on)
    page = keyset(rows, by=queries.IN_ORDER, query=request.GET, total=rows.count())
    bands = [(band.key, band.words) for band in book.bands]
    hollow = hollow_line(on).number
    special = [
        (queries.HOLLOW, f"没有收入或不足 {hollow} 万元"), (queries.WEAK, f"低于 {book.weak.number} 万元"),
        (UNKNOWN, "还没有填"),
    ]  # fmt: skip
    context = {
        "book": book,
        "home": home,
        "lines": queries.lines_of(page.rows, book),
        "pager": page.pager,
        "words": chosen.words,
        "sources": SOURCES.values(),
        "choices": (
            ("year", "年度", [(year, f"{year}年") for year in book.years], book.year),
            ("band", "档次", [*bands, *special], chosen.band),
            ("pilot", "试点", Tier.choices, chosen.pilot),
        ),
        **exports.link(request),
    }
    return render(request, "economy/villages.html", context)


def _without(request: ActorRequest) -> HttpResponse:
    """Say that the county keeps no such register yet, and where whoever may begins it."""
    may = request.full_actor.may(Permission.REGISTER_DEFINE)
    where = reverse("registers:shipped", args=[REGISTER]) if may else ""
    return render(request, "economy/index.html", {"book": None, "shipped_address": where})


def _here(year: str) -> str:
    return f"{reverse('economy:index')}?year={year}"


def address(book: Book, band: str = "", home: str = "") -> str:
    """Return where a list of villages is."""
    asked = {name: value for name, value in (("year", book.year), ("band", band), ("home", home)) if value}
    return f"{reverse('economy:villages')}?{urlencode(asked)}"


def _figures(book: Book, found: Tally, hollow: int) -> list[Figure]:
    rests = f"已填 {found.known} 个村，共 {found.asked} 个"
    weak = f"低于 {book.weak.number} 万元，占已填的 {_share(found.weak, found.known)}"
    return [
        Figure("经营性收入合计", f"{found.earned:,.2f} 万元", rests, address(book)),
        Figure("薄弱村", f"{found.weak} 个", weak, address(book, queries.WEAK)),
        Figure(f"没有收入或不足 {hollow} 万元", f"{found.hollow} 个", "通称空壳村", address(book, queries.HOLLOW)),
        Figure("还没有填", f"{found.unknown} 个", "不当作零", address(book, UNKNOWN)),
    ]


def _share(part: int, base: int) -> str:
    return f"{(part * 2000 + base) // (2 * base) / 10:.1f}%" if base else "没有底数"


def _by_band(book: Book, found: Tally) -> Chart:
    named = [(band.key, band.words, found.by_band[band.key]) for band in book.bands]
    named += [(UNKNOWN, "还没有填", found.unknown)] if found.unknown else []
    bars = [
        Bar(words, [Point(count, f"{count} 个", address(book, key))], address(book, key)) for key, words, count in named
    ]
    return Chart(f"{book.year}年按经营性收入分档", "档次", ["村数"], bars, is_across=True)


def _by_source(book: Book, sums: dict[str, Decimal]) -> Chart:
    bars = [
        Bar(caption, [Point(sums[key], f"{sums[key]:,.2f}", address(book))], address(book))
        for key, caption in SOURCES.items()
    ]
    return Chart(f"{book.year}年收入来源", "来源", ["万元"], bars, is_across=True)


def _by_town(book: Book, rows: Sequence[tuple[Organization, Decimal | None]]) -> Chart | None:
    """Return the villages of each township by band, in county order: no township is put before another by figures."""
    held: dict[Organization, list[Decimal | None]] = {}
    for village, income in rows:
        if village.parent:
            held.setdefault(village.parent, []).append(income)
    if len(held) <= 1:
        return None
    bars = []
    for town in sorted(held, key=lambda body: body.order_no):
        found, home = queries.tally(held[town], book, 0), str(town.public_id)
        points = [_point(found.by_band[band.key], address(book, band.key, home)) for band in book.bands]
        points.append(_point(found.unknown, address(book, UNKNOWN, home)))
        bars.append(Bar(town.short_name, points, address(book, "", home)))
    names = [*(band.words for band in book.bands), "还没有填"]
    return Chart("各镇乡的村", "镇乡", names, bars, "按县里的固定顺序，不排名", is_across=True, is_graded=True)


def _point(count: int, where: str) -> Point:
    return Point(count, f"{count} 个", where)


def _pilots(request: ActorRequest, on: date) -> list[tuple[Pilot, object]]:
    rows = Pilot.objects.visible_to(request.actor).select_related("area", "organization__parent")
    found = rows.order_by("organization__order_no", "id")[:200]
    return [(row, queries.standing_of(row, on)) for row in found]


def _home(request: ActorRequest) -> Organization | None:
    try:
        key = UUID(request.GET.get("home", ""))
    except ValueError:
        return None
    return Organization.objects.visible_to(request.actor).filter(public_id=key).first()
