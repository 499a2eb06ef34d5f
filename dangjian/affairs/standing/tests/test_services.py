"""From lost contact to suspension, removal or restoration; each refusal, and what never happens by itself."""

from datetime import date, timedelta

import pytest
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Leaving, Member, Spell, Standing
from dangjian.affairs.members.queries.record import visible_happenings
from dangjian.affairs.people.holdings import happenings
from dangjian.affairs.people.models import Entry, Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing import services
from dangjian.affairs.standing.models import Kind, Matter, Result, Way
from dangjian.affairs.standing.tests.make import (
    LOST,
    TODAY,
    Scene,
    decider,
    editor,
    make_scene,
    open_lost,
    propose,
    search,
    suspend,
    take,
)
from dangjian.procedures.cases.models import CaseStep
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def member_of(scene: Scene) -> Member:
    return Member.objects.get(pk=scene.member.pk)


def test_opening_marks_the_record_and_changes_no_standing(scene: Scene) -> None:
    matter = open_lost(scene)
    member = member_of(scene)
    assert (member.standing, member.lost_since) == (Standing.NORMAL, LOST)
    entry = Entry.objects.get(person=scene.member.person)
    assert (entry.fields, entry.source, entry.reference) == (
        ["lost_since"], Source.TYPED, f"standing:{matter.public_id}",
    )  # fmt: skip
    assert AuditRow.objects.get(action="matter.open").subject == str(matter.public_id)


def test_from_lost_to_suspended_by_the_branch_and_the_body_above(scene: Scene) -> None:
    account = posts.make_account(scene.member.person)
    client = Client()
    client.force_login(account)
    assert client.get("/organizations/").status_code == 200
    matter = propose(scene, open_lost(scene))
    assert member_of(scene).standing == Standing.NORMAL
    done = take(matter, scene.decider)
    assert (done.result, done.ended_on) == (Result.DONE, TODAY)
    member = member_of(scene)
    assert (member.standing, member.lost_since) == (Standing.SUSPENDED, LOST)
    spell = Spell.objects.get(member=member, superseded_at=None, standing=Standing.SUSPENDED)
    assert (spell.during.lower, spell.during.upper, spell.source) == (TODAY, None, Source.DECISION)
    assert Entry.objects.filter(person=member.person, source=Source.DECISION, fields=["standing"]).count() == 1
    assert Account.objects.get(pk=account.pk).epoch == account.epoch + 1
    assert client.get("/organizations/").status_code == 404  # The rights of membership end at the next request.


def test_six_months_must_be_full_when_it_is_proposed(scene: Scene) -> None:
    since = date(2026, 5, 31)
    matter = open_lost(scene, since)
    search(scene, matter)
    take(matter, scene.by)
    full = date(2026, 11, 30)
    with pytest.raises(RuleBreach, match="最早可在2026年11月30日"):
        take(matter, scene.by, on=full - timedelta(days=1))
    take(matter, scene.by, on=full)
    assert CaseStep.objects.get(case=matter.case, outcome="").key == "approve"


def test_searches_come_first_and_are_dated(scene: Scene) -> None:
    matter = open_lost(scene)
    with pytest.raises(RuleBreach, match="还没有登记查找"):
        take(matter, scene.by)
    for day, words in ((TODAY + timedelta(days=1), "今天或以前"), (LOST - timedelta(days=1), "失去联系之后")):
        with pytest.raises(RuleBreach, match=words):
            services.note_search(by=scene.by, matter=matter, way=Way.CALL, day=day, on=TODAY)
    services.note_search(by=scene.by, matter=matter, way=Way.CALL, day=LOST, on=TODAY)
    with pytest.raises(RuleBreach, match="没有重复登记"):
        services.note_search(by=scene.by, matter=matter, way=Way.CALL, day=LOST, on=TODAY)


def test_papers_are_needed_to_propose(scene: Scene) -> None:
    matter = open_lost(scene)
    search(scene, matter)
    take(matter, scene.by)
    with pytest.raises(RuleBreach, match="还缺材料：支部党员大会决议"):
        services.take_step(by=scene.by, matter=matter, step="propose", outcome=Outcome.PASS, on=TODAY)


