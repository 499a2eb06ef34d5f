"""A row of an old file becomes a case only where every step it needs has its day; nothing is made up."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.models import Admission, OldFile, OldRow
from dangjian.affairs.admissions.queries.days import days_of
from dangjian.affairs.admissions.tests.make import DAYS, TODAY, Scene, make_scene
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases.models import CaseStep, State, Vote
from dangjian.programme.tasks.tests.views.visitors import Visitor
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
CONFIRMED = date(2026, 4, 2)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("dangjian.affairs.admissions.views.days.today", lambda: TODAY)
    return make_scene()


def _row(scene: Scene, days: Mapping[str, date], name: str = "吴小燕", branch: str = "柳溪村党支部") -> OldRow:
    at: dict[str, Any] = {"county_id": scene.county.pk, "org_path": scene.township.path}
    file, _ = OldFile.objects.get_or_create(organization=scene.township, name="登记表.xlsx", **at)
    return OldRow.objects.create(
        file=file, number=file.rows.count() + 1, person_name=name, branch_name=branch,
        days={key: day.isoformat() for key, day in days.items()}, numbers={"training_days": 3}, **at,
    )  # fmt: skip


def _member(scene: Scene, category: Category, name: str = "吴小燕", **facts: object) -> Member:
    member = posts.make_member(scene.branch, name)
    Member.objects.filter(pk=member.pk).update(category=category, **facts)
    member.refresh_from_db()
    return member


def test_a_whole_row_becomes_an_archive_and_the_record_stays(scene: Scene) -> None:
    member = _member(scene, Category.FULL, joined_on=DAYS["congress"], confirmed_on=CONFIRMED)
    row = _row(scene, {**DAYS, "confirmed": CONFIRMED})
    visitor = Visitor(scene.organizer)
    address = f"/admissions/old-files/{row.file.public_id}/"
    assert "转为已归档" in visitor.see(address)
    assert Visitor(scene.secretary).send(f"{address}adoptions/", {"row": row.number}).status_code == 404
    assert visitor.send(f"{address}adoptions/", {"row": row.number}).status_code == 302
    made = Admission.objects.get()
    assert (made.result, made.ended_on, made.training_days) == ("done", DAYS["archive"], 3)
    assert (made.case.state, made.case.closed_on) == (State.DONE, DAYS["archive"])
    assert days_of(made.case) == DAYS
    assert not Vote.objects.exists()  # The file says no counts.
    assert all(row.papers == [] and "登记表.xlsx" in row.words for row in CaseStep.objects.all())
    before = (member.category, member.joined_on, member.confirmed_on)
    member.refresh_from_db()
    assert (member.category, member.joined_on, member.confirmed_on) == before
    assert "已转入" in visitor.see(address)
    assert "吴小燕" not in visitor.see("/admissions/")
    assert "2026年5月20日办结" in visitor.see("/admissions/?phase=ended")
    with pytest.raises(RuleBreach, match="已经转入"):
        services.adopt(by=posts.actor_of(scene.organizer), row=row, on=TODAY)


def test_a_row_up_to_a_step_becomes_a_case_that_waits_there(scene: Scene) -> None:
    _member(scene, Category.PROBATIONARY, joined_on=DAYS["congress"], confirmed_on=None)
    upto = list(DAYS)[: list(DAYS).index("probation")]
    made = services.adopt(
        by=posts.actor_of(scene.organizer), row=_row(scene, {step: DAYS[step] for step in upto}), on=TODAY
    )
    turn = CaseStep.objects.get(case=made.case, outcome="")
    assert (turn.key, turn.earliest_on) == ("probation", CONFIRMED)
    assert (made.ended_on, made.case.state) == (None, State.OPEN)


@pytest.mark.parametrize(
    ("gone", "changed", "words"),
    [
        (["introducers", "assign"], {}, "缺确定入党介绍人、编入党支部的日期"),
        (["apply"], {}, "缺递交入党申请书的日期"),
        (["confirm_approve", "archive"], {}, "支部大会转正的决定不在表里"),
        ([], {"confirmed": date(2026, 10, 2)}, "延长预备期的决定不在表里"),
        ([], {"congress": date(2025, 4, 3), "confirmed": date(2026, 4, 3)}, "名册上的入党时间是2025年4月2日"),
        (["archive", "confirm_approve", "confirm_congress"], {}, "名册上吴小燕是正式党员，表里办到了预备党员"),
    ],
)
def test_what_is_missing_or_differs_is_listed_and_nothing_made(
    scene: Scene, gone: list[str], changed: Mapping[str, date], words: str
) -> None:
    _member(scene, Category.FULL, joined_on=DAYS["congress"], confirmed_on=None)
    row = _row(scene, {key: day for key, day in {**DAYS, **changed}.items() if key not in gone})
    with pytest.raises(RuleBreach, match=words):
        services.adopt(by=posts.actor_of(scene.organizer), row=row, on=TODAY)
    assert not Admission.objects.exists()


def test_who_is_not_one_person_on_the_roll_is_not_taken_over(scene: Scene) -> None:
    by = posts.actor_of(scene.organizer)
    with pytest.raises(RuleBreach, match="没有这个人"):
        services.adopt(by=by, row=_row(scene, DAYS), on=TODAY)
    for _ in range(2):
        _member(scene, Category.FULL)
    with pytest.raises(RuleBreach, match="有几位同名"):
        services.adopt(by=by, row=_row(scene, DAYS), on=TODAY)
    row = _row(scene, DAYS)
    row.conflicts = [{"field": "talk", "words": "x", "citation": ""}]
    row.save()
    with pytest.raises(RuleBreach, match="有日期冲突"):
        services.adopt(by=by, row=row, on=TODAY)
