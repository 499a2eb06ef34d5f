"""The way of an admission: what each step asks, what it changes, and which days are kept apart."""

from datetime import date
from typing import Any

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.models import About, Admission, Companion, Motion, Part, Result
from dangjian.affairs.admissions.tests.make import (
    BORN,
    DAYS,
    FIVE_OF_SEVEN,
    TODAY,
    Scene,
    apply_for,
    make_scene,
    review,
    take,
    walk,
)
from dangjian.affairs.members.models import Category, Leaving, Member, Spell
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases.models import CaseStep, State, Vote
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


_EXTENSION = "2026年10月2日到2027年4月2日"


def _member(admission: Admission) -> Member:
    return Member.objects.get(person=admission.person_id)


def _open(admission: Admission) -> CaseStep:
    return CaseStep.objects.get(case=admission.case_id, outcome="")


def test_who_is_an_activist_is_known_once_it_is_filed(scene: Scene) -> None:
    admission = walk(scene, "file_activist")
    assert _member(admission).category == Category.APPLICANT  # Nobody is an activist before it is filed.
    admission = take(scene, admission, "file_activist")
    member = _member(admission)
    assert (member.category, member.activist_on) == (Category.ACTIVIST, DAYS["recommend"])


def test_from_letter_to_confirmation(scene: Scene) -> None:
    admission = walk(scene, "approve")
    assert _member(admission).joined_on is None  # The congress alone makes nobody a member.
    take(scene, admission, "approve")
    member = _member(admission)
    assert (member.category, member.joined_on, member.confirmed_on) == (
        Category.PROBATIONARY, DAYS["congress"], None,
    )  # fmt: skip
    for step in ("file_county", "assign", "oath"):
        admission = take(scene, admission, step)
    review(scene, admission, About.PROBATION, date(2025, 9, 30), date(2026, 3, 30))
    for step in ("probation", "request", "confirm_congress", "confirm_approve"):
        admission = take(scene, admission, step)
    member.refresh_from_db()
    # Probation was over on 2 April 2026, whenever it was approved: 党龄 runs from then.
    assert (member.category, member.joined_on, member.confirmed_on) == (
        Category.FULL, DAYS["congress"], date(2026, 4, 2),
    )  # fmt: skip
    admission = take(scene, admission, "archive")
    assert (admission.result, admission.ended_on) == (Result.DONE, DAYS["archive"])
    assert admission.case.state == State.DONE
    during = Spell.objects.get(member=member, superseded_at=None, category=Category.PROBATIONARY).during
    assert (during.lower, during.upper) == (DAYS["congress"], date(2026, 4, 2))
    assert Vote.objects.filter(step__case=admission.case).count() == 2
    assert AuditRow.objects.filter(action="admission.step").count() == 24


@pytest.mark.parametrize(
    ("step", "more", "words", "article"),
    [
        ("contacts", {"people": ()}, "1至2名", "第九条"),
        ("introducers", {"people": 1}, "2名入党介绍人", "发展党员工作细则"),
        ("introducers", {"people": 3}, "2名入党介绍人", "发展党员工作细则"),
        ("train", {"training_days": 2, "training_hours": 30}, "不够", "第十七条"),
        ("pre_review", {"leaving_on": date(2025, 6, 10)}, "3个月内将离开", "第十八条"),
        ("congress", {"counts": Counts(7, 6, 6, 3, 3)}, "要有 4 票赞成", "发展党员工作细则"),
        ("congress", {"counts": Counts(7, 3, 3, 3)}, "至少到会 4 人", "发展党员工作细则"),
        ("congress", {"counts": Counts(7, 6, 7, 7)}, "比实到 6 人还多", ""),
        ("congress", {"counts": None}, "还没有填票数", "第十九条"),
        ("educate", {"on": date(2024, 8, 31)}, "最早可在2024年9月1日", "第十三条"),
        ("approve", {"on": date(2025, 10, 3), "words": "延期"}, "已超过6个月", "第二十五条"),
        ("approve", {"on": date(2025, 7, 3)}, "要写明原因", "第二十五条"),
        ("probation", {"on": date(2026, 4, 1)}, "最早可在2026年4月2日", "第三十一条"),
        ("confirm_congress", {"motion": None}, "还没有选", ""),
        ("confirm_congress", {"motion": Motion.EXTEND, "until": date(2026, 10, 1)}, _EXTENSION, "第三十一条"),
        ("confirm_congress", {"motion": Motion.EXTEND, "until": date(2027, 4, 3)}, _EXTENSION, "第三十一条"),
        ("application_form", {"form_number": " "}, "志愿书编号", ""),
    ],
)  # fmt: skip
def test_what_the_regulation_does_not_allow_is_refused_with_its_article(
    scene: Scene, step: str, more: dict[str, Any], words: str, article: str
) -> None:
    admission = walk(scene, step)
    if step == "educate":
        review(scene, admission, About.ACTIVIST, date(2024, 2, 20), date(2024, 8, 30))
    if step == "probation":
        review(scene, admission, About.PROBATION, date(2025, 9, 30), date(2026, 3, 30))
    if isinstance(more.get("people"), int):
        more = {"people": tuple(one.person for one in scene.members[: more["people"]])}
    with pytest.raises(RuleBreach) as refused:
        take(scene, admission, step, **more)
    assert words in str(refused.value)
    assert article in f"{refused.value.citation}{refused.value}"
    assert _open(admission).key == step


