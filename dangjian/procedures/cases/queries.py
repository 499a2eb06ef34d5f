"""Where a case is, whose turn it is, what is missing, and which days are lawful, for pages and lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, prefetch_related_objects

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Event, Level
from dangjian.foundation.ui.parts import Standing as Look
from dangjian.procedures.agenda.rules import standing as due_standing
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.calendar.rules import is_provisional
from dangjian.procedures.cases.models import Case, CaseStep, State, Took
from dangjian.procedures.cases.rules import WORKDAYS
from dangjian.procedures.definitions.lengths import length_of
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Outcome, Term, UnknownProcedureError


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What every case page answers. ``step`` and ``outcomes`` are empty once the case is at its end.

    A day ``is_about`` where it counts workdays of a year whose holidays are not decreed yet.
    """

    state: str
    step: str
    where: str
    turn: str
    who: str
    organization_id: int | None
    missing: tuple[str, ...]
    outcomes: tuple[str, ...]
    earliest_on: date | None
    latest_on: date | None
    reason: str
    citation: str
    is_about: bool
    earliest_is_about: bool
    look: Look


def standing(case: Case, on: date) -> CaseStanding:
    """Say where a case stands on a day; at most four queries."""
    return standings([case], on)[case.pk]


def standings(cases: Sequence[Case], on: date) -> dict[int, CaseStanding]:
    """Say where many cases stand on a day, by their ids."""
    waiting = CaseStep.objects.filter(case__in=cases, outcome="").select_related("party")
    return _standings(cases, waiting, on)


def standings_at(waiting: Sequence[CaseStep], on: date) -> dict[int, CaseStanding]:
    """Say where the cases of waiting steps stand, by their ids; the steps come with their case and party."""
    return _standings([row.case for row in waiting], waiting, on)


def _standings(cases: Sequence[Case], waiting: Iterable[CaseStep], on: date) -> dict[int, CaseStanding]:
    rows = {row.case_id: row for row in waiting}
    prefetch_related_objects(cases, "text")
    yellow = {county: yellow_days(on, local_values(county, on)) for county in {case.county_id for case in cases}}
    return {case.pk: _standing(case, rows.get(case.pk), on, yellow[case.county_id]) for case in cases}


def _standing(case: Case, row: CaseStep | None, on: date, yellow: int) -> CaseStanding:
    if row is None:
        return _ended(case)
    text = text_of(case).step(row.key)
    look = due_standing(row.due_on, on, yellow) if row.due_on else Look(Level.INFO, "没有期限")
    if case.state == State.SUSPENDED:
        look = Look(Level.NA, "已中止", "恢复办理后，中止的天数不计入期限")
    elif row.due_on and on > row.due_on and text.latest and text.latest.is_strict:
        look = Look(Level.LATE, "已过有效期", look.reason)
    return CaseStanding(
        state=case.state,
        step=row.key,
        where=text.says,
        turn=row.party.name,
        who=text.who,
        organization_id=row.party.organization_id,
        missing=text.papers,
        outcomes=tuple(text.outcomes) if case.state == State.OPEN else (Outcome.RESUME,),
        earliest_on=row.earliest_on or row.opened_on,
        latest_on=row.due_on,
        reason=row.due_reason,
        citation=text.citation,
        is_about=_is_about(text.latest, row.due_on, on),
        earliest_is_about=_is_about(text.earliest, row.earliest_on, on),
        look=look,
    )


def _is_about(term: Term | None, day: date | None, on: date) -> bool:
    return bool(term and day and length_of(term, on, {}).unit in WORKDAYS and is_provisional(day))


def _ended(case: Case) -> CaseStanding:
    day = f"{case.closed_on.year}年{case.closed_on.month}月{case.closed_on.day}日" if case.closed_on else ""
    level = Level.OK if case.state == State.DONE else Level.NA
    look = Look(level, case.get_state_display(), day)
    return CaseStanding(
        state=case.state, step="", where=case.get_state_display(), turn="", who="", organization_id=None, missing=(),
        outcomes=(), earliest_on=None, latest_on=None, reason="", citation="", is_about=False,
        earliest_is_about=False, look=look,
    )  # fmt: skip


def may_act(case: Case, actor: Actor) -> bool:
    """Say whether it is this person's turn; ``services.take`` checks again."""
    row = case.steps.filter(outcome="").select_related("party").first()
    if row is None or (case.person_id is not None and case.person_id == actor.person_id):
        return False
    if not actor.may(Permission(row.permission), row.party.org_path):
        return False
    step = text_of(case).step(row.key)
    if not step.other_than:
        return True
    passed = case.steps.filter(key=step.other_than, outcome=Took.PASS).order_by("-id")
    return passed.values_list("account_id", flat=True).first() != actor.account_id


def open_about(subject: str, *, families: Iterable[str] = (), person_id: int | None = None) -> list[Case]:
    """Give the open cases about a subject, of these families of procedures (``standing`` …) or of all.

    ``person_id`` finds those of a person too whose record has taken another up: a subject is never rewritten.
    """
    about = Q(subject=subject) if person_id is None else Q(subject=subject) | Q(person_id=person_id)
    rows = Case.objects.filter(about).open()
    wanted = Q()
    for family in families:
        wanted |= Q(definition__startswith=f"{family}.")
    return list(rows.filter(wanted).order_by("id"))


def events(case: Case) -> list[Event]:
    """Give what happened in a case, in turn, as the page lists it."""
    rows = case.steps.exclude(outcome="").select_related("party", "vote", "publicity").in_turn()
    return [_event(case, row) for row in rows if row.taken_at]


def _event(case: Case, row: CaseStep) -> Event:
    try:
        says = text_of(case).step(row.key).says
    except UnknownProcedureError:
        says = row.key
    papers = f"材料：{'、'.join(row.papers)}" if row.papers else ""
    words = "；".join(filter(None, (row.words, *_findings(row), papers)))
    what = says if row.outcome == Took.PASS else f"{says}——{row.get_outcome_display()}"
    assert row.taken_at is not None  # noqa: S101  # the constraint keeps it
    return Event(row.taken_at, f"{row.party.name} {row.account_name}", what, words)


def _findings(row: CaseStep) -> list[str]:
    """Say what was counted and shown at a step."""
    vote, notice = getattr(row, "vote", None), getattr(row, "publicity", None)
    said = [vote.words] if vote else []
    if notice:
        said.append(
            f"公示{notice.from_on.month}月{notice.from_on.day}日至{notice.until_on.month}月{notice.until_on.day}日"
        )
    return said
