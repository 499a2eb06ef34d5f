"""The register at the size of a province: what a county's officer and a county's rows cost beside many others."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from django.core.cache import cache
from django.db import connection, transaction
from django.http import QueryDict
from psycopg import sql

from bench import province
from bench.county import TODAY, web
from bench.measures import Measure, middle, seconds
from bench.walk.pages import Wanted, times
from dangjian.access import paths
from dangjian.access.actors import Actor, acting
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.queries import rolls
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.affairs.posts.tests.make import make_holder
from dangjian.foundation.ui.paging import keyset

PAGES: Final = (
    "/",
    "/due/",
    "/organizations/",
    "/members/",
    "/members/?words=zhang",
    "/search/?q=zhang",
)
REQUESTS: Final = 50
ROUNDS: Final = 15
MOVES: Final = 3
PLACED: Final = (
    ("organizations_organization", "path"),
    ("organizations_state", "org_path"),
    ("people_person", "org_path"),
    ("members_member", "org_path"),
    ("members_spell", "org_path"),
    ("people_entry", "org_path"),
)


def measures(*, is_whole: bool) -> list[Measure]:
    """Return what a count, a list, a move and the officer's pages cost, each beside its limit."""
    before = _pages()
    grown = seconds(lambda: province.grow(province.WHOLE if is_whole else province.SMALL))
    after = _pages()
    county = Organization.objects.filter(level=Level.COUNTY, path__gt=province.ROOT).order_by("-path")[0]
    officer = acting(make_holder(county, Role.COUNTY_OFFICER, "林清"), TODAY)
    worst = max(PAGES, key=lambda page: after[page] / before[page])
    return [
        _count(officer, county),
        _first_page(officer, county),
        _move(),
        Measure(
            f"同一名县干部的页面，全省与一县相比，差得最多的 {worst}",
            after[worst] * 1000,
            before[worst] * 1000,
            "毫秒",
            promise=1.5,
        ),
        Measure(f"造 {Organization.objects.count()} 个组织和全部人员用时", grown, 600.0, "秒"),
    ]


def _pages() -> dict[str, float]:
    """The officer's pages through the real web server: the median of many requests each."""
    cache.clear()
    with web() as server:
        return {page: middle(times(server, Wanted(Role.COUNTY_OFFICER, page), REQUESTS)) for page in PAGES}


def _count(officer: Actor, county: Organization) -> Measure:
    rows = Member.objects.visible_to(officer.narrowed(Permission.MEMBER_VIEW)).in_party()
    bounds = [county.path, paths.following(county.path)]
    scan = "SELECT count(left_on) FROM members_member WHERE org_path >= %s AND org_path < %s"
    value, limit = _in_turns(rows.count, lambda: _fetch(scan, bounds))
    return Measure(
        f"数一个县的党员（{rows.count()} 人），与按索引范围读同样的行相比",
        value * 1000,
        limit * 1000,
        "毫秒",
        promise=1.5,
    )


def _first_page(officer: Actor, county: Organization) -> Measure:
    reader = officer.narrowed(Permission.MEMBER_VIEW)
    bare = (
        "SELECT p.id, p.name, p.public_id, m.category, m.joined_on, o.short_name FROM people_person p"
        " JOIN members_member m ON m.person_id = p.id JOIN organizations_organization o ON o.id = m.organization_id"
        " WHERE p.county_id = %s AND m.left_on IS NULL"
        " ORDER BY p.county_id, p.sort_key, p.id LIMIT 50"
    )
    bounds = [county.county_id]
    value, limit = _in_turns(
        lambda: list(
            keyset(rolls.in_scope(reader, county), by=("county_id", "sort_key", "id"), query=QueryDict()).rows
        ),
        lambda: _fetch(bare, bounds),
    )
    return Measure(
        "一个县名单的第一页，与同一驱动取这 50 行的 SQL 相比", value * 1000, limit * 1000, "毫秒", promise=10
    )


def _move() -> Measure:
    """Move townships to another county of their city, each beside writing the places of as many rows by key."""
    towns = list(
        Organization.objects.filter(level=Level.TOWNSHIP, path__gt=province.ROOT).order_by("path")[: 2 * MOVES]
    )
    officer = acting(make_holder(Organization.objects.get(path=province.ROOT), Role.COUNTY_OFFICER, "沈如"), TODAY)
    elsewhere = Organization.objects.filter(level=Level.COUNTY, path__gt=towns[0].path).order_by("-path")[0]
    decree = services.Decree(on=date(TODAY.year, 11, 1), basis="清组〔2026〕1号", today=TODAY)
    by_key, moved = [], []
    for known, other in zip(towns[:MOVES], towns[MOVES:], strict=True):  # In turns: both meet the same machine.
        by_key.append(_by_key(known))
        moved.append(seconds(partial(services.move, by=officer, body=other, parent=elsewhere, decree=decree)))
    return Measure("一个镇连人调整隶属，与按主键改这些行相比", middle(moved), middle(by_key), "秒", promise=2.0)


def _by_key(town: Organization) -> float:
    """Write another place into every row of a township, found by their keys beforehand; then write the old one back."""
    bounds = [town.path, paths.following(town.path)]
    keys = {table: _keys(table, column, bounds) for table, column in PLACED}

    def rewrite(first: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, column in PLACED:
                statement = sql.SQL("UPDATE {} SET {} = {} || substr({}, 2), county_id = county_id WHERE id = ANY (%s)")
                name = sql.Identifier(column)
                cursor.execute(statement.format(sql.Identifier(table), name, sql.Literal(first), name), [keys[table]])

    elapsed = seconds(lambda: rewrite("z"))
    rewrite(town.path[0])
    return elapsed


def _keys(table: str, column: str, bounds: list[Any]) -> list[int]:
    statement = sql.SQL("SELECT id FROM {} WHERE {} >= %s AND {} < %s")
    name = sql.Identifier(column)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table), name, name), bounds)
        return [key for (key,) in cursor.fetchall()]


def _in_turns(act: Callable[[], object], limit: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of both, taken in turns so that both meet the same machine."""
    act(), limit()
    pairs = [(seconds(act), seconds(limit)) for _ in range(ROUNDS)]
    return middle([one for one, _ in pairs]), middle([other for _, other in pairs])


def _fetch(statement: str, bounds: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, bounds)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
