"""A county's officer, and rules set by them."""

from datetime import date

import pytest

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.tests.make import TODAY, actor_of
from dangjian.procedures.provisions.models import LocalRule
from dangjian.procedures.provisions.services import set_rule
from dangjian.rulebook import Rule

YELLOW = "tasks.yellow_days"


def setting(account: Account) -> Actor:
    """Return the Actor who sets rules."""
    return actor_of(account).narrowed(Permission.COUNTY_RULE_EDIT)


def make_rule(officer: Account, value: int = 15, *, from_day: date = TODAY, basis: str = "部务会纪要") -> LocalRule:
    """Set the yellow days of the officer's county."""
    return set_rule(rule_id=YELLOW, value=value, basis=basis, from_day=from_day, on=TODAY, by=setting(officer))


def hold_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the platform not yet compute with the rule that these tests set, as with others that wait for a later one."""
    held = property(lambda one: one.id == YELLOW, lambda _, __: None)
    monkeypatch.setattr(Rule, "is_informative", held)