def test_a_review_that_was_missed_holds_the_step_until_it_is_noted(scene: Scene) -> None:
    admission = walk(scene, "educate")
    review(scene, admission, About.ACTIVIST, date(2024, 2, 20))
    with pytest.raises(RuleBreach, match="应考察2次，登记了1次，2024年9月1日前") as refused:
        take(scene, admission, "educate")
    assert "第十一条" in refused.value.citation
    review(scene, admission, About.ACTIVIST, date(2024, 9, 4))
    assert _open(take(scene, admission, "educate")).key == "nominate"


def test_who_is_too_young_may_not_apply(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="最早2023年5月4日") as refused:
        apply_for(scene, on=date(2023, 5, 3), born=date(2005, 5, 4))
    assert "第五条" in refused.value.citation
    assert apply_for(scene, on=date(2023, 5, 4), born=date(2005, 5, 4)).applied_on == date(2023, 5, 4)


def test_notices_hang_five_workdays_since_the_text_of_2026(scene: Scene) -> None:
    admission = apply_for(scene, on=date(2025, 3, 3))
    take(scene, admission, "talk", date(2025, 3, 20))
    take(scene, admission, "recommend", date(2025, 5, 20))
    take(scene, admission, "file_activist", date(2025, 5, 25))
    take(scene, admission, "contacts", date(2025, 5, 26))
    review(scene, admission, About.ACTIVIST, date(2025, 11, 10), date(2026, 5, 15))
    take(scene, admission, "educate", date(2026, 5, 21))
    # Monday 25 May to Monday 1 June 2026: five workdays after the first.
    short = Shown(date(2026, 5, 25), date(2026, 5, 31))
    with pytest.raises(RuleBreach, match=r"公示要满5个工作日.*最早到2026年6月1日") as refused:
        take(scene, admission, "nominate", date(2026, 6, 2), shown=short)
    assert "第十三条" in refused.value.citation
    enough = Shown(date(2026, 5, 25), date(2026, 6, 1))
    with pytest.raises(RuleBreach, match="公示到2026年6月1日才结束"):
        take(scene, admission, "nominate", date(2026, 6, 1), shown=enough)
    assert _open(take(scene, admission, "nominate", date(2026, 6, 2), shown=enough)).key == "agree_object"


def test_contacts_are_full_members_and_never_the_applicant(scene: Scene) -> None:
    admission = walk(scene, "contacts")
    for person in (admission.person, posts.make_member(scene.branch, "小刘", Category.PROBATIONARY).person):
        with pytest.raises(RuleBreach) as refused:
            take(scene, admission, "contacts", people=(person,))
        assert "第九条" in refused.value.citation
    take(scene, admission, "contacts")
    assert Companion.objects.get(admission=admission).part == Part.CONTACT


def test_nobody_acts_for_themself_or_judges_what_they_proposed(scene: Scene) -> None:
    admission = walk(scene, "approve")
    with pytest.raises(RuleBreach, match="您的职务不在其范围"):
        take(scene, admission, "approve", by=scene.by)
    own = posts.actor_of(scene.organizer)
    Admission.objects.filter(pk=admission.pk).update(person_id=own.person_id)
    type(admission.case).objects.filter(pk=admission.case_id).update(person_id=own.person_id)
    with pytest.raises(RuleBreach, match="不能办理自己的事项"):
        take(scene, admission, "approve")


def test_probation_is_extended_once_and_runs_to_its_new_end(scene: Scene) -> None:
    admission = walk(scene, "confirm_congress")
    until = date(2026, 10, 2)
    admission = take(scene, admission, "confirm_congress", motion=Motion.EXTEND, until=until)
    assert _member(admission).extended_until is None  # The superior has not approved yet.
    with pytest.raises(RuleBreach, match="只能批准这个决定"):
        take(scene, admission, "confirm_approve")
    admission = take(scene, admission, "confirm_approve", words="同意延长半年", outcome=Outcome.EXTEND)
    assert (admission.extended_until, _member(admission).extended_until) == (until, until)
    assert (_open(admission).key, _open(admission).earliest_on) == ("probation", until)
    review(scene, admission, About.PROBATION, date(2026, 9, 28))
    with pytest.raises(RuleBreach, match="最早可在2026年10月2日"):
        take(scene, admission, "probation", date(2026, 10, 1))
    take(scene, admission, "probation", until)
    take(scene, admission, "request", date(2026, 10, 3))
    with pytest.raises(RuleBreach, match="已延长过1次") as refused:
        take(scene, admission, "confirm_congress", date(2026, 10, 9), motion=Motion.EXTEND, until=date(2027, 3, 1))
    assert "第三十一条" in refused.value.citation
    take(scene, admission, "confirm_congress", date(2026, 10, 9))
    take(scene, admission, "confirm_approve", date(2026, 11, 2))
    member = _member(admission)
    assert (member.joined_on, member.confirmed_on) == (DAYS["congress"], until)


