"""The texts a county may change and begin by, and the matters in scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.practices.rules import FAMILY, is_local
from dangjian.procedures.cases.models import Case, CaseQuerySet
from dangjian.procedures.cases.queries import CaseStanding, standings
from dangjian.procedures.definitions.models import Definition
from dangjian.procedures.definitions.queries import text_of
from dangjian.rulebook import Procedure, procedures


@dataclass(frozen=True, slots=True)
class Text:
    """A procedure as the county's officer sees it: the shipped text, the county's own in force, the draft."""

    key: str
    title: str
    shipped: Procedure | None
    current: Definition | None
    draft: Definition | None

    @property
    def whose(self) -> str:
        """Say in words by what new matters begin."""
        if self.current:
            return f"本县第{self.current.version}版" if not self.shipped else f"本县加严，第{self.current.version}版"
        return "上级规定" if self.shipped else "还没有发布"

    @property
    def count(self) -> int:
        """How many steps the text in force has."""
        if self.current:
            return len(self.current.steps)
        return len(self.shipped.steps) if self.shipped else len(self.draft.steps) if self.draft else 0


def texts(actor: Actor) -> list[Text]:
    """Give every procedure, shipped or the county's own, by title; two queries."""
    rows = Definition.objects.visible_to(actor)
    current = {row.key: row for row in rows.current()}
    drafts = {row.key: row for row in rows.drafts()}
    shipped = {text.key: text for text in procedures()}
    found = [_text(key, shipped.get(key), current.get(key), drafts.get(key)) for key in {*shipped, *current, *drafts}]
    return sorted(found, key=lambda one: (not is_local(one.key), one.title))


def _text(key: str, shipped: Procedure | None, current: Definition | None, draft: Definition | None) -> Text:
    named = current or shipped or draft
    return Text(key, named.title if named else key, shipped, current, draft)


def startable(county_id: int) -> list[Procedure]:
    """Give the local procedures by which a body of a county may begin a matter, by title; one query."""
    found = {text.key: text for text in procedures() if is_local(text.key)}
    rows = Definition.objects.current().filter(county_id=county_id, key__startswith=f"{FAMILY}.")
    found |= {row.key: row.procedure for row in rows}
    return sorted(found.values(), key=lambda text: text.title)


def own_bodies(actor: Actor) -> list[Organization]:
    """Give the bodies at which a post of this person takes steps, in county order; ``actor`` is whole."""
    held = actor.bodies(Permission.PRACTICE_TAKE)
    return list(Organization.objects.filter(pk__in=held).in_order())


def matters(actor: Actor) -> CaseQuerySet:
    """Give the matters of local procedures in which a body in scope takes part."""
    return Case.objects.visible_to(actor).filter(definition__startswith=f"{FAMILY}.")


@dataclass(frozen=True, slots=True)
class Line:
    """A matter on the list: of which procedure, and where it is."""

    case: Case
    title: str
    at: CaseStanding


def lines(rows: Sequence[Case], on: date) -> list[Line]:
    """Give the lines of a page of matters."""
    where = standings(rows, on)
    return [Line(case, text_of(case).title, where[case.pk]) for case in rows]
