"""A village of the demo with who acts there, and a case on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.organizations.models import Organization
from dangjian.community.villages.models import Village
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, State, Vote
from dangjian.rulebook import procedure
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Hand

_OPENED: Final = timedelta(days=300)


def opened(today: date) -> date:
    """Return the day on which the villages of the demo began to use the platform."""
    return today - _OPENED


@dataclass(frozen=True, slots=True)
class Place:
    """A village, its body and the one above, and who types."""

    body: Organization
    above: Organization
    village: Village
    hand: Hand

    @property
    def is_own(self) -> bool:
        """Whether it is the village of the printed walk."""
        return self.village.name == VILLAGE


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken on a day by somebody, with the counts of its vote: entitled, present, yes, no."""

    key: str
    on: date
    hand: Hand
    motion: str = ""
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)


def put_case(
    county: County, chance: Chance, place: Place, definition: str, title: str, subject: str, taken: Sequence[Taken],
    begun: date, ended: State | None = None,
) -> Case:  # fmt: skip
    """Add a case with the steps that were taken, and the one that waits."""
    text = procedure(definition)
    last = taken[-1].on if taken else begun
    is_done = len(taken) == len(text.steps)
    state = ended or (State.DONE if is_done else State.OPEN)
    here = {"county_id": 1, "org_path": place.body.path}
    case = county.rows.add(
        Case(
            **here, public_id=chance.public_id(), definition=definition, version=text.version, subject=subject,
            title=title[:120], organization_id=place.body.pk, state=state, opened_on=begun,
            opened_by=place.hand.account_id, closed_on=None if state == State.OPEN else last,
        )
    )  # fmt: skip
    bodies = {"subject_body": place.body, "superior": place.above}
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=bodies[key].pk, name=bodies[key].short_name[:60],
                  county_id=1, org_path=bodies[key].path)
        )
        for key in sorted(text.parties)
    }  # fmt: skip
    opened_on = begun
    for number, step in enumerate(text.steps[: len(taken) + (state == State.OPEN)]):
        done = taken[number] if number < len(taken) else None
        is_refused = state == State.REFUSED and done is taken[-1]
        row = county.rows.add(
            CaseStep(
                **here, case_id=case.pk, party_id=parties[step.party].pk, key=step.key, permission=step.permission,
                opened_on=opened_on, outcome=("refuse" if is_refused else "pass") if done else "",
                taken_on=done.on if done else None, taken_at=at(done.on, 16) if done else None,
                account_id=done.hand.account_id if done else None, account_name=done.hand.name if done else "",
                words="赞成票没有过半" if is_refused else "", papers=[],
            )
        )  # fmt: skip
        if done and done.motion:
            entitled, present, yes, no = done.counts
            county.rows.put(Vote, step_id=row.pk, motion=done.motion, entitled=entitled, present=present,
                            ballots=present, yes=yes, no=no, abstained=present - yes - no,
                            is_passed=not is_refused)  # fmt: skip
        opened_on = done.on if done else opened_on
    return case