def test_annulled_means_off_the_roll_and_out_of_the_party(scene: Scene) -> None:
    admission = walk(scene, "confirm_congress")
    take(scene, admission, "confirm_congress", motion=Motion.ANNUL)
    admission = take(scene, admission, "confirm_approve", words="不履行党员义务", outcome=Outcome.REFUSE)
    member = _member(admission)
    assert (admission.result, member.left_reason) == (Result.ANNULLED, Leaving.ANNULLED)
    assert member.confirmed_on is None


def test_refused_stays_an_applicant_and_may_begin_again(scene: Scene) -> None:
    admission = walk(scene, "approve")
    admission = take(scene, admission, "approve", words="条件不够", outcome=Outcome.REFUSE)
    member = _member(admission)
    assert (admission.result, member.category, member.joined_on) == (Result.REFUSED, Category.APPLICANT, None)
    again = services.register(
        by=scene.by, branch=scene.branch, person=member.person, name="", born_on=BORN, applied_on=TODAY, on=TODAY
    )
    assert again.pk != admission.pk
    with pytest.raises(RuleBreach, match="正在办理"):
        services.register(
            by=scene.by, branch=scene.branch, person=member.person, name="", born_on=BORN, applied_on=TODAY, on=TODAY
        )


def test_who_takes_the_application_back_leaves_the_roll(scene: Scene) -> None:
    admission = walk(scene, "educate")
    admission = services.withdraw(by=scene.by, admission=admission, words="本人书面撤回", on=TODAY)
    assert (admission.result, _member(admission).left_reason) == (Result.WITHDRAWN, Leaving.OFF_ROLL)
    with pytest.raises(RuleBreach, match="已撤回"):
        take(scene, admission, "educate")


NOT_ON_THE_ROLL = "的名册上，未登记"


@pytest.mark.parametrize(
    ("left_on", "on", "words"),
    [
        (date(2024, 7, 1), date(2029, 6, 30), "5年内不得重新入党，最早2029年7月1日"),
        (date(2024, 7, 1), date(2029, 7, 1), NOT_ON_THE_ROLL),
        (date(2021, 7, 1), TODAY, NOT_ON_THE_ROLL),  # Before the rule held: what was said of it then is not known.
    ],
)
def test_who_was_struck_off_is_not_admitted_again_for_five_years(
    scene: Scene, left_on: date, on: date, words: str
) -> None:
    member = posts.make_member(scene.branch, "吴有为", category=Category.APPLICANT)
    Member.objects.filter(pk=member.pk).update(left_on=left_on, left_reason=Leaving.STRUCK_OFF)
    with pytest.raises(RuleBreach, match=words) as caught:
        services.register(
            by=scene.by, branch=scene.branch, person=member.person, name="", born_on=BORN, applied_on=TODAY, on=on
        )
    assert bool(caught.value.citation) == (words != NOT_ON_THE_ROLL)


@pytest.mark.parametrize("step", ["oath", "probation"])
def test_after_approval_nothing_is_taken_back(scene: Scene, step: str) -> None:
    admission = walk(scene, step)
    with pytest.raises(RuleBreach, match="不能撤回"):
        services.withdraw(by=scene.by, admission=admission, words="误办", on=TODAY)


def test_numbers_of_people_do_not_stand_in_words(scene: Scene) -> None:
    admission = walk(scene, "talk")
    with pytest.raises(RuleBreach, match="不加密"):
        take(scene, admission, "talk", words="电话13912345678")


def test_a_return_is_walked_again(scene: Scene) -> None:
    admission = walk(scene, "pre_review")
    admission = take(scene, admission, "pre_review", words="材料不全", outcome=Outcome.RETURN)
    assert _open(admission).key == "committee_review"
    take(scene, admission, "committee_review", date(2025, 3, 11))
    assert _open(take(scene, admission, "pre_review", date(2025, 3, 15))).key == "application_form"


def test_counts_are_those_of_the_vote(scene: Scene) -> None:
    admission = take(scene, walk(scene, "congress"), "congress", source="meetings.meeting:x/1")
    vote = Vote.objects.get(step__case=admission.case)
    assert (vote.entitled, vote.present, vote.yes, vote.is_passed) == (7, 6, FIVE_OF_SEVEN.yes, True)
    assert admission.congress_source == "meetings.meeting:x/1"
