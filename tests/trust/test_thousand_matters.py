"""A thousand generated matters beside a naive reference of the rules, written here and importing none of them."""

import os
import random
from dataclasses import dataclass
from datetime import date, timedelta
from unittest import mock

import pytest

from dangjian.community.villages import services
from dangjian.community.villages.models import Matter
from dangjian.community.villages.tests.make import COUNTS, ON, Scene, make_scene, walked
from dangjian.procedures.cases.models import CaseStep
from dangjian.procedures.cases.rules import limit_of
from dangjian.procedures.cases.services.checking import check_days
from dangjian.procedures.cases.services.findings import checked_vote
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach, procedure

MATTERS = 1_000
WALKED = 1_000 if os.environ.get("TRUST") == "full" else 25
SEED = 20261129
CONVENTION, LAW = "《四议两公开工作法》（待核实）", "《中华人民共和国村民委员会组织法》（待核实）"


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody wants to pass a step on a day with counts; ``since`` is the day the step before was passed."""

    step: str
    since: date
    on: date
    counts: Counts | None


def reference(wanted: Try) -> str | None:
    """Say why it is refused, None where it passes: ``""`` for what cannot be, else the article."""
    if wanted.on < wanted.since:
        return ""
    if wanted.step == "review" and (wanted.on - wanted.since).days < 3:
        return CONVENTION
    if wanted.step == "publish_result" and (wanted.on - wanted.since).days < 7:
        return CONVENTION
    if wanted.step not in ("deliberate", "review", "decide"):
        return None
    return CONVENTION if wanted.counts is None else refused_counts(wanted.step, wanted.counts)


def refused_counts(step: str, counted: Counts) -> str | None:
    entitled, present, yes = counted.entitled, counted.present, counted.yes
    read = yes + counted.no + counted.abstained
    if entitled < 1 or present > entitled or counted.ballots > present or read > counted.ballots:
        return ""
    if step == "deliberate":
        fails = present < 1 or not yes * 2 > present
        return CONVENTION if fails else None
    if step == "review":
        fails = present * 3 < entitled * 2 or yes * 2 < present
        return CONVENTION if fails else None
    enough = present * 2 > entitled if counted.motion == "villagers" else present * 3 >= entitled * 2
    return None if enough and yes * 2 > present else LAW


def generated(number: int) -> list[Try]:
    """Generate one matter: every step with a day and counts near what is just enough, some of them impossible."""
    chance = random.Random(SEED + number)  # noqa: S311  # the same matters each time, no secret
    since, tries = date(2026, 1, 5) + timedelta(days=chance.randrange(300)), []
    steps = ("consult", "propose", "deliberate", "send", "review", "decide", "publish_decision", "publish_result")
    for step in steps:
        near = 7 if step == "publish_result" else 3
        on = since + timedelta(days=chance.choice((-1, 0, 1, near - 1, near, near + 1, near + 5)))
        is_voted = step in ("deliberate", "review", "decide")
        tries.append(Try(step, since, on, counts(chance, step) if is_voted else None))
        since = max(on, since)
    return tries


def counts(chance: random.Random, step: str) -> Counts | None:
    if chance.random() < 0.03:
        return None
    entitled = chance.randrange(0, 60)
    quorum = chance.choice((entitled // 2, entitled * 2 // 3, entitled)) + chance.randrange(-1, 3)
    present = max(0, quorum)
    ballots = max(0, present + chance.choice((0, 0, 0, 0, -1, 1)))
    yes = min(max(0, present // 2 + chance.randrange(-1, 3)), ballots + chance.choice((0, 0, 0, 1)))
    no = max(0, min(ballots - yes, chance.randrange(0, 5)))
    abstained = max(0, ballots - yes - no) if chance.random() < 0.9 else 0
    motion = chance.choice(("delegates", "villagers", "households")) if step == "decide" else ""
    return Counts(entitled, present, ballots, yes, no, abstained, motion=motion)


def ours(wanted: Try) -> str | None:
    """Say why the platform refuses it, by its own rules and the shipped text."""
    step = procedure("villages.matter").step(wanted.step)
    begins = {step.earliest.after: wanted.since} if step.earliest else {}
    earliest = limit_of(step.earliest, begins, wanted.since, {})
    row = CaseStep(opened_on=wanted.since, earliest_on=earliest.day if earliest else None)
    try:
        check_days(row, step, wanted.on)
        checked_vote(step, Outcome.PASS, wanted.counts, wanted.on)
    except RuleBreach as breach:
        return breach.citation
    return None


def differences() -> list[tuple[Try, str | None, str | None]]:
    tries = [one for number in range(MATTERS) for one in generated(number)]
    found = [(one, reference(one), ours(one)) for one in tries]
    return [line for line in found if line[1] != line[2]]


def test_a_thousand_matters_are_refused_as_the_rules_read(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = differences()
    tries = [one for number in range(MATTERS) for one in generated(number)]
    said = [reference(one) for one in tries]
    with capsys.disabled():
        print(f"\nvillages: {MATTERS} matters, {len(tries)} steps, {sum(one is not None for one in said)} refused, "
              f"{sum(bool(one) for one in said)} of them by an article, {len(wrong)} differences")  # fmt: skip
    assert wrong == []
    assert {CONVENTION, LAW, "", None} == set(said)  # Every kind came up.


@pytest.mark.parametrize(
    ("place", "mutant"),
    [
        # Two thirds or half that must be exceeded are only reached, and the other way round.
        ("dangjian.procedures.votes.rules._least", lambda share, base, exceeds: -(-(share * base) // 1) + 0 * exceeds),
        ("dangjian.procedures.votes.rules._least", lambda share, base, exceeds: share * base // 1 + 1 + 0 * exceeds),
        # Days counted with the first one.
        ("dangjian.procedures.cases.rules.counted", lambda start, number, _: start + timedelta(days=number - 1)),
    ],
    ids=["reached-for-exceeded", "exceeded-for-reached", "a-day-short"],
)
def test_the_control_a_rule_read_otherwise_is_caught(place: str, mutant: object) -> None:
    with mock.patch(place, mutant):
        assert differences() != []


@pytest.fixture
def scene(db: None) -> Scene:  # noqa: ARG001  # rows are written
    return make_scene()


def waiting(scene: Scene, wanted: Try) -> Matter:
    """Bring a matter to where the step waits, its last one passed on ``since``."""
    matter = walked(scene, wanted.step)
    row = matter.case.steps.get(outcome="")
    shift = wanted.since - row.opened_on
    row.earliest_on = row.earliest_on + shift if row.earliest_on else None
    row.opened_on = wanted.since
    row.save()
    return matter


def by_service(scene: Scene, wanted: Try) -> str | None:
    """Say why the service refuses it."""
    matter = waiting(scene, wanted)
    try:
        if wanted.step.startswith("publish"):
            publish = services.publish_decision if wanted.step == "publish_decision" else services.publish_result
            publish(by=scene.clerk, matter=matter, words="同意", ways=[], on=wanted.on)
        else:
            services.take_step(
                by=scene.clerk, matter=matter, step=wanted.step, outcome=Outcome.PASS, on=wanted.on,
                counts=wanted.counts,
            )  # fmt: skip
    except RuleBreach as breach:
        return breach.citation
    return None


def test_the_services_refuse_the_same(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(COUNTS) == {"deliberate", "review", "decide"}
    assert ON.year == 2026
    chosen = [generated(number)[number % 8] for number in range(WALKED)]
    wrong = [one for one in chosen if by_service(scene, one) != reference(one)]
    with capsys.disabled():
        print(f"\nvillages: {len(chosen)} of these through the services, {len(wrong)} differences")
    assert wrong == []
