"""Terms recorded, moved by approval, begun anew by an election; each refusal with its article."""

from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Kind
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services import establish
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.terms import services
from dangjian.affairs.terms.models import Answer, Candidate, Election, ElectionState, Extension, Method, Term
from dangjian.affairs.terms.services.elections import Counts
from dangjian.affairs.terms.tests.make import Scene, make_scene, make_term
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
ON = posts.TODAY
EDIT, APPROVE = Permission.TERM_EDIT, Permission.TERM_APPROVE


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def begun(scene: Scene, elected_on: date, number: int | None = None) -> Term:
    by = scene.acting(scene.secretary, EDIT)
    return services.begin(
        by=by, body=scene.village, elected_on=elected_on, number=number, basis="镇党发〔2021〕6号", on=ON
    )


def test_a_term_begins_and_the_one_before_ends_there(scene: Scene) -> None:
    first = begun(scene, date(2016, 5, 1), 1)
    assert first.expires_on == date(2021, 5, 1)
    second = begun(scene, date(2021, 6, 3), 2)
    between = begun(scene, date(2018, 1, 9))
    shown = Term.objects.known().filter(organization=scene.village).order_by("elected_on")
    assert [(row.elected_on, row.during.upper) for row in shown] == [
        (first.elected_on, between.elected_on),
        (between.elected_on, second.elected_on),
        (second.elected_on, None),
    ]
    assert Term.objects.current().get(organization=scene.village) == second
    assert Term.objects.filter(organization=scene.village).count() == 5  # What was followed is superseded, not changed.
    assert AuditRow.objects.filter(action="term.begin").count() == 3


def test_what_cannot_begin_is_refused(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="不能晚于今天"):
        begun(scene, ON + timedelta(days=1))
    begun(scene, date(2021, 6, 3))
    with pytest.raises(RuleBreach, match="已登记过"):
        begun(scene, date(2021, 6, 3))
    group = posts.make_body("第一党小组", parent=scene.village, kind=Kind.GROUP)
    with pytest.raises(RuleBreach, match="不实行任期"):
        services.begin(by=scene.acting(scene.secretary, EDIT), body=group, elected_on=ON, number=1, basis="", on=ON)


def test_a_correction_keeps_the_wrong_row_and_moves_the_end_before(scene: Scene) -> None:
    begun(scene, date(2016, 5, 1), 1)
    wrong = begun(scene, date(2021, 6, 3), 2)
    by = scene.acting(scene.secretary, EDIT)
    with pytest.raises(RuleBreach, match="理由"):
        services.correct(by=by, term=wrong, elected_on=date(2021, 7, 1), number=2, basis="", reason="", on=ON)
    right = services.correct(
        by=by, term=wrong, elected_on=date(2021, 7, 1), number=2, basis="", reason="日期录错", on=ON
    )
    wrong.refresh_from_db()
    assert wrong.superseded_at
    assert (right.expires_on, right.corrects_id) == (date(2026, 7, 1), wrong.pk)
    before = Term.objects.known().get(organization=scene.village, number=1)
    assert before.during.upper == date(2021, 7, 1)


def asked(scene: Scene, to_day: date, reason: str = "村班子正在调整") -> Extension:
    term = Term.objects.current().get(organization=scene.village)
    by = scene.acting(scene.secretary, EDIT)
    return services.ask(by=by, term=term, to_day=to_day, reason=reason, local={}, on=ON)


def test_an_extension_is_asked_below_and_granted_above(scene: Scene) -> None:
    make_term(scene.village, date(2021, 10, 1))
    request = asked(scene, date(2027, 3, 1))
    with pytest.raises(RuleBreach, match="没有重复提交"):
        asked(scene, date(2027, 4, 1))
    by = scene.acting(scene.organizer, APPROVE)
    with pytest.raises(RuleBreach, match="批复文号"):
        services.decide(by=by, extension=request, granted=True, basis=" ", words="", on=ON)
    services.decide(by=by, extension=request, granted=True, basis="镇党复〔2026〕2号", words="", on=ON)
    term = Term.objects.current().get(organization=scene.village)
    assert (term.extended_to, term.due_on, term.expires_on) == (date(2027, 3, 1), date(2027, 3, 1), date(2026, 10, 1))
    with pytest.raises(RuleBreach, match="已批复"):
        services.decide(by=by, extension=request, granted=False, basis="", words="不行", on=ON)


