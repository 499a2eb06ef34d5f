"""Registers of places and units at county size: the figures of a real one, from the rows of the tables."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from dangjian.access.actors import Actor, acting
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.economy import queries as economy
from dangjian.affairs.newcomers import queries
from dangjian.affairs.newcomers.models import Listed, Match, Profile
from dangjian.affairs.newcomers.rules import FIRM, SOCIETY
from dangjian.affairs.organizations.models import BRANCHES, Kind, Unit
from dangjian.site import demo
from dangjian.site.demo.cast import OFFICER, ORGANIZER

TODAY = date(2026, 11, 21)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(seed=1, today=TODAY, with_life=False)
        yield
        transaction.set_rollback(True)


def actor(login: str, permission: Permission) -> Actor:
    return acting(Account.objects.select_related("person").get(login=login), TODAY).narrowed(permission)


def test_firms_and_societies_are_covered_as_in_the_county_of_the_programme() -> None:
    groups = queries.by_group(actor(OFFICER.login, Permission.NEWCOMER_VIEW), TODAY)
    firms, societies = queries.total(groups, FIRM), queries.total(groups, SOCIETY)
    assert (firms.with_body, firms.coverage.words) == (395, "60.8%")
    assert (societies.with_body, societies.coverage.words) == (321, "65.3%")
    assert (firms.listed, societies.listed) == (650, 492)
    assert (firms.own, firms.joint) == (215, 180 - firms.out_with)
    assert (societies.own, societies.joint) == (120, 201 - societies.out_with)


def test_the_coverage_is_what_a_naive_count_of_the_rows_gives() -> None:
    out = set(Profile.objects.exclude(condition="operating").values_list("unit", flat=True))
    joint, own, none = Counter[str](), Counter[str](), Counter[str]()
    for unit in Unit.objects.filter(field__in=(FIRM, SOCIETY)).prefetch_related("bodies"):
        if unit.pk in out:
            continue
        kinds = {body.kind for body in unit.bodies.all()}
        which = joint if Kind.JOINT_BRANCH in kinds else own if kinds else none
        which[unit.field] += 1
    groups = queries.by_group(actor(OFFICER.login, Permission.NEWCOMER_VIEW), TODAY)
    for field in (FIRM, SOCIETY):
        found = queries.total(groups, field)
        assert (found.own, found.joint, found.without) == (own[field], joint[field], none[field])
        assert found.coverage.part == own[field] + joint[field]
        assert found.coverage.base == own[field] + joint[field] + none[field]
    assert set(BRANCHES) >= {Kind.JOINT_BRANCH}


def test_a_list_of_each_state_holds_as_many_units_as_its_figure_says() -> None:
    officer = actor(OFFICER.login, Permission.NEWCOMER_VIEW)
    found = queries.total(queries.by_group(officer, TODAY), FIRM)
    for state, count in {
        "own": found.own, "joint": found.joint, "work": found.work, "none": found.none, "out": found.out,
        "covered": found.covered, "with-body": found.with_body, "counted": found.base, "without": found.without,
    }.items():  # fmt: skip
        assert queries.found(officer, queries.Chosen(field=FIRM, state=state), TODAY).count() == count, state


def test_a_township_counts_its_own_units_alone() -> None:
    organizer = actor(ORGANIZER.login, Permission.NEWCOMER_VIEW)
    groups = queries.by_group(organizer, TODAY)
    assert {group.body.short_name for group in groups} == {"石桥镇党委"}
    assert queries.total(groups).listed == queries.units(organizer).count() < 650


def test_lines_wait_on_the_lists_and_nothing_was_made_of_them() -> None:
    assert Listed.objects.filter(match=Match.UNKNOWN, unit=None, decision="").count() == 5
    assert Listed.objects.waiting().filter(match=Match.MISSING).count() == 2


def test_as_many_villages_earn_little_as_the_speech_says() -> None:
    officer = actor(OFFICER.login, Permission.PLACE_VIEW)
    book = economy.book_of(officer.county_id, "", TODAY)
    assert book is not None
    assert book.year == "2025"
    incomes = [income for _, income in economy.incomes(officer, book, TODAY)]
    found = economy.tally(incomes, book, 5)
    assert (found.asked, found.unknown, found.weak) == (132, 0, 31)
    for band in book.bands:
        listed = economy.found(officer, book, economy.Chosen(band=band.key), TODAY).count()
        assert listed == found.by_band[band.key] == sum(income is not None and band.holds(income) for income in incomes)
    assert sum(economy.sources_of(officer, book)[key] for key in ("operating", "lease", "invest")) == found.earned
