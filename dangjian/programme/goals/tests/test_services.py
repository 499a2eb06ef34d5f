import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.services import edit, remove, shift
from dangjian.programme.goals.tests.make import editor, make_goal, wording
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def by(county: Organization) -> Actor:
    return editor(make_holder(county, Role.COUNTY_OFFICER))


def titles(county: Organization) -> list[str]:
    return [goal.title for goal in Goal.objects.filter(organization=county).in_order()]


def test_a_node_is_added_last_and_leaves_one_audit_row(county: Organization, by: Actor) -> None:
    root = make_goal(county, by)
    make_goal(county, by, "强基行动", parent=root)
    last = make_goal(county, by, "育才行动", parent=root)
    assert titles(county) == ["先锋工程", "强基行动", "育才行动"]
    assert last.place.startswith(root.place)
    assert last.org_path == county.path
    assert AuditRow.objects.filter(action="goal.add", subject=str(last.public_id)).count() == 1


def test_years_outside_of_the_parent_are_refused(county: Organization, by: Actor) -> None:
    root = make_goal(county, by)
    with pytest.raises(RuleBreach, match="2026—2028年"):
        make_goal(county, by, "强基行动", parent=root, years=(2026, 2030))
    make_goal(county, by, "强基行动", parent=root, years=(2026, 2027))
    with pytest.raises(RuleBreach, match="先改下级的年份"):
        edit(goal=root, parent=None, wording=wording(years=(2026, 2026)), by=by)
    with pytest.raises(RuleBreach, match="起始年晚于结束年"):
        edit(goal=root, parent=None, wording=wording(years=(2028, 2026)), by=by)


def test_a_node_moves_with_what_hangs_below_it(county: Organization, by: Actor) -> None:
    first, second = make_goal(county, by, "一"), make_goal(county, by, "二")
    child = make_goal(county, by, "一之一", parent=first)
    make_goal(county, by, "一之一之一", parent=child)
    edit(goal=child, parent=second, wording=wording("一之一"), by=by)
    assert titles(county) == ["一", "二", "一之一", "一之一之一"]


def test_a_node_does_not_hang_below_itself(county: Organization, by: Actor) -> None:
    root = make_goal(county, by, "一")
    child = make_goal(county, by, "一之一", parent=root)
    with pytest.raises(RuleBreach, match="不能挂到自己"):
        edit(goal=root, parent=child, wording=wording("一"), by=by)


def test_siblings_change_places_and_the_ends_say_so(county: Organization, by: Actor) -> None:
    first = make_goal(county, by, "一")
    make_goal(county, by, "一之一", parent=first)
    second = make_goal(county, by, "二")
    shift(goal=second, places_down=-1, by=by)
    assert titles(county) == ["二", "一", "一之一"]
    with pytest.raises(RuleBreach, match="最前面"):
        shift(goal=second, places_down=-1, by=by)


def test_only_a_bare_node_is_removed(county: Organization, by: Actor) -> None:
    root = make_goal(county, by)
    child = make_goal(county, by, "强基行动", parent=root)
    with pytest.raises(RuleBreach, match="没有删去"):
        remove(goal=root, by=by)
    assert Goal.objects.count() == 2
    remove(goal=child, by=by)
    assert titles(county) == ["先锋工程"]


def test_six_levels_at_most(county: Organization, by: Actor) -> None:
    here = make_goal(county, by, "1")
    for level in range(2, 7):
        here = make_goal(county, by, str(level), parent=here)
    with pytest.raises(RuleBreach, match="最多 6 层"):
        make_goal(county, by, "7", parent=here)
    assert Goal.objects.count() == 6
