from io import BytesIO

import pytest
import xlsxwriter

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers import queries, services
from dangjian.affairs.newcomers.models import Condition, Decision, Listed, Listing, Match, Profile
from dangjian.affairs.newcomers.reading import Entry, entries
from dangjian.affairs.newcomers.rules import FIRM, Cover, Tally
from dangjian.affairs.newcomers.services import Known
from dangjian.affairs.newcomers.services.listings import Source
from dangjian.affairs.newcomers.tests.make import ON, Scene, code, make_scene
from dangjian.affairs.organizations.models import Field, Unit
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.time import at
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
NOON = at(ON, 12)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def cover_of(scene: Scene, word: str) -> Cover:
    rows = queries.marked(Unit.objects.filter(pk=scene.units[word].pk), ON)
    return queries.line_of(rows.select_related("profile", "answering_body", "area").get()).cover


def receive(scene: Scene, *found: Entry) -> Listing:
    source = Source("县市场监督管理局", ON, "名单.xlsx")
    return services.receive(
        by=scene.officer, organization=scene.county, field=FIRM, source=source, entries=found, on=ON
    )


def test_coverage_comes_from_the_bodies_that_stand_in_the_units(scene: Scene) -> None:
    found = {word: cover_of(scene, word) for word in scene.units}
    assert found == {
        "own": Cover.OWN, "joint": Cover.JOINT, "share": Cover.JOINT, "none": Cover.NONE, "shell": Cover.OUT,
        "far": Cover.WORK,
    }  # fmt: skip
    groups = queries.by_group(scene.by(scene.officer_account, Permission.NEWCOMER_VIEW), ON)
    assert queries.total(groups, FIRM) == Tally(own=1, joint=2, none=1, out_without=1)
    assert queries.total(groups, FIRM).coverage.rests_on == "3 ÷ 4"


def test_the_committee_of_a_place_that_answers_for_a_unit_is_not_its_body(scene: Scene) -> None:
    assert list(scene.units["none"].bodies.all()) == [scene.township]
    assert cover_of(scene, "none") is Cover.NONE


def test_a_closed_body_covers_nobody(scene: Scene) -> None:
    scene.branch.closed_on = ON
    scene.branch.save()
    assert cover_of(scene, "own") is Cover.NONE


