"""The whole county: the figures of a real one, from the rows of the tables; with organization life at full size."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from dangjian.access.actors import Actor, acting
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy import queries as economy
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.models import Standing as PartyStanding
from dangjian.affairs.mobility.models import Direction, Stay, Talent
from dangjian.affairs.newcomers import queries
from dangjian.affairs.newcomers.models import Listed, Match, Profile
from dangjian.affairs.newcomers.rules import FIRM, SOCIETY
from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Level, Organization, Unit
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.standing.models import Matter
from dangjian.site import demo
from dangjian.site.demo.cast import OFFICER, ORGANIZER

TODAY = date(2026, 11, 21)
IS_FULL = os.environ.get("TRUST") == "full"
pytestmark = [pytest.mark.django_db, pytest.mark.trust, pytest.mark.usefixtures("county")]


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[demo.Loaded]:  # noqa: ARG001
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.load(seed=1, today=TODAY, with_life=IS_FULL)
        transaction.set_rollback(True)


def actor(login: str, permission: Permission) -> Actor:
    return acting(Account.objects.select_related("person").get(login=login), TODAY).narrowed(permission)


def test_whole_county_has_the_figures_of_a_real_one(county: demo.Loaded) -> None:
    kinds = Counter(Organization.objects.values_list("kind", flat=True))
    assert kinds[Kind.COMMITTEE] == 80
    assert sum(kinds[kind] for kind in BRANCHES) == 2010
    assert Organization.objects.filter(level=Level.TOWNSHIP).count() == 13
    suspended = Member.objects.filter(standing=PartyStanding.SUSPENDED).count()
    assert (Member.objects.in_party().count() + suspended, suspended) == (63_636, 5)
    assert Stay.objects.filter(direction=Direction.OUT).count() == 1_200
    assert (Talent.objects.count(), Matter.objects.count()) == (80, 12)
    assert county.members == Member.objects.count() == 63_636 + 1_272
    assert set(Organization.objects.values_list("field", flat=True)) == set(Field.values)
    units = Counter(Unit.objects.values_list("field", flat=True))
    organized = Counter(unit.field for unit in Unit.objects.filter(bodies__isnull=False).distinct())
    assert (units[Field.RURAL], units[Field.PRIVATE_FIRM], units[Field.SOCIETY]) == (132, 650, 492)
    assert (organized[Field.PRIVATE_FIRM], organized[Field.SOCIETY]) == (395, 321)
    departments = Organization.objects.filter(parent__short_name="县直机关工委")
    assert departments.count() == 55
    assert [body.short_name[:5] for body in departments.in_order()][:2] == ["县委办公室", "县委组织部"]
    crowded = [n for n in Counter(Member.objects.full().values_list("organization", flat=True)).values() if n > 50]
    assert crowded == []
    assert Post.objects.filter(organization__kind=Kind.TEMPORARY_BRANCH, role=Role.SECRETARY).count() == 10
    assert Appointment.objects.values("post").distinct().count() == Post.objects.count()


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
