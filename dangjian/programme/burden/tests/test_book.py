"""Who asks is charged; what a middle body adds is charged to it; issuers see what falls together."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.accounts.tests.make import client_of
from dangjian.affairs.registers import doors
from dangjian.affairs.registers import services as registers
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.rules.definitions import read_definition
from dangjian.channels.inbox.models import Announcement, Kind
from dangjian.foundation.time import now, today
from dangjian.procedures.provisions.services import set_rule
from dangjian.programme.burden import queries, rules
from dangjian.programme.burden.overlaps import overlaps
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.services import TaskFields
from dangjian.programme.tasks.targets import Targets
from dangjian.programme.tasks.tests import make
from dangjian.programme.tasks.tests.make import Scene, make_scene
from dangjian.programme.tasks.tests.views.visitors import Visitor, text
from dangjian.rulebook import RuleBreach


@pytest.fixture
def scene(db: None) -> Scene:  # noqa: ARG001  # the tables
    return make_scene()


def passed_on(scene: Scene, *, minutes: int, reason: str = "", days_earlier: int = 0) -> None:
    """The county asks the township for 30 minutes, which hands it on to both villages."""
    (received,) = make.issue(scene, make.make_task(scene, make.make_list(scene), minutes=30), scene.township)
    services.pass_on(
        assignment=received, targets=Targets(named=(scene.village.pk, scene.other_village.pk)),
        fields=TaskFields(
            title=received.task.title, due_on=received.due_on - timedelta(days=days_earlier), minutes=minutes
        ), added_reason=reason, on=make.TODAY, by=scene.acting(scene.organizer, Permission.ASSIGNMENT_PASS_ON),
    )  # fmt: skip


def charged(scene: Scene) -> dict[str, tuple[int, int, int, int]]:
    found = queries.book(scene.county, rules.month_of("", today()))
    return {line.body.name: (line.times, line.minutes, line.added_times, line.added_minutes) for line in found.lines}


def test_passed_on_unchanged_it_is_charged_to_who_first_asked(scene: Scene) -> None:
    passed_on(scene, minutes=30)
    assert charged(scene) == {scene.county.name: (3, 90, 0, 0)}


def test_what_is_added_is_charged_to_who_added_it(scene: Scene) -> None:
    passed_on(scene, minutes=50, reason="本镇要求逐户走访")
    assert charged(scene) == {scene.county.name: (3, 90, 0, 0), scene.township.name: (0, 40, 2, 40)}


def test_an_earlier_date_without_minutes_is_counted_as_not_estimated(scene: Scene) -> None:
    passed_on(scene, minutes=30, reason="本镇要提前", days_earlier=3)
    assert charged(scene) == {scene.county.name: (3, 90, 0, 0), scene.township.name: (0, 0, 2, 0)}
    client = client_of(scene.officer)
    assert "2 件次，未估分钟" in client.get(reverse("burden:book")).content.decode()
    assert "2 件次（其中 2 件次未估分钟）" in client.get(reverse("burden:statement")).content.decode()


def test_before_passing_on_the_middle_body_sees_what_it_adds_without_minutes(scene: Scene) -> None:
    (received,) = make.issue(scene, make.make_task(scene, make.make_list(scene), minutes=30), scene.township)
    typed = {
        "title": received.task.title, "when": "day", "minutes": 30, "deliverable": "台账", "look": "1",
        "due_on": (received.due_on - timedelta(days=3)).isoformat(), "named": scene.village.name,
    }  # fmt: skip
    address, organizer = reverse("tasks:pass-on", args=[received.public_id]), Visitor(scene.organizer)
    assert "比上级要求时限提前、增加交付，没有多估分钟" in text(organizer.send(address, typed))
    page = text(organizer.send(address, {**typed, "minutes": 45}))
    assert "没有多估分钟" not in page


def test_what_is_lighter_below_costs_only_that(scene: Scene) -> None:
    passed_on(scene, minutes=10)
    assert charged(scene) == {scene.county.name: (3, 50, 0, 0)}


def test_withdrawn_it_costs_nothing_and_another_month_knows_nothing(scene: Scene) -> None:
    make.make_assignment(scene)
    last = rules.month_of("", today().replace(day=1) - timedelta(days=1))
    assert queries.book(scene.county, last).lines == []
    Assignment.objects.update(state="withdrawn")
    assert charged(scene) == {}


def urgent(scene: Scene) -> None:
    Announcement.objects.create(
        county_id=scene.county.pk, organization_id=scene.county.pk, org_path=scene.county.path, sender="县委组织部",
        kind=Kind.URGENT, title="防汛", line="转移", urgent_reason="山洪预警", receivers=7,
    )  # fmt: skip


def test_the_page_says_what_a_month_costs_a_secretary(scene: Scene) -> None:
    passed_on(scene, minutes=50, reason="本镇要求逐户走访")
    urgent(scene)
    page = client_of(scene.secretary).get(reverse("burden:book")).content.decode()
    for words in ("50 分钟", "本级增加：本镇要求逐户走访", "村党组织书记逐村分析"):
        assert words in page
    above = client_of(scene.officer).get(reverse("burden:book")).content.decode()
    assert "2 件次，40 分钟" in above
    assert client_of(scene.stranger).get(reverse("burden:body", args=[scene.village.public_id])).status_code == 404


def owes(scene: Scene, kind: str) -> None:
    span = rules.month_of("", today())
    DutyResult.objects.create(
        county_id=scene.county.pk, organization_id=scene.village.pk, org_path=scene.village.path,
        duty=f"meetings.{kind}", kind=kind, period_start=span.start, period_end=span.end,
        due_on=span.end - timedelta(days=1), needed=2, got=0,
    )  # fmt: skip


def estimate(scene: Scene, minutes: int) -> None:
    """The county says how long a meeting of the branch committee takes."""
    by = scene.acting(scene.officer, Permission.COUNTY_RULE_EDIT)
    set_rule(rule_id="duty_minutes.committee", value=minutes, basis="会议", from_day=today(), by=by, on=today())


def test_a_month_counts_meetings_too_as_an_estimate_and_what_is_unknown_stays_so(scene: Scene) -> None:
    passed_on(scene, minutes=30)
    owes(scene, "committee")
    owes(scene, "talks")
    page = client_of(scene.secretary).get(reverse("burden:book")).content.decode()
    for words in ("2 项到期", "2.0 小时", "按平台默认估计，平台自定，县里可改", "不估算的：谈心谈话 1 项", "2.5 小时"):
        assert words in page
    with pytest.raises(RuleBreach, match="480"):
        estimate(scene, 481)
    estimate(scene, 40)
    page = client_of(scene.secretary).get(reverse("burden:book")).content.decode()
    assert "按本县设定估计" in page
    assert "80 分钟" not in page
    assert "1.3 小时" in page
    above = queries.book(scene.county, rules.month_of("", today()))
    assert (above.life.duties, above.life.minutes, above.life.unknown) == (2, 80, [("谈心谈话", 1)])


def test_a_county_that_does_not_estimate_says_so(scene: Scene) -> None:
    owes(scene, "committee")
    estimate(scene, 0)
    page = client_of(scene.secretary).get(reverse("burden:book")).content.decode()
    assert "不估算的：支委会 1 项" in page
    assert "估计约" not in page


def test_the_page_costs_the_same_for_many(scene: Scene, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    passed_on(scene, minutes=50, reason="本镇要求逐户走访")
    client = client_of(scene.officer)
    client.get(reverse("burden:book"))
    with django_assert_max_num_queries(15):
        client.get(reverse("burden:book"))


def test_the_statement_is_the_log_and_the_configuration(scene: Scene) -> None:
    passed_on(scene, minutes=50, reason="本镇要求逐户走访")
    urgent(scene)
    client = client_of(scene.officer)
    page = client.get(reverse("burden:statement")).content.decode()
    for words in ("山洪预警", "不设日常打卡"):
        assert words in page
    paper = Document(BytesIO(client.get(reverse("burden:statement-paper")).content))
    text = "\n".join(one.text for one in paper.paragraphs)
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    for words in ("减负情况", "3 件次", "山洪预警", "没有要求基层另外填报"):
        assert words in text
    assert "不设日常打卡" in cells
    assert scene.township.short_name in cells


def test_before_sending_an_issuer_sees_what_falls_together(scene: Scene) -> None:
    make.make_assignment(scene)
    DutyResult.objects.create(
        county_id=scene.county.pk, organization_id=scene.village.pk, org_path=scene.village.path,
        duty="meetings.theme_day", kind="theme_day", period_start=date(2026, 12, 1), period_end=date(2027, 1, 1),
        due_on=date(2026, 12, 18), needed=1, got=0,
    )  # fmt: skip
    draft = make.make_task(scene, make.make_list(scene), title="逐村分析村党组织书记，开展主题党日")
    said = " ".join(overlaps([scene.village.pk], [draft], make.TODAY))
    for words in ("内容相近，1 个单位正在办", "主题党日已在应办事项里", "1 件任务、1 项组织生活到期"):
        assert words in said
    free = make.make_task(scene, make.make_list(scene), title="防火宣传", due_on=date(2026, 11, 25))
    assert list(overlaps([scene.elsewhere.pk], [free], make.TODAY)) == []


@pytest.mark.parametrize(("typed", "words"), [("2026-02", "2026年2月"), ("2026-12", "2026年12月"), ("x", "2026年11月")])
def test_months(typed: str, words: str) -> None:
    span = rules.month_of(typed, date(2026, 11, 29))
    assert span.words == words
    assert span.end.day == 1


def test_halves_and_likeness() -> None:
    assert [one.key for one in rules.halves_before(date(2026, 3, 1), 3)] == ["2026-1", "2025-2", "2025-1"]
    assert rules.half_of("9999-3", date(2026, 11, 29)).words == "2026年下半年"
    assert rules.is_alike("逐村分析村党组织书记", "村党组织书记逐村分析")
    assert not rules.is_alike("防火宣传", "村党组织书记逐村分析")
    assert not rules.is_alike("", "")


def kept(scene: Scene, **more: object) -> Register:
    """The county keeps a monthly register that villages fill in 7 minutes, due on the last day's morrow."""
    words = {"title": "集体收入台账", "about": "body", "period": "month", "filled_by": ["branches"], "minutes": 7,
             "due_days": 0, "field": [{"key": "a", "caption": "村集体收入", "kind": "money"}], **more}  # fmt: skip
    by = scene.acting(scene.officer, Permission.REGISTER_DEFINE)
    register = registers.begin(by=by, organization=scene.county, definition=read_definition(words))
    registers.publish(by=by, register=register, revision=1, at=now())
    return register


