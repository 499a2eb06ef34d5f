"""Several officers save one draft of a procedure at once: one is kept, the others are told; nothing is half of two."""

from typing import Any

import pytest

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_county, make_holder
from dangjian.affairs.practices.tests.make import STEPS, whole
from dangjian.procedures.definitions import services
from dangjian.procedures.definitions.models import Definition
from tests.trust.races import together

HANDS = 8
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust]


def drafted() -> tuple[Definition, list[Actor]]:
    county = make_county()
    hands = [actor_of(make_holder(county, Role.COUNTY_OFFICER, f"干部{number}")) for number in range(HANDS)]
    return services.begin(by=hands[0], key="practices.raced", title="试验", base=None), hands


def steps(number: int) -> list[dict[str, Any]]:
    return [whole(STEPS[0] | {"says": f"第{number}个人写的"})]


def test_one_is_kept_and_the_others_are_told(django_db_serialized_rollback: None) -> None:  # noqa: ARG001  # asked by name
    draft, hands = drafted()

    def save(number: int) -> str:
        try:
            services.save(by=hands[number], draft=draft, revision=1, title=str(number), basis="", steps=steps(number))
        except services.EditedMeanwhileError as told:
            return f"told of {told.draft.revision}"
        return "kept"

    assert sorted(together(HANDS, save)) == ["kept"] + ["told of 2"] * (HANDS - 1)
    kept = Definition.objects.get()
    assert kept.revision == 2
    assert kept.steps[0]["says"] == f"第{kept.title}个人写的"


def test_the_control_who_does_not_hold_the_draft_overwrites(
    django_db_serialized_rollback: None,  # noqa: ARG001  # asked by name
) -> None:
    draft, _ = drafted()
    looked = TwoHaveLooked()

    def naive(number: int) -> str:
        found = Definition.objects.get(pk=draft.pk)
        if found.revision != 1:
            return "told"
        looked.wait()
        Definition.objects.filter(pk=draft.pk).update(revision=2, title=str(number), steps=steps(number))
        return "kept"

    assert together(HANDS, naive).count("kept") > 1
