from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dangjian.affairs.registers import services
from dangjian.affairs.registers.models import Absence, Correction, Entry, Figure, State, Turn, Why
from dangjian.affairs.registers.queries.due import due
from dangjian.affairs.registers.queries.sums import roll_up, waiting
from dangjian.affairs.registers.rules.fields import Kind, read_field
from dangjian.affairs.registers.services import (
    MeanwhileError,
    NotAcceptedError,
    RedefinedError,
    Subject,
)
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, ON, PERIOD, Scene, filled, said
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def test_a_line_goes_out_with_what_is_known_and_keeps_where_it_came_from(scene: Scene) -> None:
    register = make.published(scene)
    line = filled(scene, register)
    assert line.values == {
        "members": 3, "income": "12.50", "spent": "4", "left": "8.5", "share": "32", "has_hall": None, "note": None,
    }  # fmt: skip
    assert line.sources["members"]["on"] == "2026-11-21"
    assert line.state == State.FILLED
    assert dict(line.figures.values_list("key", "number")) == {
        "members": Decimal(3), "income": Decimal("12.5"), "spent": Decimal(4), "left": Decimal("8.5"),
    }  # fmt: skip


def test_what_is_known_is_corrected_with_a_reason_and_never_silently(scene: Scene) -> None:
    register = make.published(scene)
    with pytest.raises(NotAcceptedError) as refused:
        filled(scene, register, members=4)
    assert "平台里是“3”" in refused.value.faults["members"]
    assert not Entry.objects.exists()
    answer = said(members=4, reasons={"members": "上月转入一名，名册还没有登记"})
    line = services.fill(
        by=scene.secretary, register=register, organization=scene.east, period=PERIOD, said=answer, at=NOON
    )
    note = Correction.objects.get()
    assert (note.given, note.said, note.reason) == ("3", "4", "上月转入一名，名册还没有登记")
    assert line.values["members"] == 4
    assert line.sources["members"]["corrected"] is True


def test_what_is_missing_or_does_not_fit_is_told_by_field(scene: Scene) -> None:
    register = make.published(scene)
    with pytest.raises(NotAcceptedError) as refused:
        filled(scene, register, income=None)
    assert refused.value.faults == {"income": "必填，没有的填 0"}
    with pytest.raises(NotAcceptedError) as refused:
        filled(scene, register, spent="13")
    assert refused.value.faults == {"spent": "应不大于“集体收入”（12.50）"}


def test_confirmed_by_another_given_back_with_a_reason_and_filled_again(scene: Scene) -> None:
    register = make.published(scene)
    line = filled(scene, register)
    with pytest.raises(RuleBreach, match="写明退回的原因"):
        services.give_back(by=scene.organizer, entry=line, reason=" ", at=NOON)
    with pytest.raises(RuleBreach, match="不办理"):
        services.confirm(by=scene.secretary, entries=[line], at=NOON)
    line = services.give_back(by=scene.organizer, entry=line, reason="收入少一笔", at=NOON)
    assert [one.standing.words for one in due(scene.secretary, ON)] == ["已退回"]
    again = services.fill(
        by=scene.secretary, register=register, organization=scene.east, period=PERIOD, entry=line, at=NOON,
        said=said(revision=line.revision, income="13"),
    )  # fmt: skip
    (done,) = services.confirm(by=scene.organizer, entries=[again], at=NOON)
    assert done.state == State.CONFIRMED
    assert list(Turn.objects.order_by("id").values_list("kind", flat=True)) == ["fill", "return", "fill", "confirm"]
    assert Turn.objects.filter(kind="fill").order_by("id").first().values["income"] == "12.50"  # type: ignore[union-attr,index]


def test_nobody_confirms_what_they_filled_in_themselves(scene: Scene) -> None:
    register = make.published(scene, filled_by=["townships"], field=make.FIELDS[1:2])
    line = services.fill(
        by=scene.organizer, register=register, organization=scene.township, period=PERIOD,
        said=services.Said({"income": "1"}), at=NOON,
    )  # fmt: skip
    with pytest.raises(RuleBreach, match="另一位同志"):
        services.confirm(by=scene.organizer, entries=[line], at=NOON)


