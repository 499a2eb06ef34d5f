"""What is counted of firms and societies is offered to blanks, at and below a body, to those who may see it."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import Asked, Subject
from dangjian.affairs.newcomers import facts
from dangjian.affairs.newcomers.queries.tallies import by_group, total
from dangjian.affairs.newcomers.tests.make import ON, make_scene
from dangjian.affairs.posts.tests import make as posts

pytestmark = pytest.mark.django_db


def test_counts_and_coverage_are_those_of_the_page() -> None:
    scene = make_scene()
    keys = [fact.key for fact in facts.FACTS]
    officer = posts.actor_of(scene.officer_account)
    found = catalogue.ask(keys, Subject.BODY, [scene.county, scene.township, scene.other], Asked(officer, ON))
    page = total(by_group(officer.narrowed(Permission.NEWCOMER_VIEW), ON), "private_firm")
    county = {key: values[scene.county.pk] for key, values in found.items()}
    assert county["newcomers_private_firm_base"].value == page.base == 4
    assert county["newcomers_private_firm_covered"].value == 3
    assert county["newcomers_private_firm_out"].value == 1
    coverage = county["newcomers_private_firm_coverage"]
    assert (coverage.value, coverage.remark) == ("75.0%", "3 ÷ 4")
    assert found["newcomers_society_base"][scene.other.pk].value == 1
    assert found["newcomers_society_base"][scene.township.pk].value == 0
    assert found["newcomers_society_coverage"][scene.township.pk].value is None


def test_who_may_not_see_a_body_is_told_no_figure() -> None:
    scene = make_scene()
    outsider = posts.actor_of(scene.outsider_account)
    found = catalogue.ask(["newcomers_private_firm_base"], Subject.BODY, [scene.township], Asked(outsider, ON))
    known = found["newcomers_private_firm_base"][scene.township.pk]
    assert (known.value, known.remark) == (None, "不在您的权限范围内")


def test_every_fact_has_words_of_its_own() -> None:
    words = [word for fact in catalogue.facts(Subject.BODY).values() for word in fact.captions]
    own = [word for fact in facts.FACTS for word in fact.captions]
    assert all(words.count(word) == 1 for word in own)
