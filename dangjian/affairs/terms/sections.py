"""The page of a body: how its current term stands, with the way to all its terms."""

from datetime import date

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.sections import Table
from dangjian.affairs.terms import queries, rules


def tables(actor: Actor, body: Organization, on: date) -> list[Table]:
    """Return the current term of a body for who may see terms there; nothing where none is meant."""
    if not actor.may(Permission.TERM_VIEW, body.path) or not rules.term_rule(body.kind, body.field, body.level, on):
        return []
    term = queries.current(actor.narrowed(Permission.TERM_VIEW), body)
    rows = []
    if term:
        stands = queries.held(term, on, queries.local_of(body.county_id, on)).standing
        rows = [(term.caption, _day(term.elected_on), _day(term.expires_on), stands.words)]
    address = reverse("terms:body", args=[body.public_id])
    columns = ("届次", "选举日期", "届满日期", "情况")
    return [Table("届期", columns, rows, "届期未登记，点标题登记。", address)]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
