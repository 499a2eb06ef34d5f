"""What a member reads of their class in their own record, and others in theirs of it."""

import pytest

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.mobility.tests.make import depart, make_scene
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_the_class_stands_in_ones_own_record_with_a_way_to_object() -> None:
    scene = make_scene()
    depart(scene)
    page = Visitor(posts.make_account(scene.away.person)).client.get("/my-record/").content.decode()
    assert "流动党员登记" in page
    assert 'href="/mobility/mine/"' in page
    record = f"/members/{scene.away.person.public_id}/"
    shown = Visitor(scene.secretary).client.get(record).content.decode()
    assert "流动党员登记" in shown
    assert 'href="/mobility/mine/"' not in shown
    clerk = posts.make_holder(scene.township, Role.TOWNSHIP_CLERK, "何芳")
    assert "流动党员登记" not in Visitor(clerk).see(record)
