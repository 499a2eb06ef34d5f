"""Items come most urgent first, from every provider once."""

from collections.abc import Sequence
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from dangjian.access.actors import Actor
from dangjian.foundation.drafts.models import Draft
from dangjian.procedures.agenda import queries
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

ON = date(2026, 11, 21)
NOBODY = Actor(account_id=1, person_id=1, name="甲", epoch=1, county_id=1, posts=(), grants=())


def item(title: str, level: Level, due_on: date | None = None, order_no: int = 0) -> Item:
    """Make an item with the parts that order it."""
    return Item(
        key=title, title=title, sub="", address="/", kind="任务", level=level, words="",
        due_on=due_on, order_no=order_no,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _no_other_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_providers", [])


def test_items_are_ordered_by_urgency() -> None:
    day = date(2026, 11, 30)
    given = [
        item("e", Level.INFO),
        item("d", Level.OK, day, 1),
        item("c", Level.SOON, day, 2),
        item("b", Level.SOON, day, 1),
        item("f", Level.SOON, None, 1),
        item("a", Level.LATE, date(2026, 11, 1)),
    ]
    queries.provide(lambda _actor, _on: given)
    assert [found.title for found in queries.items(NOBODY, ON)] == ["a", "b", "c", "f", "d", "e"]


def test_a_provider_is_asked_once_with_actor_and_day() -> None:
    asked: list[tuple[Actor, date]] = []

    def provider(actor: Actor, on: date) -> list[Item]:
        asked.append((actor, on))
        return []

    queries.provide(provider)
    queries.provide(provider)
    assert queries.items(NOBODY, ON) == []
    assert asked == [(NOBODY, ON)]


@pytest.mark.django_db
def test_questions_are_read_in_one_statement_a_round(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Draft.objects.create(account_id=1, key="甲", content={})
    drafts = Draft.objects.order_by("id")

    def second(rows: Sequence[Draft]) -> list[Item]:
        return [item(f"{row.key}的后续", Level.LATE) for row in rows]

    def first(rows: Sequence[Draft]) -> list[Item | Question]:
        return [item(rows[0].key, Level.OK), Question(drafts.filter(account_id=1), second)]

    queries.provide(lambda _actor, _on: [Question(drafts.all(), first), item("丙", Level.INFO)])
    queries.provide(lambda _actor, _on: [Question(drafts.filter(account_id=2), second)])
    queries.provide(lambda _actor, _on: [Question(drafts.filter(account_id=1), lambda _: [item("乙", Level.SOON)])])
    with django_assert_num_queries(2):
        found = queries.items(NOBODY, ON)
    assert [one.title for one in found] == ["甲的后续", "乙", "甲", "丙"]
