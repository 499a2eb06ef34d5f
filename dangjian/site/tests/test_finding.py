"""What search finds, and where it leads."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make
from dangjian.foundation.ui.parts import Item
from dangjian.site import finding

pytestmark = pytest.mark.django_db


def _people(items: list[finding.Group]) -> list[Item]:
    return [item for group in items if group.caption == "人员" for item in group.items]


def test_a_person_leads_to_their_record_and_stands_in_no_address() -> None:
    county = make.make_county()
    village = make.make_body("上湾村党支部", parent=make.make_township(county))
    people = [make.make_person(village, name) for name in ("周一", "周二", "周三")]
    actor = make.actor_of(make.make_holder(county, Role.COUNTY_OFFICER, "赵敏", "县委组织部"))
    found = _people(finding.groups(actor, "周"))
    assert {item.address for item in found} == {reverse("members:record", args=[one.public_id]) for one in people}
    assert not any(quote("周") in item.address or "周" in item.address for item in found)


def test_what_no_database_keeps_is_searched_without_it() -> None:
    client = Client()
    client.force_login(make.make_holder(make.make_county(), Role.COUNTY_OFFICER, "赵敏", "县委组织部"))
    assert client.get("/search/", {"q": "开\0会"}).status_code == 200