def test_sums_go_up_the_tree_and_shares_are_those_of_the_sums(scene: Scene) -> None:
    register = make.published(scene)
    filled(scene, register)
    found = roll_up(register, make.definition(), PERIOD, scene.county, ON)
    assert (found.whole.asked, found.whole.filled, found.whole.done) == (2, 1, 1)
    assert [body.name for body in waiting(register, make.definition(), PERIOD, scene.county, ON)] == ["西山村党支部"]
    filled(scene, register, west=True, income="87.5", spent="1")
    found = roll_up(register, make.definition(), PERIOD, scene.county, ON)
    share = make.definition().field("share")
    assert share
    assert [line.body for line in found.lines] == [scene.township]
    assert found.whole.sums["income"] == 100
    assert found.whole.figure(share) == "5%"  # Not 32 % and 1.14 % together.


def test_why_nothing_is_filled_is_a_word_and_none_is_an_answer(scene: Scene) -> None:
    register = make.published(scene)
    word = {"by": scene.west_secretary, "register": register, "organization": scene.west, "period": PERIOD, "at": NOON}
    with pytest.raises(RuleBreach, match="一句话"):
        services.explain(**word, why=Why.LATER, said="")  # type: ignore[arg-type]
    services.explain(**word, why=Why.LATER, said="会计住院，下周补")  # type: ignore[arg-type]
    assert roll_up(register, make.definition(), PERIOD, scene.county, ON).whole.done == 0
    services.explain(**word, why=Why.NONE, said="")  # type: ignore[arg-type]
    assert roll_up(register, make.definition(), PERIOD, scene.county, ON).whole.none == 1
    filled(scene, register, west=True)
    assert not Absence.objects.exists()


def test_a_definition_changed_while_being_filled_keeps_what_was_typed(scene: Scene) -> None:
    register = make.published(scene)
    old = filled(scene, register)
    field = read_field({"key": "x", "caption": "外出务工", "kind": "integer", "unit": "人"})
    services.put_field(by=scene.officer, register=register, revision=register.revision, field=field)
    register.refresh_from_db()
    services.remove_field(by=scene.officer, register=register, revision=register.revision, key="note")
    register.refresh_from_db()
    services.publish(by=scene.officer, register=register, revision=register.revision, at=NOON)
    register.refresh_from_db()
    with pytest.raises(RedefinedError, match="新增“外出务工”；不再填“备注”"):
        services.fill(
            by=scene.west_secretary, register=register, organization=scene.west, period=PERIOD, said=said(), at=NOON
        )
    old.refresh_from_db()
    assert old.version.number == 1  # What was written stays with the version it was written in.
    line = filled(scene, register, west=True)
    assert line.version.number == 2


def test_a_field_that_holds_facts_is_retired_and_nothing_is_lost(scene: Scene) -> None:
    register = make.published(scene)
    line = filled(scene, register, note="东头仓库出租")
    held = read_field({"key": "note", "caption": "备注", "kind": "integer"})
    with pytest.raises(RuleBreach, match="已有 1 条填报"):
        services.put_field(by=scene.officer, register=register, revision=register.revision, field=held, was="note")
    unit = read_field({**make.FIELDS[1], "unit": "元"})
    with pytest.raises(RuleBreach, match="不能改成另一种内容或单位"):
        services.put_field(by=scene.officer, register=register, revision=register.revision, field=unit, was="income")
    with pytest.raises(RuleBreach, match="要用到“集体收入”"):
        services.remove_field(by=scene.officer, register=register, revision=register.revision, key="income")
    register, words = services.remove_field(by=scene.officer, register=register, revision=register.revision, key="note")
    assert "停用栏目“备注”：已有 1 条填报" in words
    assert register.drafted.field("note").is_retired  # type: ignore[union-attr]
    register, words = services.remove_field(
        by=scene.officer, register=register, revision=register.revision, key="has_hall"
    )
    assert words == "删去栏目“有活动场所”"
    services.publish(by=scene.officer, register=register, revision=register.revision, at=NOON)
    register.refresh_from_db()
    again = services.fill(
        by=scene.secretary, register=register, organization=scene.east, period=PERIOD, entry=line, at=NOON,
        said=services.Said({"income": "20", "spent": "4"}, {}, 2, line.revision),
    )  # fmt: skip
    assert again.values["note"] == "东头仓库出租"


