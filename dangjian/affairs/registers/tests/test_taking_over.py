"""A list begins with that of the period before: looked through, changed where it must be, sent in one go."""

from datetime import date
from typing import Any

import pytest

from dangjian.access import once
from dangjian.affairs.members.models import Member
from dangjian.affairs.registers import services
from dangjian.affairs.registers.models import Entry, Register, State
from dangjian.affairs.registers.queries.sums import roll_up
from dangjian.affairs.registers.rules.values import Value
from dangjian.affairs.registers.services import Said, Subject
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, ON, PERIOD, Scene
from dangjian.affairs.registers.tests.test_views import browser, scene, see, send
from dangjian.rulebook import RuleBreach

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
LAST = "2026-Q3"
FIELD: list[dict[str, Any]] = [
    {"key": "team", "caption": "编组", "kind": "text", "required": True},
    {"key": "hours", "caption": "时数", "kind": "integer", "unit": "小时"},
]


def _register(scene: Scene, about: str = "person") -> Register:
    register = make.published(scene, about=about, field=FIELD)
    Register.objects.filter(pk=register.pk).update(opened_on=date(2026, 7, 1))
    return register


def _line(scene: Scene, register: Register, name: str, period: str = LAST, **values: Value) -> Entry:
    member = Member.objects.filter(person__name=name, organization=scene.east).select_related("person").first()
    return services.fill(
        by=scene.secretary, register=register, organization=scene.east, period=period, at=NOON,
        said=Said({"team": "一组", "hours": "8", **values}), subject=Subject(member=member, name=name),
    )  # fmt: skip


def test_a_list_is_taken_over_looked_through_and_sent(scene: Scene) -> None:  # a fixture
    register = _register(scene)
    for name in ("王建军", "李秀英", "张国强"):
        _line(scene, register, name)
    Member.objects.filter(person__name="张国强").update(organization=scene.west)
    address = f"/registers/{register.public_id}/bodies/{scene.east.public_id}/"
    assert "带入上期的 3 条" in see(scene.secretary_account, f"{address}?period={PERIOD}")
    assert send(scene.west_account, f"{address}takeover/", period=PERIOD).status_code == 404
    home = browser(scene.secretary_account)
    once_only = {"once": once.mint(scene.secretary_account.epoch), "period": PERIOD}
    page = home.post(f"{address}takeover/", once_only, follow=True).content.decode()
    assert "不在名册上、没有带入：张国强" in page
    assert "都看过了，提交 2 条" in page
    here = Entry.objects.filter(register=register, period=PERIOD)
    assert {(line.name, line.state, line.values["hours"]) for line in here} == {
        ("王建军", State.OPEN, "8"), ("李秀英", State.OPEN, "8"),
    }  # fmt: skip
    assert not here.counted().exists()
    once_only = {"once": once.mint(scene.secretary_account.epoch), "period": PERIOD}
    assert "已提交 2 条。" in home.post(f"{address}sending/", once_only, follow=True).content.decode()
    assert {line.state for line in here.all()} == {State.FILLED}
    assert {line.subject for line in here.all()} <= {line.subject for line in Entry.objects.filter(period=LAST)}
    definition = make.definition(about="person", field=FIELD)
    assert roll_up(register, definition, PERIOD, scene.county, ON).whole.sums["hours"] == 16
    with pytest.raises(RuleBreach, match="没有可以带入"):
        services.take_over(by=scene.secretary, register=register, organization=scene.east, period=PERIOD, at=NOON)


def test_what_does_not_fit_any_more_stays_and_is_named(scene: Scene) -> None:  # a fixture
    register = _register(scene, "thing")
    first, second = _line(scene, register, "抽水机"), _line(scene, register, "收割机", hours=None)
    stricter = make.definition(about="thing", field=[FIELD[0], {**FIELD[1], "required": True}])
    row = Register.objects.get(pk=register.pk)
    row.draft, row.is_changed = stricter.to_json(), True
    row.save(update_fields=["draft", "is_changed"])
    services.publish(by=scene.officer, register=row, revision=row.revision, at=NOON)
    row.refresh_from_db()
    services.take_over(by=scene.secretary, register=row, organization=scene.east, period=PERIOD, at=NOON)
    sent = services.send_all(by=scene.secretary, register=row, organization=scene.east, period=PERIOD, at=NOON)
    assert ([line.name for line in sent.lines], list(sent.faulty)) == (["抽水机"], ["收割机"])
    left = Entry.objects.get(register=row, period=PERIOD, state=State.OPEN)
    assert left.subject == second.subject != first.subject
    services.close(by=scene.secretary, entry=left, reason="已报废", on=ON, at=NOON)
    with pytest.raises(RuleBreach, match="没有等着提交的"):
        services.send_all(by=scene.secretary, register=row, organization=scene.east, period=PERIOD, at=NOON)


def test_a_standing_list_and_an_empty_one_have_nothing_to_take_over(scene: Scene) -> None:  # a fixture
    register = make.published(scene, about="thing", period="standing", field=FIELD)
    with pytest.raises(RuleBreach, match="没有可以带入"):
        services.take_over(by=scene.secretary, register=register, organization=scene.east, period="", at=NOON)
    other = _register(scene, "thing")
    with pytest.raises(RuleBreach, match="职务不办理这里"):
        services.take_over(by=scene.secretary, register=other, organization=scene.west, period=PERIOD, at=NOON)
