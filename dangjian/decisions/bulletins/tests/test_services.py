"""Drafting freezes, wording keeps, issuing closes and tells; each refusal says what was kept."""

from datetime import date, timedelta

import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.decisions.bulletins import services
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.services import Wording
from dangjian.decisions.bulletins.tests import make
from dangjian.foundation.time import end_of
from dangjian.programme.tasks.models import Assignment, Standing, TaskList
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture
def place() -> make.Place:
    """The small county."""
    return make.make_place()


@pytest.fixture
def officer(place: make.Place) -> Actor:
    """Who writes bulletins at the county."""
    account = posts.make_holder(place.county, Role.COUNTY_OFFICER, "周明远", "县委组织部")
    return posts.actor_of(account).narrowed(Permission.BULLETIN_EDIT)


@pytest.fixture
def task_list(place: make.Place) -> TaskList:
    """A list with one task at every body."""
    made = make.make_list(place.county)
    task = make.make_task(made, 1, date(2026, 11, 1))
    for body in Organization.objects.filter(pk__in=place.units).in_order():
        make.tell(task, body, make.chance(body.order_no))
    return made


def _draft(task_list: TaskList, by: Actor, **changes: object) -> Bulletin:
    known: dict[str, object] = {"kind": BulletinKind.NOTICE, "as_of": TODAY, "on": TODAY} | changes
    return services.draft(task_list=task_list, by=by, **known)  # type: ignore[arg-type]  # tests name the words


def test_a_draft_freezes_its_figures(task_list: TaskList, officer: Actor) -> None:
    bulletin = _draft(task_list, officer)
    before = bulletin.figures
    Assignment.objects.update(state=Standing.WITHDRAWN)
    bulletin.refresh_from_db()
    assert bulletin.figures == before
    assert before["total"]["issued"] == Assignment.objects.count()
    assert bulletin.title == "关于《2026年度基层党建重点任务清单》进展情况的通报"
    assert bulletin.number == "清组通〔2026〕　号"
    assert bulletin.addressees == "各镇乡党委，县直各党（工）委"
    assert bulletin.words["signature"] == "中共清源县委组织部"
    assert AuditRow.objects.get(action="bulletin.draft").subject == str(bulletin.public_id)


def test_who_is_stuck_is_a_body_and_a_post_never_a_person(place: make.Place, officer: Actor) -> None:
    made = make.make_list(place.county)
    village = Organization.objects.get(name="中共石桥镇委员会上湾村党支部")
    posts.make_holder(village, Role.SECRETARY, "王建军")
    make.tell(make.make_task(made, 1, date(2026, 10, 20)), village, make.chance(0))
    Assignment.objects.update(state=Standing.ASSIGNED, words="材料还在汇总")
    stuck = _draft(made, officer).figures["stuck"]
    assert [(row["body"], row["post"], row["words"]) for row in stuck] == [
        (village.short_name, "党组织书记", "材料还在汇总")
    ]
    assert "王建军" not in str(stuck)


def test_an_earlier_day_is_taken_from_the_records(task_list: TaskList, officer: Actor) -> None:
    early = _draft(task_list, officer, as_of=date(2026, 10, 5))
    assert early.frozen_at == end_of(date(2026, 10, 5))
    assert early.figures["total"]["planned"] == 0
    assert early.figures["total"]["issued"] < _draft(task_list, officer).figures["total"]["issued"]


def test_a_briefing_has_its_own_parts(task_list: TaskList, officer: Actor) -> None:
    words = _draft(task_list, officer, kind=BulletinKind.BRIEFING).words
    assert words["note"]
    assert words["masthead"] == "党建工作简报"
    assert words["distributed_to"] == "各镇乡党委，县直各党（工）委"


def test_a_goal_is_drafted_with_everything_below(place: make.Place, officer: Actor) -> None:
    root = make.make_goal(place.county, "000", "党建示范化工程")
    leaf = make.make_goal(place.county, "000000", "强基固本行动", root)
    body = next(iter(place.units.values()))
    make.tell(make.make_task(make.make_list(place.county, goal=leaf), 1, date(2026, 12, 1)), body, make.chance(1))
    made = services.draft(goal=root, kind=BulletinKind.NOTICE, as_of=TODAY, on=TODAY, by=officer)
    assert [goal["title"] for goal in made.figures["goals"]] == ["工程：党建示范化工程", "行动：强基固本行动"]
    assert made.office == "县委组织部"


def test_a_day_to_come_is_refused(task_list: TaskList, officer: Actor) -> None:
    with pytest.raises(RuleBreach, match="还没有到，未起草"):
        _draft(task_list, officer, as_of=TODAY + timedelta(days=1))


def test_nothing_handed_down_is_refused(place: make.Place, officer: Actor) -> None:
    with pytest.raises(RuleBreach, match="还没有下达任务"):
        _draft(make.make_list(place.county), officer)
    assert not Bulletin.objects.exists()


def test_neither_or_both_subjects_are_refused(task_list: TaskList, place: make.Place, officer: Actor) -> None:
    with pytest.raises(RuleBreach, match="请选一份清单"):
        services.draft(kind=BulletinKind.NOTICE, as_of=TODAY, on=TODAY, by=officer)
    with pytest.raises(RuleBreach, match="请选一份清单"):
        _draft(task_list, officer, goal=make.make_goal(place.county, "000", "工程"))


def test_words_change_and_figures_do_not(task_list: TaskList, officer: Actor) -> None:
    bulletin = _draft(task_list, officer)
    said = Wording(
        "关于三季度情况的通报", "各镇乡党委", "清组通〔2026〕12号", {"body": "现通报如下。", "figures": "改"}
    )
    kept = services.edit_words(bulletin=bulletin, wording=said, by=officer)
    assert (kept.title, kept.addressees, kept.number) == (said.title, said.addressees, said.number)
    assert kept.words == {"body": "现通报如下。", "signature": "中共清源县委组织部"}
    assert kept.figures == bulletin.figures
    assert kept.edited_at is not None


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        (Wording(" ", "各镇乡党委"), "标题和正文都要有"),
        (Wording("通报", "各镇乡党委", "", {"body": ""}), "标题和正文都要有"),
        (Wording("通报", ""), "主送单位"),
    ],
)
def test_words_that_lack_something_are_refused(
    task_list: TaskList, officer: Actor, wording: Wording, says: str
) -> None:
    bulletin = _draft(task_list, officer)
    with pytest.raises(RuleBreach, match=says):
        services.edit_words(bulletin=bulletin, wording=wording, by=officer)


def test_an_issued_bulletin_stands_still(task_list: TaskList, officer: Actor) -> None:
    issued = services.issue(bulletin=_draft(task_list, officer), on=TODAY, by=officer)
    assert issued.issued_at is not None
    with pytest.raises(RuleBreach, match="已印发"):
        services.edit_words(bulletin=issued, wording=Wording("改", "各镇"), by=officer)
    with pytest.raises(RuleBreach, match="已印发"):
        services.issue(bulletin=issued, on=TODAY, by=officer)


def test_the_units_are_told_once(task_list: TaskList, officer: Actor) -> None:
    bulletin = _draft(task_list, officer)
    services.issue(bulletin=bulletin, on=TODAY, by=officer)
    told = Notice.objects.filter(subject_key=f"bulletin:{bulletin.public_id}")
    names = Organization.objects.filter(pk__in=told.values("organization_id")).in_order()
    assert [str(body.public_id) for body in names] == [unit["id"] for unit in bulletin.figures["units"]]
    assert told.count() == len(bulletin.figures["units"])
    assert AuditRow.objects.filter(action="bulletin.issue").count() == 1
