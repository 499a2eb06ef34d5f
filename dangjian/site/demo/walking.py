"""A case on its way through a shipped procedure, for the demo: so many steps taken on even days, the next one open."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from dangjian.affairs.organizations.models import COMMITTEES, Level, Organization
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, State, Vote
from dangjian.rulebook import procedure
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks


def walked(
    county: County,
    desks: Desks,
    *,
    definition: str,
    identity: UUID,
    subject: str,
    title: str,
    bodies: Mapping[str, Organization],
    begun: date,
    last: date,
    taken: int,
    person_id: int | None = None,
) -> tuple[Case, dict[str, date]]:
    """Add the case; return it with the day of each step taken."""
    text, home = procedure(definition), bodies["subject_body"]
    is_done = taken == len(text.steps)
    days = [begun + (last - begun) * (number + 1) // max(taken, 1) for number in range(taken)]
    case = county.rows.add(
        Case(
            public_id=identity, definition=definition, version=text.version, subject=subject, person_id=person_id,
            title=title, organization_id=home.pk, county_id=1, org_path=home.path,
            state=State.DONE if is_done else State.OPEN, opened_on=begun, closed_on=last if is_done else None,
        )
    )  # fmt: skip
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=body.pk, name=body.short_name[:60], county_id=1,
                  org_path=body.path)
        )
        for key, body in bodies.items()
    }  # fmt: skip
    opened = begun
    for number, step in enumerate(text.steps[: taken + 1]):
        is_taken = number < taken
        body = bodies[step.party]
        hand = desks.of_person(county.cast[OFFICER.login].pk) if body is county.root else desks.answers(body)
        row = county.rows.add(
            CaseStep(
                case_id=case.pk, party_id=parties[step.party].pk, county_id=1, org_path=home.path, key=step.key,
                permission=step.permission, opened_on=opened, outcome="pass" if is_taken else "",
                taken_on=days[number] if is_taken else None, taken_at=at(days[number], 10) if is_taken else None,
                account_id=hand.account_id if is_taken else None, account_name=hand.name if is_taken else "",
                papers=sorted(step.papers) if is_taken else [],
            )
        )  # fmt: skip
        if is_taken:
            opened = days[number]
            if step.vote:
                county.rows.put(Vote, step_id=row.pk, motion=step.vote, entitled=24, present=21, ballots=21, yes=19,
                                no=1, abstained=1, written=0, is_passed=True)  # fmt: skip
    return case, {step.key: day for step, day in zip(text.steps, days, strict=False)}


def committee_above(county: County, body: Organization) -> Organization:
    """Return the nearest committee above that is no base body."""
    while body.kind not in COMMITTEES or body.level == Level.BASE:
        body = county.bodies[(body.parent_id or 1) - 1]
    return body


def days_ago(county: County, number: int) -> date:
    """Return the day so many days before the demo's today."""
    return county.today - timedelta(days=number)
