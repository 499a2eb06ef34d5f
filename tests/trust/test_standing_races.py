"""Several people of the body above decide the same suspension at once: one decision, one effect."""

import pytest
from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Spell, Standing
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing import services
from dangjian.affairs.standing.models import Matter, Result
from dangjian.affairs.standing.services.effects import decided
from dangjian.affairs.standing.tests.make import TODAY, Scene, decider, make_scene, open_lost, propose
from dangjian.procedures.cases.models import Case, CaseStep, State
from dangjian.rulebook import Outcome, RuleBreach
from tests.trust.races import together

HANDS = 12
pytestmark = pytest.mark.django_db(transaction=True)


def waiting() -> tuple[Scene, Matter, list[Actor]]:
    scene = make_scene()
    matter = propose(scene, open_lost(scene))
    hands = [decider(posts.make_holder(scene.township, Role.TOWNSHIP_ORGANIZER, f"委员{n}")) for n in range(HANDS)]
    return scene, matter, hands


def spells(scene: Scene) -> int:
    return Spell.objects.filter(member=scene.member, standing=Standing.SUSPENDED, superseded_at=None).count()


def test_one_decides_and_the_others_are_told(django_db_serialized_rollback: None) -> None:  # noqa: ARG001  # asked by name
    scene, matter, hands = waiting()

    def decide(number: int) -> str:
        outcome = Outcome.REFUSE if number % 2 else Outcome.PASS
        try:
            services.take_step(
                by=hands[number], matter=matter, step="approve", outcome=outcome, on=TODAY, words="不同意"
            )
        except RuleBreach:
            return "refused"
        return "done"

    assert together(HANDS, decide).count("done") == 1
    assert CaseStep.objects.filter(case=matter.case, key="approve").exclude(outcome="").count() == 1
    result = Matter.objects.get(pk=matter.pk).result
    standing = Member.objects.get(pk=scene.member.pk).standing
    assert (result, standing) in {(Result.DONE, Standing.SUSPENDED), (Result.REFUSED, Standing.NORMAL)}
    assert spells(scene) == (1 if result == Result.DONE else 0)


def test_the_control_without_a_lock_more_than_one_decides(django_db_serialized_rollback: None) -> None:  # noqa: ARG001  # asked by name
    _, matter, hands = waiting()
    looked = TwoHaveLooked()

    def naive(number: int) -> str:
        case = Case.objects.get(pk=matter.case_id)
        if case.state != State.OPEN:
            return "refused"
        looked.wait()
        Case.objects.filter(pk=case.pk).update(state=State.DONE, closed_on=TODAY)
        try:
            with transaction.atomic():
                decided(case, hands[number], TODAY)
        except RuleBreach:
            return "told late"
        return "done"

    assert len([word for word in together(HANDS, naive) if word != "refused"]) > 1
