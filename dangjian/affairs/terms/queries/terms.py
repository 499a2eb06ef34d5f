"""How terms stand, in words, and what waits for an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import COMMITTEES, Organization
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Answer, Election, ElectionState, Extension, Term, TermQuerySet
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Value

Asked = TypeVar("Asked", Extension, Election)
_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Held:
    """A term on a day: how it stands, and when 换届 is lawful."""

    term: Term
    standing: Standing
    window: rules.Window


def local_of(county_id: int, on: date) -> Mapping[str, Value]:
    """Return what the county set of the rules of terms."""
    return local_values(county_id, on)


def yellow_of(on: date, local: Mapping[str, Value]) -> int:
    """Return from how many days before its end a term is marked: the longest of the reminders."""
    return max(rules.thresholds(on, local), default=0)


def held(term: Term, on: date, local: Mapping[str, Value]) -> Held:
    """Return a term with its standing and its window on a day."""
    lawful = rules.window(term.expires_on, extended_to=term.extended_to, early_from=term.early_from, on=on, local=local)
    return Held(term, standing_of(term, on, yellow=yellow_of(on, local)), lawful)


def standing_of(term: Term, on: date, *, yellow: int) -> Standing:
    """Return how a term stands: past its end with approval is a warning, without it is late."""
    phase = rules.phase(term.expires_on, term.extended_to, on, yellow=yellow)
    expires = f"{_day(term.expires_on)}届满"
    if phase is rules.Phase.LATE:
        approved = f"，批准延期至{_day(term.extended_to)}" if term.extended_to else "，没有批准延期"
        return Standing(Level.LATE, f"已超期 {(on - term.due_on).days} 天未换届", f"{expires}{approved}")
    if phase is rules.Phase.EXTENDED:
        return Standing(Level.SOON, f"已批准延期至{_day(term.due_on)}", expires)
    left = (term.expires_on - on).days
    if phase is rules.Phase.SOON:
        return Standing(Level.SOON, f"还有 {left} 天届满" if left else "今天届满", expires)
    return Standing(Level.OK, "在任期内", expires)


def current(actor: Actor, body: Organization) -> Term | None:
    """Return the current term of a body in scope."""
    rows = Term.objects.visible_to(actor).current().filter(organization=body)
    return rows.select_related("organization").with_request().first()


def matching(rows: TermQuerySet, words: str, state: str, on: date, local: Mapping[str, Value]) -> TermQuerySet:
    """Return the terms whose body is named by ``words`` and that stand as ``state`` says."""
    text = words.replace("\0", "").strip()[:60]
    if text:
        rows = rows.filter(organization__short_name__icontains=text) | rows.filter(
            organization__initials__startswith=text.lower()
        )
    if state == "late":
        return rows.late(on)
    if state == "extended":
        return rows.extended(on)
    if state == "soon":
        return rows.soon(on, on + timedelta(days=yellow_of(on, local)))
    return rows.filter(extensions__answer=Answer.PENDING) if state == "asked" else rows


def requests(actor: Actor) -> list[Extension]:
    """Return the requests that wait for an answer of this person's own committee: the next one above the body."""
    return next_above(actor, list(pending(actor)))


def pending(actor: Actor) -> "QuerySet[Extension]":
    """Return the requests in scope that wait for an answer, not yet read."""
    rows = Extension.objects.visible_to(actor).filter(answer=Answer.PENDING)
    return rows.select_related("organization", "term").order_by("organization__order_no", "id")[:_MOST]


def results(actor: Actor) -> list[Election]:
    """Return the results that wait for the approval of this person's own committee."""
    return next_above(actor, list(recorded(actor)))


def recorded(actor: Actor) -> "QuerySet[Election]":
    """Return the results in scope that wait for approval, not yet read."""
    rows = Election.objects.visible_to(actor).filter(state=ElectionState.RECORDED)
    return rows.select_related("organization").order_by("organization__order_no", "id")[:_MOST]


def next_above(actor: Actor, rows: list[Asked]) -> list[Asked]:
    """Keep what this person's committee answers: whoever stands further up may, but is not asked. One query."""
    return nearest(actor, rows, committees_above(rows))


def committees_above(rows: Sequence[Extension] | Sequence[Election]) -> "QuerySet[Organization, str]":
    """Return the paths of the committees above what waits, not yet read."""
    above = {path for row in rows for path in paths.ancestors(row.org_path)[:-1]}
    return Organization.objects.filter(path__in=above, kind__in=COMMITTEES).values_list("path", flat=True)


def nearest(actor: Actor, rows: Sequence[Asked], committees: Iterable[str]) -> list[Asked]:
    """Keep what this person's committee answers, given the paths of the committees above."""
    known, own = set(committees), {grant.path for grant in actor.grants}
    answering = {row.pk: [path for path in paths.ancestors(row.org_path)[:-1] if path in known][-1:] for row in rows}
    return [row for row in rows if own.intersection(answering[row.pk])]


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
