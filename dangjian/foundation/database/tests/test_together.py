"""Several reads in one statement give what each gives alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Count, Max
from pytest_django import DjangoAssertNumQueries

from dangjian.foundation.database.together import Rows, fetch_together
from dangjian.foundation.drafts.models import Draft

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _rows() -> None:
    for number in range(5):
        key, moment = f"第{number}页 100%", NOON - timedelta(days=number)
        Draft.objects.create(account_id=number % 2, key=key, content={"of": [number]}, saved_at=moment)


def _asked() -> list[Rows]:
    drafts = Draft.objects.all()
    return [
        drafts.order_by("saved_at", "id"),
        drafts.filter(key__contains="100%").order_by("-saved_at")[1:3],
        drafts.order_by("account_id").values("account_id").annotate(number=Count("pk"), last=Max("saved_at")),
        drafts.filter(account_id=7),
        drafts.filter(pk__in=()),
        drafts.order_by("key").values_list("key", "content"),
        drafts.order_by("account_id", "-saved_at").distinct("account_id"),
        drafts.order_by("-key").values_list("key", flat=True),
        drafts.annotate(others=Count("account_id")).order_by("id"),
    ]


def test_all_come_by_one_statement_as_each_would_alone(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    alone = [list(rows) for rows in _asked()]
    together = _asked()
    with django_assert_num_queries(1):
        fetch_together(*together)
        found = [list(rows) for rows in together]
    assert found == alone
    assert [len(rows) for rows in found] == [5, 2, 2, 0, 0, 5, 2, 5, 5]
    assert [vars(row)["saved_at"] for row in found[0]] == [row.saved_at for row in alone[0]]
    assert found[8][0].others == alone[8][0].others


def test_what_is_at_hand_or_impossible_is_not_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    known, none = Draft.objects.order_by("id"), Draft.objects.filter(pk__in=())
    assert len(known) == 5
    Draft.objects.create(account_id=9, key="later", content={})
    with django_assert_num_queries(0):
        fetch_together(known, none)
        assert (len(known), len(none)) == (5, 0)
    alone = Draft.objects.filter(account_id=9)
    with django_assert_num_queries(1):
        fetch_together(alone, none)
        assert [row.key for row in alone] == ["later"]


def test_more_columns_than_one_statement_takes_come_by_several(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    many = [Draft.objects.order_by("id") for _ in range(400)]
    with django_assert_num_queries(2):
        fetch_together(*many)
        assert {len(rows) for rows in many} == {5}
