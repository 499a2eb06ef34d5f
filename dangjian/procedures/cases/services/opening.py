"""A case opens, and each of its steps, with the days that hold for it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.doors import is_sealed
from dangjian.procedures.cases.models import Case, CaseStep, Party
from dangjian.procedures.cases.rules import Limit, limit_of
from dangjian.procedures.definitions.queries import current_text
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Outcome, Step, Value

HOME: Final = "subject_body"
OPENING: Final = "opening"


class Body(Protocol):
    """A body as cases see it from below."""

    pk: int
    short_name: str
    path: str
    county_id: int


@transaction.atomic
def open_case(
    *,
    by: Actor | None,
    definition: str,
    subject: str,
    title: str,
    parties: Mapping[str, Body],
    on: date,
    home: str = HOME,
    person_id: int | None = None,
    identity: UUID | None = None,
    since: date | None = None,
) -> Case:
    """Open a case under the county's own text of a procedure, or the newest shipped one; its first step waits.

    ``parties`` names the bodies by the procedure's words, ``home`` which of them the case belongs to;
    ``by`` is None for what the platform opens by itself; ``identity`` is the public id where the page of the case is
    that of its subject. Terms from the opening run from ``since`` where what the case is about began earlier.
    Raises ``ValueError`` where a body is missing.
    """
    at = parties[home]
    text, text_id = current_text(at.county_id, definition)
    if missing := text.parties - parties.keys():
        raise ValueError(f"{definition} lacks {sorted(missing)}")
    case = Case.objects.create(
        public_id=identity or public_id(),
        definition=text.key, version=text.version, text_id=text_id, subject=subject, person_id=person_id,
        title=title[:120],
        organization_id=at.pk, county_id=at.county_id, org_path=at.path, opened_on=since or on,
        opened_by=by.account_id if by else None,
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(
            case=case,
            key=key,
            organization_id=body.pk,
            name=body.short_name[:60],
            county_id=body.county_id,
            org_path=body.path,
        )
        for key, body in parties.items()
    )
    open_step(case, text.steps[0], on, local_values(case.county_id, on))
    record(by, case, "case.open", text.title)
    return case


def open_step(case: Case, step: Step, on: date, local: Mapping[str, Value]) -> None:
    """Open a step: its earliest and latest day are reckoned now and stay."""
    begins = _begins(case)
    earliest = limit_of(step.earliest, begins, on, local)
    latest = limit_of(step.latest, begins, on, local)
    reason = "；".join(filter(None, map(_reason, (earliest, latest))))
    CaseStep.objects.create(
        case=case, party=case.parties.get(key=step.party), county_id=case.county_id, org_path=case.org_path,
        key=step.key, permission=step.permission, opened_on=on, earliest_on=earliest.day if earliest else None,
        due_on=latest.day if latest else None, due_reason=reason[:300],
    )  # fmt: skip


def _begins(case: Case) -> dict[str, date]:
    passed = CaseStep.objects.filter(case=case, outcome=Outcome.PASS, taken_on__isnull=False).order_by("id")
    return {OPENING: case.opened_on} | {row.key: row.taken_on for row in passed if row.taken_on}


def _reason(limit: Limit | None) -> str:
    if limit is None:
        return ""
    about = "（当年放假安排未公布，按周末推算）" if limit.is_about else ""
    cited = f"（{limit.citation}）" if limit.citation else ""
    return f"{limit.words}{about}{cited}"[:300]


def record(by: Actor | None, case: Case, action: str, words: str) -> None:
    """Write what happened to a case; of a sealed one neither where nor what."""
    if is_sealed(case):
        audit.record_sealed(by=by, action=action, subject=case.public_id, county_id=case.county_id)
        return
    audit.record(
        by=by, action=action, subject=case.public_id, organization_id=case.organization_id, path=case.org_path,
        words=words, county_id=case.county_id,
    )  # fmt: skip
