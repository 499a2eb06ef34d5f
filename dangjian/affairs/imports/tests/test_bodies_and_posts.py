"""Bodies in the order of their rows, superiors from the roster itself; appointments by the services of posts."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports import services
from dangjian.affairs.imports.models import Import, Kind, Stage
from dangjian.affairs.imports.tests import make
from dangjian.affairs.imports.tests.test_walk import business
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization, State
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.time import today

pytestmark = pytest.mark.django_db
BODIES = ("序号", "党组织名称", "类别", "上级党组织", "成立时间")
POSTS = ("姓名", "党组织", "职务", "任现职时间")


def written(account: Account, source: Import) -> Import:
    by = posts.actor_of(account)
    services.confirm(by=by.narrowed(Permission.IMPORT_CONFIRM), source=source, reason="已核对")
    return make.carried(source)


def undone(account: Account, source: Import) -> Import:
    services.undo(by=posts.actor_of(account).narrowed(Permission.IMPORT_CONFIRM), source=source)
    return make.carried(source)


def test_bodies_come_in_the_order_of_the_rows_and_go_again(
    organizer: Account, township: Organization, branch: Organization
) -> None:
    before = business()
    rows = [
        [1, "西山村党总支", "党总支", "石桥镇党委", "2001.7"],
        [2, "西山村第一党支部", "", "西山村党总支", ""],
        [3, "东河村党支部", "党支部", township.name, ""],
        [4, "北坡村党支部", "党支部", township.name, "1999年"],
        [5, "南沟党小组", "党小组", township.name, ""],
    ]
    Organization.objects.filter(pk=township.pk).update(short_name="石桥镇党委")
    before = business()
    data = make.workbook(rows, heads=BODIES, title="党组织名册")
    source = make.bring(posts.actor_of(organizer), township, data, Kind.BODIES)
    assert (source.stage, source.new, source.unchanged, source.errors) == (Stage.CHECKED, 2, 1, 2), source.words
    assert "之下不设" in " ".join(source.findings.values_list("words", flat=True))

    source = written(organizer, source)
    assert source.stage == Stage.DONE, source.words
    general = Organization.objects.get(name="西山村党总支")
    first = Organization.objects.get(name="西山村第一党支部")
    assert (general.kind, first.kind, first.parent) == (BodyKind.GENERAL_BRANCH, BodyKind.BRANCH, general)
    assert str(general.founded_on) == "2001-07-01"
    assert State.objects.get(organization=first).during.lower == today()
    names = [body.name for body in Organization.objects.below(township).in_order()]
    assert names == ["西山村党总支", "西山村第一党支部", "东河村党支部"]

    assert undone(organizer, source).stage == Stage.UNDONE
    assert business() == before
    assert branch.name == "东河村党支部"


def test_a_body_with_people_in_it_is_not_undone(organizer: Account, township: Organization) -> None:
    data = make.workbook([[1, "西山村党支部", "党支部", township.name, ""]], heads=BODIES)
    source = written(organizer, make.bring(posts.actor_of(organizer), township, data, Kind.BODIES))
    posts.make_member(Organization.objects.get(name="西山村党支部"))
    source = undone(organizer, source)
    assert source.stage == Stage.DONE
    assert any("西山村党支部" in line for line in source.obstacles)


def test_appointments_come_by_the_rules_of_posts(
    organizer: Account, township: Organization, branch: Organization
) -> None:
    posts.make_member(branch, "王建军")
    posts.make_member(branch, "赵丽华")
    before = business()
    rows = [
        ["王建军", "东河村党支部", "党支部书记", "2024.10"],
        ["赵丽华", "东河村支部", "党支部副书记", "2024年10月"],
        ["查无此人", "东河村党支部", "组织委员", "2024.10"],
        ["赵丽华", "没有的支部", "组织委员", "2024.10"],
    ]
    data = make.workbook(rows, heads=POSTS, title="任职名册")
    source = make.bring(posts.actor_of(organizer), township, data, Kind.POSTS)
    assert (source.new, source.errors) == (2, 2)
    source = written(organizer, source)
    assert source.stage == Stage.DONE, source.words
    roles = dict(Appointment.objects.filter(post__organization=branch).values_list("person__name", "post__role"))
    assert roles == {"王建军": Role.SECRETARY, "赵丽华": Role.MEMBER}

    again = make.bring(posts.actor_of(organizer), township, data, Kind.POSTS)
    assert (again.new, again.unchanged, again.errors) == (0, 2, 2)
    assert undone(organizer, source).stage == Stage.UNDONE
    assert business() == before