def test_nobody_approves_what_they_proposed_nor_what_is_about_them(scene: Scene) -> None:
    both = scene.secretary
    posts.appoint(both.person, scene.township, Role.TOWNSHIP_ORGANIZER)
    matter = propose(scene, open_lost(scene))
    with pytest.raises(RuleBreach, match="提出的人不能自己审核"):
        take(matter, decider(both))
    posts.appoint(scene.member.person, scene.township, Role.TOWNSHIP_ORGANIZER)
    with pytest.raises(RuleBreach, match="不能办理自己的事项"):
        take(matter, decider(posts.make_account(scene.member.person)))
    with pytest.raises(RuleBreach, match="您的职务不在其范围"):
        take(matter, scene.by)
    assert member_of(scene).standing == Standing.NORMAL


def test_returned_it_comes_back_to_the_branch_refused_it_ends(scene: Scene) -> None:
    matter = propose(scene, open_lost(scene))
    take(matter, scene.decider, Outcome.RETURN)
    take(matter, scene.by)
    ended = take(matter, scene.decider, Outcome.REFUSE)
    assert (ended.result, member_of(scene).standing) == (Result.REFUSED, Standing.NORMAL)
    with pytest.raises(RuleBreach, match="没有再作改动"):
        services.take_step(by=scene.decider, matter=matter, step="approve", outcome=Outcome.PASS, on=TODAY)
    open_lost(scene)


def test_found_again_the_matter_closes_and_the_mark_goes(scene: Scene) -> None:
    matter = propose(scene, open_lost(scene))
    found = services.withdraw(by=scene.by, matter=matter, is_found=True, words="", on=TODAY)
    assert (found.result, member_of(scene).lost_since) == (Result.FOUND, None)
    with pytest.raises(RuleBreach, match="没有再作改动"):
        services.withdraw(by=scene.by, matter=matter, is_found=True, words="", on=TODAY)


def test_taking_back_a_mistake_needs_its_reason(scene: Scene) -> None:
    matter = open_lost(scene)
    with pytest.raises(RuleBreach, match="撤回要写明理由"):
        services.withdraw(by=scene.by, matter=matter, is_found=False, words=" ", on=TODAY)
    back = services.withdraw(by=scene.by, matter=matter, is_found=False, words="人在外地，已核实", on=TODAY)
    assert back.result == Result.WITHDRAWN


def test_nobody_takes_back_a_matter_about_themself(scene: Scene) -> None:
    matter = open_lost(scene)
    own = posts.make_account(scene.member.person)
    posts.appoint(scene.member.person, scene.home, Role.SECRETARY)
    with pytest.raises(RuleBreach, match="不能撤回自己的"):
        services.withdraw(by=editor(own), matter=matter, is_found=True, words="", on=TODAY)
    assert member_of(scene).lost_since is not None


def test_who_is_suspended_holds_no_post_from_that_day(scene: Scene) -> None:
    own = posts.make_account(scene.member.person)
    posts.appoint(scene.member.person, scene.home, Role.BRANCH_CLERK)
    assert posts.actor_of(own).grants
    take(propose(scene, open_lost(scene)), scene.decider)
    assert posts.actor_of(own).grants == ()


def test_a_number_does_not_get_into_the_words_of_a_step(scene: Scene) -> None:
    matter = open_lost(scene)
    with pytest.raises(RuleBreach, match="不要写身份证号"):
        services.withdraw(by=scene.by, matter=matter, is_found=False, words="打 15412345678 通了", on=TODAY)


def test_the_way_of_a_suspension_is_a_condition_and_shows_no_id_of_ours(scene: Scene) -> None:
    matter = take(propose(scene, open_lost(scene)), scene.decider)
    assert matter.result == Result.DONE
    told = [one for one in happenings(scene.member.person) if one.source.startswith("组织决定")]
    assert len(told) == 2  # The spell that begins, and the entry.
    assert all(one.is_condition for one in told)
    assert not [one for one in happenings(scene.member.person) if str(matter.public_id) in one.source]
    afar = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "何处长"))
    read = visible_happenings(afar, scene.member.person)
    assert not [one for one in read if "停止党籍" in one.words or one.source.startswith("组织决定")]


def test_a_second_matter_oneself_and_who_is_no_member_are_refused(scene: Scene) -> None:
    open_lost(scene)
    with pytest.raises(RuleBreach, match="没有重复立项"):
        open_lost(scene)
    applicant = posts.make_member(scene.home, "孙立", Category.APPLICANT)
    with pytest.raises(RuleBreach, match="不是现在名册上的党员"):
        services.open_matter(by=scene.by, person=applicant.person, kind=Kind.LOST, since=LOST, on=TODAY)
    with pytest.raises(RuleBreach, match="不能办理自己的党籍事项"):
        services.open_matter(by=scene.by, person=scene.secretary.person, kind=Kind.LOST, since=LOST, on=TODAY)


