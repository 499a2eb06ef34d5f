"""A campaign: where bodies are comes from elections; key villages and people are for their committees alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Kind
from dangjian.affairs.organizations.services.decrees import Decree
from dangjian.affairs.organizations.services.ending import merge
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.renewals import rules, services
from dangjian.affairs.renewals.models import KeyBody, Reserve, Verdict, VillageElection
from dangjian.affairs.renewals.queries import people, standing
from dangjian.affairs.renewals.queries.standing import Stand
from dangjian.affairs.renewals.rules import Ballots
from dangjian.affairs.renewals.tests import make
from dangjian.affairs.renewals.tests.make import TODAY, Scene
from dangjian.affairs.terms.models import Election, ElectionState, Method
from dangjian.programme.tasks.tests.views.visitors import Visitor, text
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
GOOD = Ballots(registered=900, voted=700, handed_out=700, returned=690)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.renewals.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def reader(scene: Scene) -> list[standing.Line]:
    return standing.lines(scene.acting(scene.officer, Permission.RENEWAL_VIEW), scene.campaign)


def test_where_a_body_is_comes_from_its_elections_alone(scene: Scene) -> None:
    assert [(line.body, line.stand) for line in reader(scene)] == [
        (scene.village, Stand.NOT_YET), (scene.sibling, Stand.NOT_YET),
    ]  # fmt: skip
    election = Election.objects.create(
        organization=scene.village, county_id=scene.county.pk, org_path=scene.village.path, held_on=TODAY,
        method=Method.CONGRESS, seats=3, recorded_by=1,
    )  # fmt: skip
    for state, stand in (
        (ElectionState.PREPARED, Stand.PREPARED), (ElectionState.RECORDED, Stand.RECORDED),
        (ElectionState.CONFIRMED, Stand.DONE),
    ):  # fmt: skip
        Election.objects.filter(pk=election.pk).update(state=state)
        assert reader(scene)[0].stand is stand
    Election.objects.update(held_on=date(2026, 9, 30))  # Before this campaign.
    assert reader(scene)[0].stand is Stand.NOT_YET


def test_counts_stand_by_township_in_the_countys_order_with_their_sum(scene: Scene) -> None:
    table = standing.table(reader(scene))
    assert [(row.body, row.total, row.figures) for row in table] == [
        (scene.township, 1, [1, 0, 0, 0]), (scene.other, 1, [1, 0, 0, 0]), (None, 2, [2, 0, 0, 0]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"returned": 701}, "选举无效"),
        ({"voted": 901}, "还要多|还多"),
        ({"handed_out": 701}, "多于参加投票"),
        ({"registered": 0, "voted": 0, "handed_out": 0, "returned": 0}, "至少 1 人"),
    ],
)
def test_more_ballots_than_voters_change_nothing(scene: Scene, changes: dict[str, int], words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        services.record_village_election(
            by=scene.edits, campaign=scene.campaign, body=scene.village, held_on=TODAY,
            ballots=replace(GOOD, **changes), chair="王建军", members=4, on=TODAY,
        )  # fmt: skip
    assert not VillageElection.objects.exists()


def test_an_election_of_villagers_seats_nobody(scene: Scene) -> None:
    before = Appointment.objects.count()
    services.record_village_election(
        by=scene.edits, campaign=scene.campaign, body=scene.village, held_on=TODAY, ballots=GOOD, chair="王建军",
        members=4, on=TODAY,
    )  # fmt: skip
    assert Appointment.objects.count() == before
    assert reader(scene)[0].village == VillageElection.objects.get()


def test_half_of_the_villagers_is_not_more_than_half_and_only_shown(scene: Scene) -> None:
    doubt = rules.doubts(replace(GOOD, voted=450), TODAY)
    assert doubt is not None
    assert "待核实" in doubt[1].citation
    assert rules.doubts(replace(GOOD, voted=451), TODAY) is None
    assert scene.campaign.pk


def test_candidates_stand_by_strokes(scene: Scene) -> None:
    for name in ("魏宏", "丁一", "王强"):
        person = posts.make_member(scene.village, name).person
        services.consider(by=scene.edits, campaign=scene.campaign, body=scene.village, person=person)
    reading = scene.acting(scene.organizer, Permission.RENEWAL_HANDLE_VIEW)
    assert [row.person.name for row in people.reserves(reading, scene.campaign)] == ["丁一", "王强", "魏宏"]


def considered(scene: Scene) -> Reserve:
    return services.consider(by=scene.edits, campaign=scene.campaign, body=scene.village, person=scene.member.person)


def test_a_review_is_result_day_and_bodies_and_the_person_may_ask_again(scene: Scene) -> None:
    row = considered(scene)
    said: dict[str, Any] = {"reserve": row, "reviewed_by": ["公安机关"], "day": TODAY, "on": TODAY}
    with pytest.raises(RuleBreach, match="由县委组织部登记"):
        services.review(by=scene.edits, verdict=Verdict.FIT, **said)
    with pytest.raises(RuleBreach, match="请选参加联审的单位"):
        services.review(by=scene.leads, verdict=Verdict.FIT, **(said | {"reviewed_by": ["某公司"]}))
    services.review(by=scene.leads, verdict=Verdict.UNFIT, **said)
    with pytest.raises(RuleBreach, match="已登记联审结果"):
        services.review(by=scene.leads, verdict=Verdict.FIT, **said)
    own = posts.actor_of(posts.make_account(scene.member.person))
    with pytest.raises(RuleBreach, match="由本人申请"):
        services.ask_again(by=scene.edits, reserve=row, on=TODAY)
    services.ask_again(by=own, reserve=row, on=TODAY)
    with pytest.raises(RuleBreach, match="没有重复提交"):
        services.ask_again(by=own, reserve=row, on=TODAY)
    services.review(by=scene.leads, verdict=Verdict.FIT, **said)
    row.refresh_from_db()
    assert (row.verdict, row.asked_on) == (Verdict.FIT, None)


def test_the_log_tells_no_name(scene: Scene) -> None:
    row = considered(scene)
    services.mark_key(by=scene.edits, campaign=scene.campaign, body=scene.village)
    services.review(by=scene.leads, reserve=row, verdict=Verdict.UNFIT, reviewed_by=["公安机关"], day=TODAY, on=TODAY)
    rows = AuditRow.objects.filter(action="sealed.note")
    assert rows.count() == 3
    assert {(one.words, one.org_path) for one in rows} == {("", "")}


def test_the_person_sees_the_result_and_asks_again_on_the_page(scene: Scene) -> None:
    row = considered(scene)
    own = Visitor(posts.make_account(scene.member.person))
    assert own.status("/renewals/mine/") == 404
    services.review(by=scene.leads, reserve=row, verdict=Verdict.UNFIT, reviewed_by=["公安机关"], day=TODAY, on=TODAY)
    assert "不符合条件" in own.see("/renewals/mine/")
    assert "换届人选联审" in own.see("/my-record/")
    assert "换届人选联审结果，请看" in own.see("/")
    assert own.send(f"/renewals/mine/{row.public_id}/request/").status_code == 302
    assert "申请复核" in own.see("/renewals/mine/")
    assert "有人选申请复核联审结果" in Visitor(scene.officer).see("/")


def test_key_villages_and_people_are_for_their_committees_alone(scene: Scene) -> None:
    considered(scene)
    services.mark_key(by=scene.edits, campaign=scene.campaign, body=scene.village)
    address = f"/renewals/{scene.campaign.public_id}/"
    for account in (scene.officer, scene.organizer):
        page = Visitor(account).see(f"{address}handling/")
        assert "王建军" in page
    elsewhere = posts.make_holder(scene.other, Role.TOWNSHIP_ORGANIZER, "孙丽")
    page = Visitor(elsewhere).see(f"{address}handling/")
    assert "王建军" not in page
    assert "柳溪村" not in page
    strangers = (
        (scene.county, Role.COUNTY_LEADER), (scene.township, Role.TOWNSHIP_CLERK), (scene.village, Role.SECRETARY),
        (scene.village, Role.BRANCH_CLERK), (scene.county, Role.AUDIT_ADMINISTRATOR),
        (scene.county, Role.SYSTEM_ADMINISTRATOR),
    )  # fmt: skip
    for body, role in strangers:
        visitor = Visitor(posts.make_holder(body, role, f"旁人{role}"))
        assert visitor.status(f"{address}handling/") == 404, role
        for page_address in (address, f"{address}bodies/", "/", "/search/?q=王建军"):
            answer = visitor.client.get(page_address)
            assert "重点村" not in text(answer), (role, page_address)
            assert "后备" not in text(answer), (role, page_address)


def test_the_county_deploys_and_a_township_records_on_the_pages(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    county, town = Visitor(scene.officer), Visitor(scene.organizer)
    typed = {"name": "又一次换届", "basis": "通知", "from_day": "2026-10-01", "to_day": "2026-09-01"}
    assert county.send("/renewals/new/", typed).status_code == 422
    assert county.send("/renewals/new/", typed | {"to_day": "2027-01-01"}).status_code == 302
    assert town.status("/renewals/new/") == 404
    address = f"/renewals/{scene.campaign.public_id}/"
    phase = {"title": "换届选举", "from_day": "2026-11-01", "to_day": "2026-12-31"}
    assert county.send(f"{address}phases/", phase | {"to_day": "2027-12-31"}).status_code == 422
    assert county.send(f"{address}phases/", phase).status_code == 302
    with django_assert_max_num_queries(16):
        page = county.see(address)
    assert "合计 2 2 0 0 0 0" in page
    assert "现在 换届选举" in page
    village = f"{address}village/?body={scene.village.public_id}"
    counts = {
        "held_on": "2026-11-20", "registered": 900, "voted": 400, "handed_out": 400, "returned": 401, "chair": "王建军",
        "members": 4,
    }  # fmt: skip
    assert "选举无效" in text(town.send(village, counts))
    assert town.send(village, counts | {"returned": 400}).status_code == 302
    assert "没有过半数" in town.see(f"{address}bodies/")
    sheet = load_workbook(BytesIO(town.client.get(f"{address}bodies/?format=xlsx").content)).worksheets[0]
    lines = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=4)}
    assert lines[scene.village.short_name][8] == 400
    assert town.status(f"{address}village/?body={scene.sibling.public_id}") == 404
    assert "王建军" not in Visitor(posts.make_holder(scene.other, Role.TOWNSHIP_ORGANIZER, "孙丽")).see(
        f"{address}bodies/"
    )
    reserve = {"body": str(scene.village.public_id), "person": str(scene.member.person.public_id)}
    assert "王建军" in town.see(f"{address}handling/", body=reserve["body"])
    assert town.send(f"{address}handling/reserves/", reserve).status_code == 302
    assert town.send(f"{address}handling/key/", {"body": reserve["body"]}).status_code == 302
    assert (
        town.send(f"{address}handling/reserves/", reserve | {"body": str(scene.sibling.public_id)}).status_code == 404
    )
    row = Reserve.objects.get()
    review = {
        "reserve": str(row.public_id),
        "verdict": "fit",
        "day": "2026-11-20",
        "reviewed_by": ["公安机关", "民政部门"],
    }
    assert town.send(f"{address}handling/reviews/", review).status_code == 404
    assert county.send(f"{address}handling/reviews/", review).status_code == 302
    assert "符合条件" in county.see(f"{address}handling/")
    assert town.send(f"{address}handling/key/removal/", {"body": reserve["body"]}).status_code == 302
    assert not KeyBody.objects.exists()


def test_a_village_taken_up_by_another_takes_its_people_along_and_no_mark(scene: Scene) -> None:
    considered(scene)
    services.mark_key(by=scene.edits, campaign=scene.campaign, body=scene.village)
    target = posts.make_body("石桥镇新村党总支", parent=scene.township, kind=Kind.GENERAL_BRANCH)
    by = posts.actor_of(scene.officer).narrowed(Permission.ORGANIZATION_EDIT)
    merge(by=by, body=scene.village, into=target, decree=Decree(on=TODAY, basis="清组发9号", today=TODAY))
    assert Reserve.objects.get().organization == target
    assert not KeyBody.objects.exists()
