from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.models import Standing as PartyStanding
from dangjian.affairs.mobility.models import Direction, Stay, Talent
from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Level, Organization, Unit
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.queries import holders
from dangjian.affairs.standing.models import Matter
from dangjian.foundation.time import at
from dangjian.programme.tasks.models import Assignment, Standing, Step
from dangjian.site import demo
from dangjian.site.demo.cast import CAST
from dangjian.site.demo.tests.tables import digests

TODAY = date(2026, 11, 21)


def _trial(seed: int, today: date) -> dict[str, str]:
    with transaction.atomic():
        demo.load(seed=seed, today=today, size=demo.Size.SMALL)
        found = digests()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_same_seed_and_day_give_the_same_rows() -> None:
    first = _trial(7, TODAY)
    assert len(first) > 8
    second = _trial(7, TODAY)
    assert [table for table in first if second[table] != first[table]] == []
    assert _trial(8, TODAY)["people_person"] != first["people_person"]
    assert _trial(7, date(2027, 2, 3))["members_member"] != first["members_member"]


@pytest.mark.django_db
def test_every_constraint_holds_and_numbers_go_on() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
    connection.check_constraints()
    last = Organization.objects.order_by("-pk").values_list("pk", flat=True)[0]
    root = Organization.objects.get(parent=None)
    added = Organization.objects.create(
        name="中共新设支部委员会",
        short_name="新设党支部",
        initials="xsdzb",
        kind=Kind.BRANCH,
        field=Field.RURAL,
        parent=root,
        path="000zzz",
        county_id=root.pk,
        order_no=9999,
    )
    assert added.pk == last + 1


@pytest.mark.django_db
def test_a_second_load_changes_nothing() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
    before = digests()
    with pytest.raises(demo.NotEmpty, match="已有数据未受影响"):
        demo.load(seed=2, today=TODAY, size=demo.Size.SMALL)
    assert digests() == before
    assert demo.is_loaded()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_body_has_someone_who_may_submit(seed: int) -> None:
    demo.load(seed=seed, today=TODAY, size=demo.Size.SMALL)
    bodies = set(Organization.objects.exclude(parent=None).values_list("pk", flat=True))
    roles = [role for role in RIGHTS if any(r.permission == "assignment:submit" for r in RIGHTS[role])]
    assert bodies - holders(bodies, roles, TODAY).keys() == set()


@pytest.mark.django_db
def test_printed_accounts_sign_in_with_the_new_password_only() -> None:
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
    assert not any(account.has_usable_password() for account in Account.objects.all())
    printed = demo.renew_password("abcd-efgh-jkmn")
    assert [login for _, login in printed] == [part.login for part in CAST]
    usable = [account for account in Account.objects.all() if account.has_usable_password()]
    assert {account.login for account in usable} == {part.login for part in CAST}
    assert usable[0].check_password("abcd-efgh-jkmn")
    assert not usable[0].check_password("another")


@pytest.mark.django_db
def test_whole_county_has_the_figures_of_a_real_one() -> None:
    loaded = demo.load(seed=1, today=TODAY)
    kinds = Counter(Organization.objects.values_list("kind", flat=True))
    assert kinds[Kind.COMMITTEE] == 80
    assert sum(kinds[kind] for kind in BRANCHES) == 2010
    assert Organization.objects.filter(level=Level.TOWNSHIP).count() == 13
    suspended = Member.objects.filter(standing=PartyStanding.SUSPENDED).count()
    assert (Member.objects.in_party().count() + suspended, suspended) == (63_636, 5)
    assert Stay.objects.filter(direction=Direction.OUT).count() == 1_200
    assert (Talent.objects.count(), Matter.objects.count()) == (80, 12)
    assert loaded.members == Member.objects.count() == 63_636 + 1_272
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


@pytest.mark.parametrize("today", [date(2026, 1, 2), date(2027, 3, 1), date(2028, 2, 29), date(2026, 12, 31)])
@pytest.mark.django_db
def test_any_day_may_be_today(today: date) -> None:
    demo.load(seed=3, today=today, size=demo.Size.SMALL)
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Standing.values)
    assert not Step.objects.filter(at__lt=F("assignment__made_at")).exists()
    assert not Step.objects.filter(at__gte=at(today, 0)).exists()
