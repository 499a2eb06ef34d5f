"""The door: what the register knows and a blank may ask for. Upper capabilities register their facts here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.filling import Value


class Subject(StrEnum):
    """What a row of a blank is about."""

    BODY = "body"
    PERSON = "person"


Row = Organization | Member


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks (with all their posts), and as at which day."""

    actor: Actor
    on: date

    def may(self, permission: Permission, row: Row) -> bool:
        """Say whether ``permission`` covers a row: a body with all below it, a member where they are."""
        if isinstance(row, Member):
            return self.actor.may(permission, row.org_path)
        grants = [grant for grant in self.actor.grants if grant.permission is permission]
        is_alone = row.is_branch
        return any(g.covers(row.path) and (g.reach is Reach.SUBTREE or is_alone) for g in grants)


@dataclass(frozen=True, slots=True)
class Known:
    """A value, and what must be said with it; a value of None is not known, and ``remark`` says why."""

    value: Value | None
    remark: str = ""


Values = Mapping[int, Known]
# Given the keys of facts and rows, the values by key and row id; facts that share one are asked together.
Answer = Callable[[Sequence[str], Sequence[Row], Asked], Mapping[str, Values]]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the register knows of a body or a person.

    ``captions`` are the words by which blanks ask for it, the first is its own. ``permission`` must cover the row.
    ``is_additive``: a total's row may hold the sum. ``is_name``: it says which body or person a row is about.
    ``is_condition``: by name it is read near the branch only (P21).
    """

    key: str
    captions: tuple[str, ...]
    subject: Subject
    privacy: Privacy
    permission: Permission
    source: str
    answer: Answer
    group: str
    is_additive: bool = False
    is_name: bool = False
    is_condition: bool = False

    @property
    def caption(self) -> str:
        """Return the fact's own words."""
        return self.captions[0]

    @property
    def is_sealed(self) -> bool:
        """Say whether a reason is asked before it is shown."""
        return self.permission is REVEAL


REVEAL: Final = Permission.MEMBER_REVEAL
SEQUENCE: Final = "sequence"  # 序号: the row's number, no fact of anyone.
SEQUENCE_CAPTIONS: Final = ("序号", "编号", "顺序号", "No")
_facts: dict[Subject, dict[str, Fact]] = {Subject.BODY: {}, Subject.PERSON: {}}


def register(*facts: Fact) -> None:
    """Offer facts; called at start-up."""
    for fact in facts:
        _facts[fact.subject][fact.key] = fact


# What a county made itself and may be asked for there: given the subject and the county.
Source = Callable[[Subject, int], Sequence[Fact]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Offer facts that differ from county to county; called at start-up."""
    if source not in _sources:
        _sources.append(source)


def facts(subject: Subject, county_id: int | None = None) -> dict[str, Fact]:
    """Return the facts of bodies or of people by key, as offered; also a county's own where it is named."""
    if county_id is None:
        return _facts[subject]
    return _facts[subject] | {fact.key: fact for source in _sources for fact in source(subject, county_id)}


def ask(keys: Sequence[str], subject: Subject, rows: Sequence[Row], asked: Asked) -> dict[str, dict[int, Known]]:
    """Return the values of facts for rows, each only where the asker may see it."""
    wanted = [fact for key, fact in facts(subject, asked.actor.county_id).items() if key in keys]
    found: dict[str, dict[int, Known]] = {}
    for answer, permission in dict.fromkeys((fact.answer, fact.permission) for fact in wanted):
        allowed = [row for row in rows if asked.may(permission, row)]
        own = [fact.key for fact in wanted if (fact.answer, fact.permission) == (answer, permission)]
        given = answer(own, allowed, asked) if allowed else {}
        for key in own:
            refused = {row.pk: Known(None, "不在您的权限范围内") for row in rows}
            unknown = {row.pk: Known(None, "平台里没有") for row in allowed}
            found[key] = refused | unknown | dict(given.get(key, {}))
    return found