def test_nobody_approves_for_the_own_body_or_what_they_asked(scene: Scene) -> None:
    make_term(scene.township, date(2021, 10, 1))
    term = Term.objects.current().get(organization=scene.township)
    by = scene.acting(scene.organizer, EDIT)
    request = services.ask(by=by, term=term, to_day=date(2027, 3, 1), reason="换届统一部署", local={}, on=ON)
    with pytest.raises(RuleBreach, match="上级党组织批准"):
        services.decide(by=scene.acting(scene.organizer, APPROVE), extension=request,
                        granted=True, basis="x", words="", on=ON)  # fmt: skip
    make_term(scene.village, date(2021, 10, 1))
    village = Term.objects.current().get(organization=scene.village)
    own = services.ask(by=by, term=village, to_day=date(2027, 3, 1), reason="代支部填报", local={}, on=ON)
    with pytest.raises(RuleBreach, match="您自己提交"):
        services.decide(
            by=scene.acting(scene.organizer, APPROVE), extension=own, granted=True, basis="x", words="", on=ON
        )
    done = services.decide(
        by=scene.acting(scene.officer, APPROVE), extension=own, granted=False, basis="", words="按期办", on=ON
    )
    assert done.answer == Answer.REFUSED
    assert Term.objects.current().get(organization=scene.village).extended_to is None


def test_more_than_a_year_is_not_asked_silently(scene: Scene) -> None:
    make_term(scene.village, date(2021, 10, 1))
    with pytest.raises(RuleBreach, match=r"一般期限.*选举工作条例"):
        asked(scene, date(2028, 1, 1))
    assert asked(scene, date(2028, 1, 1), "例外：县里统一换届，清组通〔2026〕9号").is_beyond


def test_a_day_within_the_lawful_ones_needs_no_request(scene: Scene) -> None:
    make_term(scene.village, date(2021, 12, 20))
    with pytest.raises(RuleBreach, match="不用申请"):
        asked(scene, date(2026, 12, 1))


def prepared(scene: Scene, seats: int = 3) -> Election:
    return services.prepare(
        by=scene.acting(scene.secretary, EDIT), body=scene.village, held_on=ON, method=Method.CONGRESS,
        is_renewal=True, number=4, seats=seats, basis="镇党复〔2026〕5号",
    )  # fmt: skip


def nominated(scene: Scene, election: Election, standing: int) -> list[Candidate]:
    people = [member.person for member in scene.members[:standing]]
    services.nominate(by=scene.acting(scene.secretary, EDIT), election=election, people=people)
    return list(election.candidates.order_by("person__id"))


def recorded(
    scene: Scene,
    election: Election,
    tally: dict[int, int],
    seats: dict[int, Post] | None = None,
    **changed: int | str | dict[str, int],
) -> Election:
    known = {"roll": 12, "not_counted": {}, "present": 10, "handed_out": 10, "returned": 10} | changed
    return services.record_result(
        by=scene.acting(scene.secretary, EDIT), election=election, counts=Counts(**known), tally=tally,  # type: ignore[arg-type]
        posts=seats or {}, on=ON,
    )  # fmt: skip


