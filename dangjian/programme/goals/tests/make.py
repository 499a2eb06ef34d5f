"""Goals for tests."""

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.services import Wording, add


def editor(account: Account) -> Actor:
    """The actor of an account, narrowed to editing goals."""
    return actor_of(account).narrowed(Permission.GOAL_EDIT)


def wording(title: str = "先锋工程", *, word: str = "工程", years: tuple[int, int] = (2026, 2028)) -> Wording:
    """What a county says of a node."""
    return Wording(word, title, "", *years)


def make_goal(
    body: Organization,
    by: Actor,
    title: str = "先锋工程",
    *,
    parent: Goal | None = None,
    years: tuple[int, int] = (2026, 2028),
) -> Goal:
    """Add a node to the programme of a body."""
    return add(organization=body, parent=parent, wording=wording(title, years=years), by=by)
