"""Requests for corrections as the person and those who answer see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.affairs.dossier.models import Answer, Correction, Outcome
from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.held import member_of
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

_OUTCOMES = {Outcome.ACCEPTED: Level.OK, Outcome.REFUSED: Level.NA, Outcome.WITHDRAWN: Level.NA}


@dataclass(frozen=True, slots=True)
class Request:
    """A request in words; ``asked`` and ``now`` masked where the field is sealed."""

    row: Correction
    caption: str
    now: str
    asked: str
    standing: Standing
    answer: Answer | None
    body: str = ""

    @property
    def is_sealed(self) -> bool:
        """Whether what is asked stands masked."""
        return FACTS[self.row.field].is_sealed

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class Requests:
    """One page of the list."""

    rows: Sequence[Request]
    pager: Pager


def request_of(row: Correction, on: date, *, is_whole: bool = False, body: str = "") -> Request:
    """Return a request in words."""
    fact, person = FACTS[row.field], row.person
    values = (held(person, member_of(person), row.field), fact.read(row.value, on))
    words = [fact.words(value) for value in values]
    if fact.mask and not is_whole:
        words = [fact.mask(text) if text else "" for text in words]
    answer: Answer | None = getattr(row, "answer", None)
    return Request(
        row, fact.caption, words[0] or "没有登记", words[1] or "删去", _standing(row, answer, on), answer, body
    )


def _standing(row: Correction, answer: Answer | None, on: date) -> Standing:
    if answer:
        outcome = Outcome(answer.outcome)
        return Standing(_OUTCOMES[outcome], outcome.label)
    return standing(row.due_on, on, yellow_days(on, local_values(row.county_id, on)))


def page(actor: Actor, state: str, on: date, query: QueryDict) -> Requests:
    """Return one page of the requests in scope, those to be answered first; never one's own."""
    shown = [name for name, fact in FACTS.items() if zones.shows(fact.privacy)]
    rows = Correction.objects.visible_to(actor).exclude(person=actor.person_id).filter(field__in=shown)
    rows = rows.select_related("person", "answer")
    if state == "late":
        rows = rows.late_on(on)
    elif state == "done":
        rows = rows.exclude(answer=None)
    elif state != "all":
        rows = rows.open()
    found = keyset(rows, by=("due_on", "id"), query=query)
    bodies = {row.person.organization_id for row in found.rows}
    names = dict(Organization.objects.filter(pk__in=bodies).values_list("pk", "short_name"))
    lines = [request_of(row, on, body=names.get(row.person.organization_id, "")) for row in found.rows]
    return Requests(lines, found.pager)
