"""A transfer pulled at from all sides at once: one thing happens to it, and the member is on one roll."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import State, Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.procedures.cases.models import Case, CaseStep
from dangjian.rulebook.breach import RuleBreach
from tests.trust.races import together

HANDS = 12
LAST = make.ON + timedelta(days=90)
# Where a step leads: from which step, by what, to which step, and what the transfer is then.
MOVES: dict[tuple[str, str], tuple[str, State]] = {
    ("accept", "pass"): ("receipt", State.ACCEPTED),
    ("accept", "return"): ("send", State.RETURNED),
    ("accept", "expire"): ("send", State.EXPIRED),
    ("accept", "withdraw"): ("end", State.WITHDRAWN),
    ("receipt", "return"): ("accept", State.SENT),
    ("receipt", "expire"): ("send", State.EXPIRED),
    ("send", "withdraw"): ("end", State.WITHDRAWN),
}
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


def outcome(act: Callable[[], object]) -> str:
    try:
        done = act()
    except RuleBreach:
        return "refused"
    return "refused" if done is False else "done"


def test_accepted_withdrawn_given_back_or_lapsed_one_after_another() -> None:
    scene = make.make_scene()
    row = make.sent(scene)
    home, there = scene.home.secretary, scene.target.organizer
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: services.accept(by=there, transfer=row, papers=make.PAPERS, on=LAST),
        "withdraw": lambda: services.withdraw(by=home, transfer=row, on=LAST, words="不走了"),
        "return": lambda: services.send_back(by=there, transfer=row, on=LAST, words="支部写错"),
        "expire": lambda: services.lapse(transfer=row, on=LAST + timedelta(days=1)),
    }
    names = list(acts)

    def act(position: int) -> str:
        name = names[position % len(names)]
        return f"{name} {outcome(acts[name])}"

    results = Counter(together(HANDS, act))
    taken = list(
        CaseStep.objects.filter(case=row.case).exclude(outcome="").order_by("id").values_list("outcome", flat=True)
    )
    row.refresh_from_db()
    assert {name: results[f"{name} done"] for name in names} == {
        "accept": taken[2:].count("pass"),
        "withdraw": taken.count("withdraw"),
        "return": taken.count("return"),
        "expire": taken.count("expire"),
    }
    step, state = "accept", State.SENT
    for took in taken[2:]:  # One after another, each where it is lawful: two at one step would have no way on.
        step, state = MOVES[step, took]
    assert CaseStep.objects.filter(case=row.case, outcome="").count() == (0 if step == "end" else 1)
    assert row.state == state


def test_received_many_times_at_once_the_member_moves_once() -> None:
    scene = make.make_scene()
    row = make.accepted(scene)
    keepers = [posts.actor_of(posts.make_holder(scene.target.branch, Role.SECRETARY, f"书记{n}")) for n in range(HANDS)]
    day = date(2026, 9, 5)
    results = together(
        HANDS,
        lambda n: outcome(
            lambda: services.receive(by=keepers[n], transfer=row, arrived_on=day, papers=make.RECEIPT, on=day)
        ),
    )
    assert results.count("done") == 1
    assert Spell.objects.held_on(day).filter(member=scene.member).count() == 1
    assert Spell.objects.filter(member=scene.member, superseded_at=None).count() == 2
    assert Member.objects.get(pk=scene.member.pk).organization == scene.target.branch


def test_started_many_times_at_once_there_is_one_transfer() -> None:
    scene = make.make_scene()
    results = together(HANDS, lambda _: outcome(lambda: make.started(scene)))
    assert results.count("done") == 1
    assert (Transfer.objects.count(), Case.objects.count()) == (1, 1)


def test_the_control_a_look_before_the_step_moves_the_member_more_than_once() -> None:
    scene = make.make_scene()
    row, looked = make.accepted(scene), TwoHaveLooked()

    def naive(_: int) -> str:
        seen = Transfer.objects.get(pk=row.pk)
        if seen.state != State.ACCEPTED:
            return "refused"
        looked.wait()  # what a page does between looking and writing
        Transfer.objects.filter(pk=seen.pk).update(state=State.RECEIVED, received_on=make.ON)
        return "done"

    assert together(HANDS, naive).count("done") > 1
