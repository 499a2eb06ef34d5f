"""Which bodies fill: those that lead a village, asked in the database as one by one."""

from datetime import date

import pytest

from dangjian.affairs.organizations.models import Area, Field, Kind, Organization
from dangjian.affairs.posts.tests import make
from dangjian.affairs.registers.fillers import asked_bodies, kinds_of
from dangjian.affairs.registers.rules.definitions import read_definition

pytestmark = pytest.mark.django_db


def _body(township: Organization, name: str, kind: Kind, area: Area | None, field: Field = Field.RURAL) -> Organization:
    body = make.make_body(name, parent=township, kind=kind, field=field)
    body.area = area
    body.save(update_fields=["area"])
    return body


def test_branches_for_a_task_and_for_members_away_lead_no_village() -> None:
    county = make.make_county()
    township = make.make_township(county)
    town = Area.objects.create(code="990127101", name="石桥镇")
    village = Area.objects.create(code="990127101201", name="东河村", parent=town)
    asked = {
        _body(township, "东河村党支部", Kind.BRANCH, village),
        _body(township, "西河村联合党支部", Kind.JOINT_BRANCH, None),  # Not placed yet: asked, so that it is seen.
    }
    for name, kind, area in (
        ("驻杭州流动党员党支部", Kind.MOBILE_BRANCH, None),
        ("防汛临时党支部", Kind.TEMPORARY_BRANCH, None),
        ("镇属林场党支部", Kind.BRANCH, town),
    ):
        _body(township, name, kind, area)
    street = _body(township, "老街社区党支部", Kind.BRANCH, None, Field.COMMUNITY)
    definition = read_definition({"title": "村情", "about": "body", "filled_by": ["villages"], "period": "standing"})
    assert set(asked_bodies(definition, county, date(2026, 11, 21))) == asked
    everybody = Organization.objects.select_related("parent", "area")
    assert {body for body in everybody if "villages" in kinds_of(body)} == asked
    assert {body for body in everybody if "communities" in kinds_of(body)} == {street}