def test_an_instructor_reaches_a_unit_and_a_reason_leaves_it_out(scene: Scene) -> None:
    unit = scene.units["none"]
    services.keep(by=scene.officer, unit=unit, known=Known(staff=60, members=1, instructor="张敏"), on=ON)
    assert cover_of(scene, "none") is Cover.WORK
    with pytest.raises(RuleBreach, match="写明原因") as breach:
        services.judge(by=scene.officer, unit=unit, condition=Condition.DORMANT, reason=" ", on=ON)
    assert "覆盖率通行算法" in str(breach.value)
    services.judge(by=scene.officer, unit=unit, condition=Condition.DORMANT, reason="停业一年", on=ON)
    assert cover_of(scene, "none") is Cover.OUT
    services.judge(by=scene.officer, unit=unit, condition=Condition.OPERATING, reason="", on=ON)
    assert cover_of(scene, "none") is Cover.WORK
    assert Profile.objects.get(unit=unit).reason == ""
    assert AuditRow.objects.filter(action="newcomer.judge").count() == 2


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (Known(staff=2, members=3), "多于从业人员"),
        (Known(instructor="13800001111"), "手机号"),
        (Known(instructor="张敏", instructed_since=at(ON, 0).date().replace(year=2027)), "还没有到"),
    ],
)
def test_what_cannot_be_is_refused(scene: Scene, known: Known, words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        services.keep(by=scene.officer, unit=scene.units["none"], known=known, on=ON)


def test_others_keep_nothing_here(scene: Scene) -> None:
    for account in (scene.outsider_account, scene.secretary_account):
        with pytest.raises(RuleBreach, match="权限范围"):
            services.keep(by=scene.by(account), unit=scene.units["none"], known=Known(staff=1), on=ON)
    services.keep(by=scene.by(scene.secretary_account), unit=scene.units["own"], known=Known(staff=1), on=ON)


def test_a_list_settles_what_matches_and_leaves_the_rest_to_a_person(scene: Scene) -> None:
    listing = receive(
        scene,
        Entry(4, "石桥镇长河机械有限公司", code(1), 95),
        Entry(5, "石桥镇百顺商贸城", code(2), 11),
        Entry(6, "石桥镇新禾食品有限公司", code(77), 26),
        Entry(7, "石桥镇明远建材有限公司", code(4), 60, status="注销"),
        Entry(8, "石桥镇错号公司", code(8)[:-1] + "0", 2),
        Entry(9, "石桥镇长河机械有限公司", code(1), 95),
    )
    found = {line.row: line.match for line in listing.lines.exclude(row=None)}
    assert found == {
        4: Match.SAME, 5: Match.RENAMED, 6: Match.UNKNOWN, 7: Match.CLOSED, 8: Match.FAULTY, 9: Match.FAULTY,
    }  # fmt: skip
    missing = listing.lines.filter(match=Match.MISSING).values_list("name", flat=True)
    assert list(missing) == ["石桥镇新安餐饮"]  # The shell is left out already, the society is no firm.
    own = Profile.objects.get(unit=scene.units["own"])
    assert (own.staff, own.staff_source) == (95, "县市场监督管理局名单，2026年11月21日")
    assert Unit.objects.get(pk=scene.units["joint"].pk).name == "石桥镇百顺商贸"
    assert Profile.objects.get(unit=scene.units["none"]).condition == Condition.OPERATING
    assert Unit.objects.count() == len(scene.units)
    assert Listed.objects.waiting().count() == 5


def test_a_new_unit_is_written_down_once_and_stands_without_a_body(scene: Scene) -> None:
    line = receive(scene, Entry(4, "石桥镇新禾食品有限公司", code(77), 26)).lines.get(match=Match.UNKNOWN)
    by = scene.by(scene.officer_account, Permission.ORGANIZATION_EDIT)
    unit = services.admit(by=by, line=line, answering=scene.township, at=NOON)
    assert (unit.credit_code, unit.field, unit.answering_body) == (code(77), Field.PRIVATE_FIRM, scene.township)
    assert list(unit.bodies.all()) == []
    assert Profile.objects.get(unit=unit).staff == 26
    with pytest.raises(RuleBreach, match="已经由周明远处理"):
        services.admit(by=by, line=line, answering=scene.township, at=NOON)


def test_a_line_is_settled_with_a_reason(scene: Scene) -> None:
    listing = receive(scene, Entry(7, "石桥镇明远建材有限公司", code(4), 60, status="注销"))
    line = listing.lines.get(match=Match.CLOSED)
    with pytest.raises(RuleBreach, match="一句理由"):
        services.decide(by=scene.officer, line=line, decision=Decision.LEFT_OUT, words=" ", on=ON, at=NOON)
    services.decide(by=scene.officer, line=line, decision=Decision.LEFT_OUT, words="已办注销", on=ON, at=NOON)
    assert cover_of(scene, "none") is Cover.OUT
    line.refresh_from_db()
    assert (line.decision, line.decided_name) == (Decision.LEFT_OUT, "周明远")


def workbook(*rows: tuple[object, ...]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def test_a_list_is_read_and_persons_in_it_are_not() -> None:
    found = entries(
        workbook(
            ("全县企业名单",),
            ("序号", "企业名称", "统一社会信用代码", "法定代表人", "联系电话", "从业人员", "登记状态"),
            (1, "石桥镇新禾食品有限公司", code(77), "张三", "13800001111", "26人", "存续"),
            (2, "石桥镇明远建材有限公司", code(4), "李四", "13800002222", "", "注销"),
            ("合计", "", "", "", "", "", ""),
        )
    )
    assert found == [
        Entry(3, "石桥镇新禾食品有限公司", code(77), 26, "", "存续"),
        Entry(4, "石桥镇明远建材有限公司", code(4), None, "", "注销"),
    ]


def test_another_file_is_refused_in_words() -> None:
    with pytest.raises(Unsupported, match="没有找到"):
        entries(workbook(("姓名", "电话"), ("张三", "1")))
    with pytest.raises(Unsupported, match="PDF"):
        entries(b"%PDF-1.4")
