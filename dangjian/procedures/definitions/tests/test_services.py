"""A county's text is written, published once, followed by the next; of two who edit one draft the second is told."""

from datetime import date
from typing import Any

import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of, make_body, make_county, make_holder, make_township
from dangjian.procedures.cases import services as cases
from dangjian.procedures.definitions import services
from dangjian.procedures.definitions.models import Definition
from dangjian.procedures.definitions.queries import current_text, text_of
from dangjian.rulebook import Procedure, RuleBreach, procedure

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
KEY = "practices.trial"


def step(key: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # as the file has it
    return {
        "key": key, "says": f"第{key}步", "party": "subject_body", "who": "党支部", "permission": "practice:take",
    } | more  # fmt: skip


def make_officer() -> Actor:
    return actor_of(make_holder(make_county(), Role.COUNTY_OFFICER))


def written(by: Actor, *steps: dict[str, Any], base: Procedure | None = None) -> Definition:
    draft = services.begin(by=by, key=base.key if base else KEY, title="试验", base=base)
    return services.save(
        by=by, draft=draft, revision=1, title="试验", basis="县委组织部通知", steps=steps or [step("a")]
    )


def test_a_draft_is_published_and_new_cases_begin_by_it() -> None:
    by = make_officer()
    draft = written(by, step("a"), step("b"))
    county = draft.county_id
    with pytest.raises(Exception, match="no procedure"):
        current_text(county, KEY)
    services.publish(by=by, draft=draft, revision=2, on=ON)
    text, row_id = current_text(county, KEY)
    assert ([one.key for one in text.steps], row_id) == (["a", "b"], draft.pk)
    assert list(AuditRow.objects.order_by("id").values_list("action", flat=True)) == [
        "definition.begin", "definition.save", "definition.publish",
    ]  # fmt: skip


def test_a_case_keeps_the_text_it_began_with() -> None:
    by = make_officer()
    services.publish(by=by, draft=written(by, step("a"), step("b")), revision=2, on=ON)
    branch = make_body("东河村党支部", parent=make_township(Organization.objects.get(pk=by.grants[0].county_id)))
    secretary = actor_of(make_holder(branch, Role.SECRETARY))
    case = cases.open_case(
        by=secretary, definition=KEY, subject="x:1", title="一件事", parties={"subject_body": branch}, on=ON
    )
    draft = services.begin(by=by, key=KEY, title="试验", base=None)
    assert draft.version == 2
    services.save(by=by, draft=draft, revision=1, title="试验", basis="新通知", steps=[step("c")])
    services.publish(by=by, draft=draft, revision=2, on=ON)
    assert [one.key for one in text_of(case).steps] == ["a", "b"]
    assert [one.key for one in current_text(draft.county_id, KEY)[0].steps] == ["c"]


def test_the_second_of_two_editors_is_told_and_nothing_of_the_first_is_lost() -> None:
    by = make_officer()
    draft = written(by)
    services.save(by=by, draft=draft, revision=2, title="先存的", basis="通知", steps=[step("a")])
    with pytest.raises(services.EditedMeanwhileError, match="写好的都还在"):
        services.save(by=by, draft=draft, revision=2, title="后存的", basis="通知", steps=[step("b")])
    assert Definition.objects.get().title == "先存的"


def test_what_is_published_is_not_changed_and_one_draft_is_enough() -> None:
    by = make_officer()
    draft = written(by)
    with pytest.raises(RuleBreach, match="已有一份草稿"):
        services.begin(by=by, key=KEY, title="试验", base=None)
    services.publish(by=by, draft=draft, revision=2, on=ON)
    with pytest.raises(RuleBreach, match="不能再改"):
        services.save(by=by, draft=draft, revision=2, title="改", basis="改", steps=[])
    with pytest.raises(RuleBreach, match="不能再改"):
        services.discard(by=by, draft=draft, revision=2)


def test_what_is_not_whole_is_not_published_and_stays_a_draft() -> None:
    by = make_officer()
    draft = services.begin(by=by, key=KEY, title="试验", base=None)
    with pytest.raises(RuleBreach, match="写明名称和依据"):
        services.publish(by=by, draft=draft, revision=1, on=ON)
    services.save(by=by, draft=draft, revision=1, title="试验", basis="通知", steps=[])
    with pytest.raises(RuleBreach, match="一个步骤也没有"):
        services.publish(by=by, draft=draft, revision=2, on=ON)
    assert Definition.objects.get().is_draft


def test_a_copy_may_not_loosen() -> None:
    by, base = make_officer(), procedure("transfers.between")
    entries = [{"key": one.key} for one in base.steps]
    entries[2] |= {"latest": {"number": 120, "unit": "天", "after": "send"}}  # type: ignore[dict-item]  # a term
    draft = written(by, *entries, base=base)
    with pytest.raises(RuleBreach, match="县里只能更严"):
        services.publish(by=by, draft=draft, revision=2, on=ON)


def test_only_the_county_writes_texts() -> None:
    organizer = actor_of(make_holder(make_township(make_county()), Role.TOWNSHIP_ORGANIZER))
    with pytest.raises(RuleBreach, match="不在县级"):
        services.begin(by=organizer, key=KEY, title="试验", base=None)
