"""A step past its last day warns the body whose turn it is, heals when it is taken, and names nobody."""

from datetime import timedelta

import pytest

from dangjian.affairs.posts.tests.make import actor_of
from dangjian.affairs.practices import services as practices
from dangjian.affairs.practices.tests.make import KEY, STEPS, Scene, make_scene, whole
from dangjian.foundation.time import today
from dangjian.procedures.cases.models import Case, CaseStep
from dangjian.procedures.definitions import services as definitions
from dangjian.programme.warnings.engine import trial
from dangjian.programme.warnings.following import reckon_changed
from dangjian.programme.warnings.models import RaisedWarning
from dangjian.programme.warnings.rules import WATCHED, About
from dangjian.programme.warnings.tests.make import a_rule
from dangjian.rulebook import Outcome, procedures

pytestmark = pytest.mark.django_db
AGO = 20


def late() -> tuple[Scene, Case]:
    """A matter whose township had to check it twenty days ago."""
    scene, on = make_scene(), today()
    by = actor_of(scene.officer, on)
    draft = definitions.begin(by=by, key=KEY, title="公益岗位选聘", base=None)
    steps = [whole(STEPS[0]), whole(STEPS[3] | {"latest": {"number": 1, "unit": "天", "after": "ask"}, "papers": []})]
    definitions.save(by=by, draft=draft, revision=1, title="公益岗位选聘", basis="通知", steps=steps)
    definitions.publish(by=by, draft=draft, revision=2, on=on)
    clerk, begun = actor_of(scene.clerk, on), on - timedelta(days=AGO + 1)
    case = practices.start(by=clerk, key=KEY, body=scene.branch, title="选聘王小明为保洁员", on=begun)
    return scene, practices.take(by=clerk, case=case, step="ask", outcome=Outcome.PASS, on=begun)


def test_a_late_step_warns_whose_turn_it_is_and_heals_when_it_is_taken() -> None:
    scene, case = late()
    rule = a_rule(scene.officer, About.STEP, is_on=True)
    assert [(one.body, one.raised, one.open) for one in trial(rule, today())] == [(scene.township.pk, 1, 1)]
    reckon_changed(today())
    warning = RaisedWarning.objects.get()
    assert (warning.organization_id, warning.level, warning.ended) == (scene.township.pk, 1, "")
    assert warning.since == today() - timedelta(days=AGO)
    assert warning.what == "“公益岗位选聘”有一步过了最迟日期"
    assert "1天" in warning.article
    practices.take(by=actor_of(scene.organizer, today()), case=case, step="check", outcome=Outcome.PASS, on=today())
    reckon_changed(today())
    warning.refresh_from_db()
    assert warning.ended == "healed"


def test_what_is_suspended_or_sealed_warns_nobody() -> None:
    scene, case = late()
    rule = a_rule(scene.officer, About.STEP, is_on=True)
    Case.objects.filter(pk=case.pk).update(definition="disposals.member", text=None)
    assert trial(rule, today()) == []
    Case.objects.filter(pk=case.pk).update(definition="practices.x", state="suspended")
    assert trial(rule, today()) == []
    Case.objects.filter(pk=case.pk).update(state="open")
    assert len(trial(rule, today())) == 1
    assert CaseStep.objects.filter(outcome="").count() == 1


def test_every_watched_family_has_a_procedure_or_is_the_county_s() -> None:
    families = {text.key.partition(".")[0] for text in procedures()} | {"practices"}
    assert set(WATCHED) <= families
    assert not set(WATCHED) & {"standing", "disposals", "rectification", "dues"}