def test_the_second_of_two_officers_is_told_what_the_first_changed(scene: Scene) -> None:
    register = make.published(scene)
    opened = register.revision
    field = read_field({"key": "x", "caption": "外出务工", "kind": "integer"})
    services.put_field(by=scene.officer, register=register, revision=opened, field=field)
    with pytest.raises(MeanwhileError, match="周明远加了栏目“外出务工”"):
        services.remove_field(by=scene.officer, register=register, revision=opened, key="note")
    with pytest.raises(MeanwhileError):
        services.publish(by=scene.officer, register=register, revision=opened, at=NOON)


def test_who_opened_a_line_before_it_was_written_again_is_told(scene: Scene) -> None:
    register = make.published(scene)
    line = filled(scene, register)
    with pytest.raises(MeanwhileError, match="刘书记填报"):
        services.fill(
            by=scene.secretary, register=register, organization=scene.east, period=PERIOD, said=said(), at=NOON
        )
    assert Entry.objects.get().revision == line.revision


def test_only_those_asked_fill_and_only_periods_that_have_begun(scene: Scene) -> None:
    register = make.published(scene)
    with pytest.raises(RuleBreach, match="不由中共石桥镇委员会填"):
        services.fill(
            by=scene.organizer, register=register, organization=scene.township, period=PERIOD, said=said(), at=NOON
        )
    for period in ("2027-Q1", "2026", "", "2026-H2"):
        with pytest.raises(RuleBreach, match="没有这个期间"):
            services.fill(
                by=scene.secretary, register=register, organization=scene.east, period=period, said=said(), at=NOON
            )
    with pytest.raises(RuleBreach, match="不办理"):
        services.fill(
            by=scene.secretary, register=register, organization=scene.west, period=PERIOD, said=said(), at=NOON
        )


def test_a_register_that_nobody_would_fill_or_that_does_not_fit_is_not_published(scene: Scene) -> None:
    empty = services.begin(
        by=scene.officer, organization=scene.county, definition=replace(make.definition(), fields=())
    )
    with pytest.raises(RuleBreach, match="还没有栏目"):
        services.publish(by=scene.officer, register=empty, revision=1, at=NOON)
    nobody = services.begin(
        by=scene.officer, organization=scene.county, definition=make.definition(filled_by=["societies"])
    )
    with pytest.raises(RuleBreach, match="现在没有社会组织党组织"):
        services.publish(by=scene.officer, register=nobody, revision=1, at=NOON)
    with pytest.raises(RuleBreach, match="不办理"):
        services.begin(by=scene.organizer, organization=scene.township, definition=make.definition())


def test_things_and_people_have_lines_of_their_own_and_are_closed(scene: Scene) -> None:
    register = make.published(
        scene, about="thing", period="standing", field=[{"key": "door", "caption": "门牌", "kind": "text"}]
    )
    for name in ("一号院", "二号院"):
        services.fill(
            by=scene.secretary, register=register, organization=scene.east, period="", at=NOON,
            said=services.Said({"door": "3 组"}), subject=Subject(name=name),
        )  # fmt: skip
    first = Entry.objects.order_by("id")[0]
    services.close(by=scene.secretary, entry=first, reason="已搬走", on=ON, at=NOON)
    assert [one.name for one in Entry.objects.of_period("")] == ["二号院"]
    assert due(scene.secretary, ON + timedelta(days=40))[0].standing.words == "已填"


def test_phone_numbers_and_id_numbers_have_no_place_in_words(scene: Scene) -> None:
    register = make.published(scene)
    with pytest.raises(RuleBreach, match="身份证号或手机号"):
        filled(scene, register, note="联系电话 13800001234")
    assert not Figure.objects.exists()


def test_a_formula_field_is_worked_out_whatever_is_sent(scene: Scene) -> None:
    register = make.published(scene)
    assert filled(scene, register, left="999").values["left"] == "8.5"
    assert {field.kind for field in make.definition().asked} == {Kind.INTEGER, Kind.MONEY, Kind.YES_NO, Kind.TEXT}