def test_days_to_come_and_matters_that_do_not_fit_are_refused(scene: Scene) -> None:
    person = scene.member.person
    with pytest.raises(RuleBreach, match="不能晚于今天"):
        open_lost(scene, TODAY + timedelta(days=1))
    for kind in (Kind.REMOVAL, Kind.RESTORATION):
        with pytest.raises(RuleBreach, match="党籍正常"):
            services.open_matter(by=scene.by, person=person, kind=kind, since=None, on=TODAY)
    suspend(scene, date(2025, 1, 1))
    with pytest.raises(RuleBreach, match="已停止党籍"):
        open_lost(scene)


def test_removal_only_two_years_after_suspension_with_prior_filing(scene: Scene) -> None:
    suspend(scene, date(2024, 11, 22))
    person = scene.member.person
    with pytest.raises(RuleBreach, match="最早2026年11月22日"):
        services.open_matter(by=scene.by, person=person, kind=Kind.REMOVAL, since=None, on=TODAY)
    day = date(2026, 11, 22)
    matter = services.open_matter(by=scene.by, person=person, kind=Kind.REMOVAL, since=None, on=day)
    for by in (scene.by, scene.decider, scene.by, scene.by):
        take(matter, by, on=day)
        assert member_of(scene).left_on is None
    take(matter, scene.decider, on=day)
    member = member_of(scene)
    assert (member.left_on, member.left_reason) == (day, Leaving.STRUCK_OFF)
    assert not Spell.objects.filter(member=member, superseded_at=None, during__contains=day).exists()


def test_restoration_by_application_opinion_and_approval(scene: Scene) -> None:
    suspend(scene, date(2025, 1, 1))
    matter = services.open_matter(by=scene.by, person=scene.member.person, kind=Kind.RESTORATION, since=None, on=TODAY)
    for by in (scene.by, scene.by):
        take(matter, by)
        assert member_of(scene).standing == Standing.SUSPENDED
    take(matter, scene.decider)
    member = member_of(scene)
    assert (member.standing, member.lost_since) == (Standing.NORMAL, None)


def test_studies_abroad_count_five_years_and_settling_none(scene: Scene) -> None:
    left = date(2021, 11, 22)
    matter = services.open_matter(by=scene.by, person=scene.member.person, kind=Kind.STUDY, since=left, on=TODAY)
    with pytest.raises(RuleBreach, match="最早可在2026年11月22日"):
        take(matter, scene.by)
    assert member_of(scene).lost_since is None
    other = posts.make_member(scene.home, "何芳")
    settled = services.open_matter(by=scene.by, person=other.person, kind=Kind.SETTLED, since=LOST, on=TODAY)
    take(take(settled, scene.by), scene.decider)
    assert Member.objects.get(pk=other.pk).standing == Standing.SUSPENDED


def test_nothing_happens_by_itself_however_long_it_takes(scene: Scene) -> None:
    open_lost(scene, date(2019, 1, 1))
    assert (member_of(scene).standing, member_of(scene).left_on) == (Standing.NORMAL, None)


def test_names_for_the_branch_and_for_whose_turn_it_is(scene: Scene) -> None:
    matter = open_lost(scene)
    officer = editor(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    sibling = posts.make_body("石桥镇桃源村党支部", parent=scene.township)
    beside = editor(posts.make_holder(sibling, Role.SECRETARY, "赵强"))

    def seen() -> list[bool]:
        return [Matter.objects.visible_to(one).exists() for one in (scene.by, scene.decider, officer, beside)]

    assert seen() == [True, False, False, False]
    propose(scene, matter)
    assert seen() == [True, True, False, False]
    take(matter, scene.decider)
    assert seen() == [True, False, False, False]


def test_a_village_committee_is_passed_over_for_the_one_that_may_approve(scene: Scene) -> None:
    village = posts.make_body("柳溪村党委", parent=scene.township, kind=scene.township.kind)  # type: ignore[arg-type]  # a kind
    branch = posts.make_body("柳溪村第二党支部", parent=village)
    member = posts.make_member(branch, "何芳")
    by = editor(posts.make_holder(branch, Role.SECRETARY, "吴敏"))
    matter = services.open_matter(by=by, person=member.person, kind=Kind.LOST, since=LOST, on=TODAY)
    assert matter.case.parties.get(key="superior").organization_id == scene.township.pk