def test_an_election_is_recorded_approved_and_nothing_is_typed_twice(scene: Scene) -> None:
    make_term(scene.village, date(2021, 12, 1))
    secretary_post = Appointment.objects.get(person=scene.secretary.person).post
    officer = scene.acting(scene.organizer, Permission.POST_APPOINT)
    seat = establish(by=officer, body=scene.village, role=Role.MEMBER, title="组织委员", on=ON)
    election = prepared(scene)
    standing = nominated(scene, election, 4)
    tally = dict(zip([one.pk for one in standing], (10, 9, 8, 3), strict=True))
    recorded(scene, election, tally, {standing[0].pk: secretary_post, standing[1].pk: seat})
    election.refresh_from_db()
    assert election.state == ElectionState.RECORDED
    assert [one.is_elected for one in election.candidates.order_by("person__id")] == [True, True, True, False]
    with pytest.raises(RuleBreach, match="上级党组织批准"):
        services.confirm(by=scene.acting(scene.secretary, APPROVE), election=election, basis="x", on=ON)
    services.confirm(by=scene.acting(scene.organizer, APPROVE), election=election, basis="镇党复〔2026〕8号", on=ON)
    term = Term.objects.current().get(organization=scene.village)
    assert (term.elected_on, term.number, term.expires_on) == (ON, 4, date(2031, 11, 21))
    held = Appointment.objects.held_on(ON).filter(post__organization=scene.village)
    assert {row.post.title: row.person.name for row in held} == {"党组织书记": "丁一", "组织委员": "于二"}
    left = Appointment.objects.known().get(person=scene.secretary.person)
    assert (left.during.upper, left.end_basis) == (ON, "镇党复〔2026〕8号")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"present": 9}, "不足 10 人.*待核实"),
        ({"not_counted": {"因病不能表达本人意志": 3}, "present": 10}, "对不上"),
        ({"handed_out": 11}, "多于实到"),
        ({"returned": 11, "handed_out": 10}, "选举无效"),
        ({"returned": 7}, "多于收回"),
    ],
)
def test_counts_that_do_not_hold_are_refused(scene: Scene, changed: dict[str, int], words: str) -> None:
    election = prepared(scene)
    standing = nominated(scene, election, 4)
    with pytest.raises(RuleBreach, match=words):
        recorded(scene, election, {standing[0].pk: 8}, None, **changed)


def test_too_few_candidates_and_a_shortage_are_named(scene: Scene) -> None:
    election = prepared(scene)
    standing = nominated(scene, election, 3)
    with pytest.raises(RuleBreach, match=r"至少 4 名.*选举工作条例"):
        recorded(scene, election, {one.pk: 9 for one in standing})
    standing = nominated(scene, election, 4)
    tally = dict(zip([one.pk for one in standing], (10, 9, 5, 5), strict=True))
    with pytest.raises(RuleBreach, match="缺 1 人"):
        recorded(scene, election, tally)
    tied = dict(zip([one.pk for one in standing], (10, 9, 9, 9), strict=True))
    with pytest.raises(RuleBreach, match="得票相同"):
        recorded(scene, election, tied)
    done = recorded(scene, election, tally, shortage="经党员大会同意，减少 1 名")
    assert done.candidates.filter(is_elected=True).count() == 2


def test_exclusions_by_reason_lower_who_should_come(scene: Scene) -> None:
    election = prepared(scene)
    standing = nominated(scene, election, 4)
    tally = dict(zip([one.pk for one in standing], (8, 8, 7, 1), strict=True))
    done = recorded(
        scene, election, tally, not_counted={"因病不能表达本人意志": 2}, present=8, handed_out=8, returned=8
    )
    assert done.entitled == 10


def test_a_result_sent_back_can_be_changed_and_only_then(scene: Scene) -> None:
    election = prepared(scene)
    standing = nominated(scene, election, 4)
    tally = dict(zip([one.pk for one in standing], (10, 9, 8, 3), strict=True))
    recorded(scene, election, tally)
    with pytest.raises(RuleBreach, match="没有改动"):
        nominated(scene, election, 5)
    by = scene.acting(scene.organizer, APPROVE)
    with pytest.raises(RuleBreach, match="退回的理由"):
        services.send_back(by=by, election=election, reason="")
    services.send_back(by=by, election=election, reason="实到人数与记录不符")
    assert recorded(scene, election, tally, present=11).sent_back == ""


def test_one_election_is_under_way_at_a_time(scene: Scene) -> None:
    prepared(scene)
    with pytest.raises(RuleBreach, match="另开"):
        prepared(scene)
