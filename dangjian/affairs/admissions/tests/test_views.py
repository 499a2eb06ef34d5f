"""The pages: by name for the branch and its superior, counts between and above, one's own way for oneself alone."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import override_settings
from docx import Document
from openpyxl import load_workbook

from dangjian.access.models import AuditRow
from dangjian.activities.meetings import services as meetings
from dangjian.activities.meetings.rules import Entry
from dangjian.activities.meetings.services import Ballot
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions.models import About, Admission
from dangjian.affairs.admissions.tests.make import DAYS, TODAY, Scene, apply_for, make_scene, review, take, walk
from dangjian.affairs.members.models import Category
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.time import at
from dangjian.procedures.agenda.queries import items
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.votes.rules import Motion as MotionKind
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.admissions.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def _address(admission: Admission) -> str:
    return f"/admissions/{admission.public_id}/"


def test_a_branch_registers_a_letter_and_talks(scene: Scene) -> None:
    clerk = Visitor(scene.clerk)
    typed = {"name": "吴小燕", "born_on": "1998-05-04", "applied_on": "2026-11-02"}
    assert clerk.send("/admissions/new/", typed | {"born_on": "2010-05-04"}).status_code == 422
    assert clerk.send("/admissions/new/", typed | {"born_on": ""}).status_code == 422
    assert clerk.send("/admissions/new/", typed).status_code == 302
    admission = Admission.objects.get()
    page = clerk.see(_address(admission))
    for words in ("党组织派人谈话", "要核对的材料", "2026年12月2日", "第七条", "待核实", "0 / 4"):
        assert words in page
    taken = {"step": "talk", "outcome": "pass", "day": "2026-11-10"}
    short = clerk.send(f"{_address(admission)}steps/", taken)
    assert short.status_code == 422
    assert "还缺材料" in short.content.decode()
    assert clerk.send(f"{_address(admission)}steps/", taken | {"papers": ["谈话记录"]}).status_code == 302
    assert "推荐和确定入党积极分子" in clerk.see(_address(admission))
    assert "吴小燕" in clerk.see("/admissions/?phase=activist")
    assert "吴小燕" not in clerk.see("/admissions/?phase=object")
    sheet = load_workbook(io.BytesIO(clerk.client.get("/admissions/?phase=activist&format=xlsx").content)).worksheets[0]
    line = [cell.value for cell in sheet[4]]
    assert line[:3] == ["吴小燕", admission.organization.short_name, "入党积极分子"]
    assert [cell.value for cell in sheet[3]][-2:] == ["最早可办", "最迟"]


def test_the_page_of_who_has_the_turn_goes_from_hand_to_hand(scene: Scene) -> None:
    admission = walk(scene, "file_activist")
    branch, above, county = Visitor(scene.secretary), Visitor(scene.organizer), Visitor(scene.officer)
    address = _address(admission)
    taken = {"step": "file_activist", "outcome": "pass", "day": "2023-09-08", "papers": ["备案报告"]}
    assert "办理：" not in branch.see(address)
    assert branch.send(f"{address}decisions/", taken).status_code == 404
    assert above.send(f"{address}steps/", taken).status_code == 404
    assert "办理：" in above.see(address)
    assert above.send(f"{address}decisions/", taken).status_code == 302
    assert county.status(address) == 404


def test_the_county_reads_counts_and_by_name_only_what_waits_there(scene: Scene) -> None:
    admission = walk(scene, "file_county")
    other = apply_for(scene, "周小军")
    county = Visitor(scene.officer)
    page = county.see("/admissions/")
    assert "吴小燕" in page
    assert "周小军" not in page
    assert county.status(_address(other)) == 404
    township = county.see(f"/admissions/?body={scene.township.public_id}")
    assert "石桥镇柳溪村党支部" in township
    assert "周小军" not in township
    taken = {"step": "file_county", "outcome": "pass", "day": "2025-05-12", "papers": ["预备党员备案表"]}
    assert county.send(f"{_address(admission)}filings/", taken).headers["Location"] == "/admissions/"
    assert county.status(_address(admission)) == 404


def test_strangers_see_nothing(scene: Scene) -> None:
    admission = walk(scene, "nominate")
    aside = posts.make_holder(scene.other, Role.SECRETARY, "旁支书记")
    member = posts.make_holder(scene.branch, Role.MEMBER, "本支部党员")
    for account in (aside, member):
        assert Visitor(account).status(_address(admission)) == 404 or account is member
    assert Visitor(member).status("/admissions/") == 404
    assert "吴小燕" not in Visitor(aside).see("/admissions/")


def test_one_reads_ones_own_way_and_nobody_elses(scene: Scene) -> None:
    admission = walk(scene, "congress")
    own = posts.make_account(admission.person)
    page = Visitor(own).see("/admissions/mine/")
    for words in ("支部大会讨论接收预备党员", "2024年9月20日", "2025年3月10日"):
        assert words in page
    assert "何文书" not in page
    assert Visitor(own).status(_address(admission)) == 404
    nobody = Visitor(scene.clerk).see("/admissions/mine/")
    assert "没有您的入党申请" in nobody
    assert "办到哪一步" in Visitor(own).see("/my-record/")


def test_the_vote_is_taken_over_from_the_sealed_record(scene: Scene) -> None:
    admission = walk(scene, "congress")
    clerk, secretary = posts.actor_of(scene.clerk), posts.actor_of(scene.secretary)
    held = at(date(2025, 4, 1), 9)
    entry = Entry(kinds=(Kind.CONGRESS,), held_at=held, title="讨论接收吴小燕", place="会议室")
    meeting = meetings.start(by=clerk, organization=scene.branch, entry=entry, at=at(TODAY, 9))
    ballot = Ballot(MotionKind.ADMISSION, "接收吴小燕为预备党员", entitled=7, present=6, yes=5, no=0, abstained=1)
    motion = meetings.vote(by=clerk, meeting=meeting, ballot=ballot)
    page = Visitor(scene.secretary)
    assert "接收吴小燕为预备党员" not in page.see(_address(admission))  # Not before it is agreed to.
    meetings.seal(by=secretary, meeting=meeting, agreed=meetings.Seal(late_reason="当时没有网络"), at=at(TODAY, 10))
    assert "接收吴小燕为预备党员" in page.see(_address(admission))
    source = f"meetings.meeting:{meeting.public_id}/{motion.pk}"
    typed = {
        "step": "congress", "outcome": "pass", "day": "2026-11-21", "congress": source,
        "papers": ["支部党员大会记录", "票决结果", "支部大会决议"],
    }  # fmt: skip
    assert page.send(f"{_address(admission)}steps/", typed).status_code == 302
    admission.refresh_from_db()
    assert admission.congress_source == source
    taken = admission.case.steps.get(key="congress", outcome="pass")
    assert (taken.taken_on, taken.vote.yes, taken.vote.abstained) == (date(2025, 4, 1), 5, 1)


def test_reviews_are_asked_for_when_they_are_due(scene: Scene) -> None:
    admission = walk(scene, "educate")
    actor = posts.actor_of(scene.secretary)
    titles = [item.title for item in items(actor, date(2024, 2, 27))]
    assert "吴小燕：入党积极分子考察" in titles
    assert "吴小燕：入党积极分子考察" not in [item.title for item in items(actor, date(2023, 10, 1))]
    sent = Visitor(scene.clerk).send(f"{_address(admission)}reviews/", {"about": "activist", "day": "2024-02-28"})
    assert sent.status_code == 302
    assert "吴小燕：入党积极分子考察" not in [item.title for item in items(actor, date(2024, 2, 28))]
    again = Visitor(scene.clerk).send(f"{_address(admission)}reviews/", {"about": "activist", "day": "2024-02-28"})
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("step", "paper", "words"),
    [
        ("talk", "talk", ("谈话人签名", "吴小燕")),
        ("agree_object", "object_request", ("2024年9月6日至2024年9月19日", "妥否，请批示")),
        ("pre_review", "pre_review_request", ("入党介绍人王建军、赵玉兰", "3天、24学时")),
        ("interview", "resolution", ("赞成 5", "2025年4月2日", "无记名投票")),
        ("file_county", "approval", ("从2025年4月2日支部大会通过之日算起，到2026年4月2日止",)),
        ("confirm_approve", "confirmation", ("按期转正",)),
    ],
)
def test_the_papers_know_what_the_admission_knows(scene: Scene, step: str, paper: str, words: tuple[str, ...]) -> None:
    admission = walk(scene, step)
    account = scene.officer if step == "file_county" else scene.secretary
    answer = Visitor(account).client.get(f"{_address(admission)}papers/{paper}/")
    assert answer.status_code == 200
    content = "\n".join(line.text for line in Document(io.BytesIO(answer.content)).paragraphs)
    for one in words:
        assert one in content
    assert "{" not in content
    assert AuditRow.objects.filter(action="admission.paper").count() == 1


def test_every_offered_paper_is_drawn_at_every_step(scene: Scene) -> None:
    admission = walk(scene, "talk")
    visitor = Visitor(scene.secretary)
    for paper in (
        "recommendation",
        "review",
        "object_notice",
        "political_review",
        "committee_review",
        "filing",
        "oath",
    ):
        assert visitor.status(f"{_address(admission)}papers/{paper}/") == 200
    assert visitor.status(f"{_address(admission)}papers/unknown/") == 404


def test_withdrawal_asks_why(scene: Scene) -> None:
    admission = walk(scene, "educate")
    visitor = Visitor(scene.secretary)
    assert visitor.send(f"{_address(admission)}withdrawal/", {"words": ""}).status_code == 422
    assert visitor.send(f"{_address(admission)}withdrawal/", {"words": "本人书面撤回"}).status_code == 302


def test_on_the_internet_there_is_nothing(scene: Scene) -> None:
    admission = walk(scene, "talk")
    with override_settings(ZONE="internet"):
        for address in ("/admissions/", "/admissions/new/", "/admissions/mine/", _address(admission)):
            assert Visitor(scene.secretary).status(address) == 404
        titles = [item.title for item in items(posts.actor_of(scene.secretary), TODAY)]
    assert not [title for title in titles if "吴小燕" in title]


def test_lists_ask_the_same_number_of_questions_however_long(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for number in range(12):
        apply_for(scene, f"申请人{'甲乙丙丁戊己庚辛壬癸子丑'[number]}")
    posts.make_member(scene.branch, "赵小满", Category.PROBATIONARY)
    for account in (scene.secretary, scene.organizer, scene.officer):
        visitor = Visitor(account)
        with django_assert_max_num_queries(20):
            visitor.see("/admissions/")


def test_extension_is_typed_and_approved_on_the_pages(scene: Scene) -> None:
    admission = walk(scene, "confirm_congress")
    papers = ["支部党员大会记录", "票决结果", "支部大会决议"]
    typed = {
        "step": "confirm_congress", "outcome": "pass", "day": "2026-04-10", "papers": papers, "decided": "extend",
        "probation_until": "2026-10-02", "entitled": "7", "present": "6", "yes": "5", "no": "1",
    }  # fmt: skip
    assert Visitor(scene.secretary).send(f"{_address(admission)}steps/", typed).status_code == 302
    above = Visitor(scene.organizer)
    assert "批准支部大会的决定" in above.see(_address(admission))
    sent = {"step": "confirm_approve", "outcome": "extend", "day": "2026-05-08", "words": "同意"}
    assert above.send(f"{_address(admission)}decisions/", sent).status_code == 302
    admission.refresh_from_db()
    assert admission.extended_until == date(2026, 10, 2)
    assert "2025年4月2日至2026年10月2日" in above.see(_address(admission))


def test_what_was_typed_comes_back_with_what_is_wrong(scene: Scene) -> None:
    admission = walk(scene, "congress")
    typed = {
        "step": "congress", "outcome": "pass", "day": DAYS["congress"].isoformat(), "entitled": "7", "present": "5",
        "ballots": "6", "yes": "6", "papers": ["支部党员大会记录", "票决结果", "支部大会决议"],
    }  # fmt: skip
    answer = Visitor(scene.secretary).send(f"{_address(admission)}steps/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "比实到 5 人还多" in page
    assert 'value="6"' in page
    review(scene, take(scene, admission, "congress"), About.REPORT, date(2025, 5, 1))
