"""The whole due list says how much of it is shown."""

import pytest
from django.test import Client

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make
from dangjian.procedures.agenda import queries as agenda
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.agenda.rules import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in someone with 250 things to do, 205 of them meetings."""
    titles = [f"开会 {number}" for number in range(205)] + [f"走访 {number}" for number in range(45)]
    items = [Item(title, title, "", "/", "任务", Level.OK, "") for title in titles]
    monkeypatch.setattr(agenda, "items", lambda _actor, _on: items)
    client = Client()
    client.force_login(make.make_holder(make.make_county(), Role.COUNTY_OFFICER, "赵敏", "县委组织部"))
    return client


@pytest.mark.parametrize(
    ("words", "said", "unsaid"),
    [
        ("", ["共 250 件", "只列最急的 200 件，还有 50 件没有列出"], "符合“"),
        ("开会", ["共 250 件", "符合“开会”的 205 件", "还有 5 件没有列出"], "走访"),
        ("走访", ["共 250 件", "符合“走访”的 45 件"], "没有列出"),
        ("没有的", ["没有符合条件的事"], "没有要办的事"),
    ],
)
def test_the_due_list_says_what_it_shows_of_how_many(page: Client, words: str, said: list[str], unsaid: str) -> None:
    shown = page.get("/due/", {"words": words}).content.decode()
    assert [line for line in said if line not in shown] == []
    assert unsaid not in shown