def test_registers_stand_in_the_book_when_they_fall_due(scene: Scene) -> None:
    kept(scene)
    found = queries.book(scene.county, rules.month_of("", today()))
    (line,) = found.lines
    assert (line.body, line.register_times, line.register_minutes) == (scene.county, 2, 14)
    assert found.minutes == 14
    page = client_of(scene.secretary).get(reverse("burden:book")).content.decode()
    assert "台账《集体收入台账》" in page


def test_a_task_that_asks_for_what_a_register_holds_is_told_before_it_is_sent(scene: Scene) -> None:
    kept(scene)
    task = make.make_task(scene, make.make_list(scene), title="上报村集体收入情况")
    told = list(overlaps([scene.village.pk], [task], make.TODAY))
    assert any("台账《集体收入台账》相近：台账里已有“村集体收入”" in words for words in told)
    other = make.make_task(scene, make.make_list(scene), title="开展防汛演练")
    assert not any("台账" in words for words in overlaps([scene.village.pk], [other], make.TODAY))


def test_a_register_that_repeats_a_live_task_is_told_before_it_is_published(scene: Scene) -> None:
    make.issue(scene, make.make_task(scene, make.make_list(scene), title="上报村集体收入情况"), scene.village)
    register = kept(scene)
    told = doors.overlaps([scene.village.pk], register, register.drafted, make.TODAY)
    assert len(told) == 1
    assert "任务“上报村集体收入情况”1 个单位正在办" in told[0]
