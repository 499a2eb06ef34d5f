from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.organizations.models import Field, Kind, Organization
from dangjian.affairs.posts.queries import holders
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
def test_what_was_taken_off_the_tables_is_there_again() -> None:
    def shape() -> list[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes"
            )
            return sorted(cursor.fetchall())

    before = shape()
    demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
    assert shape() == before


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


@pytest.mark.parametrize("today", [date(2026, 1, 2), date(2027, 3, 1), date(2028, 2, 29), date(2026, 12, 31)])
@pytest.mark.django_db
def test_any_day_may_be_today(today: date) -> None:
    demo.load(seed=3, today=today, size=demo.Size.SMALL)
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Standing.values)
    assert not Step.objects.filter(at__lt=F("assignment__made_at")).exists()
    assert not Step.objects.filter(at__gte=at(today, 0)).exists()
