"""Two officers change one definition at once: each change stands, or its author is told; none is lost unsaid."""

import os

import pytest
from django.db import connection, transaction

from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.registers import services
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.rules.fields import read_field
from dangjian.affairs.registers.services import MeanwhileError
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, PERIOD
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]
HANDS = 32 if os.environ.get("TRUST") == "full" else 8


def officers(scene: make.Scene) -> list[object]:
    return [
        posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, f"干部{number}")) for number in range(HANDS)
    ]


def test_of_many_changes_from_one_page_one_stands_and_the_others_are_told() -> None:
    scene = make.make_scene()
    register, people = make.published(scene), officers(scene)

    def change(position: int) -> str:
        field = read_field({"key": "x", "caption": f"第{position}栏", "kind": "integer"})
        try:
            services.put_field(by=people[position], register=register, revision=1, field=field)  # type: ignore[arg-type]
        except MeanwhileError as told:
            return str(told)
        return "saved"

    answers = together(HANDS, change)
    assert answers.count("saved") == 1
    winner = answers.index("saved")
    assert all(f"干部{winner}加了栏目“第{winner}栏”" in words for words in answers if words != "saved")
    register.refresh_from_db()
    assert [one.caption for one in register.drafted.live][-1] == f"第{winner}栏"
    assert (register.revision, register.changes.count()) == (2, 2)


def test_who_looks_again_and_saves_again_loses_nothing_of_the_others() -> None:
    scene = make.make_scene()
    register, people = make.published(scene), officers(scene)

    def change(position: int) -> str:
        field = read_field({"key": "x", "caption": f"第{position}栏", "kind": "integer"})
        for _ in range(HANDS * 4):
            opened = Register.objects.get(pk=register.pk).revision
            try:
                services.put_field(by=people[position], register=register, revision=opened, field=field)  # type: ignore[arg-type]
            except MeanwhileError:
                continue
            return "saved"
        return "gave up"

    assert together(HANDS, change) == ["saved"] * HANDS
    register.refresh_from_db()
    captions = {one.caption for one in register.drafted.live}
    assert {f"第{number}栏" for number in range(HANDS)} <= captions
    assert len({one.key for one in register.drafted.fields}) == len(register.drafted.fields)


def test_one_line_filled_by_two_at_once_is_one_line() -> None:
    scene = make.make_scene()
    register = make.published(scene)
    hands = [posts.actor_of(posts.make_holder(scene.east, Role.SECRETARY, f"书记{n}")) for n in range(HANDS)]

    def fill(position: int) -> str:
        said = services.Said({"income": str(position + 1), "spent": "0"})
        try:
            services.fill(
                by=hands[position], register=register, organization=scene.east, period=PERIOD, said=said, at=NOON
            )
        except MeanwhileError:
            return "told"
        return "filled"

    answers = together(HANDS, fill)
    assert sorted(answers) == ["filled", *["told"] * (HANDS - 1)]
    assert Entry.objects.get().values["income"] == str(answers.index("filled") + 1)


def test_publishing_while_it_is_filled_leaves_every_line_whole() -> None:
    scene = make.make_scene()
    register, body = make.published(scene), scene.township
    homes = [posts.make_body(f"第{n}村党支部", parent=body) for n in range(HANDS)]
    hands = [posts.actor_of(posts.make_holder(home, Role.SECRETARY, f"书记{n}")) for n, home in enumerate(homes)]

    def act(position: int) -> str:
        if position == 0:
            for _ in range(3):
                fresh = Register.objects.get(pk=register.pk)
                services.publish(by=scene.officer, register=fresh, revision=fresh.revision, at=NOON)
            return "published"
        for _ in range(HANDS * 4):
            fresh = Register.objects.select_related("current").get(pk=register.pk)
            assert fresh.current
            said = services.Said({"income": "1", "spent": "0"}, version=fresh.current.number)
            try:
                services.fill(
                    by=hands[position], register=fresh, organization=homes[position], period=PERIOD, said=said, at=NOON
                )
            except RuleBreach:
                continue
            return "filled"
        return "gave up"

    assert together(HANDS, act) == ["published", *["filled"] * (HANDS - 1)]
    for line in Entry.objects.select_related("version"):
        assert line.figures.count() == 4
        assert line.turns.get().version_number == line.version.number


def test_the_control_a_draft_saved_without_its_lock_loses_a_change() -> None:
    scene = make.make_scene()
    register, looked = make.published(scene), TwoHaveLooked()

    def careless(position: int) -> str:
        with transaction.atomic():
            row = Register.objects.get(pk=register.pk)
            definition = row.drafted
            looked.wait()  # what a page does between opening and saving
            field = read_field({"key": f"own_{position + 100}", "caption": f"第{position}栏", "kind": "integer"})
            row.draft = definition.with_fields([*definition.fields, field]).to_json()
            row.save(update_fields=["draft"])
        return "saved"

    assert together(HANDS, careless) == ["saved"] * HANDS
    register.refresh_from_db()
    there = {one.caption for one in register.drafted.live}
    assert not {f"第{number}栏" for number in range(HANDS)} <= there
    connection.close()
