"""The rows of one transfer: its case, the bodies that take part, the steps taken, itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.transfers.models import Reason, State, Transfer
from dangjian.affairs.transfers.rules import letter_rule, valid_until
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, Took
from dangjian.procedures.cases.models import State as CaseState
from dangjian.rulebook import Procedure, procedure
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.transfers.ways import Fate, Way, committee_of

_WORDS: Final = {
    Took.RETURN: "接收党支部写错，请核对后重新开具",
    Took.WITHDRAW: "本人工作没有变动",
    Took.REFUSE: "手续不全",
    Took.EXPIRE: "介绍信超过有效期",
}
_MOVED: Final = (State.RECEIVED, State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Told:
    """One transfer with its bodies and days."""

    identity: UUID
    person: Person
    way: Way
    fate: Fate
    bodies: Mapping[str, Organization]
    begun: date
    days: Mapping[str, date]
    sent: date | None

    @property
    def text(self) -> Procedure:
        """The procedure it goes by."""
        return procedure(f"transfers.{'between' if self.way.target else 'outward'}")

    @property
    def to_name(self) -> str:
        """Where it goes, in words."""
        return self.bodies["receiving_body"].name if self.way.target else self.way.outside

    @property
    def until(self) -> date | None:
        """The last day of the letter."""
        return valid_until(self.sent, self.sent) if self.sent else None


def told_of(county: County, chance: Chance, person: Person, way: Way, fate: Fate) -> Told:
    """Work out the bodies and days of a transfer."""
    # Who has moved stands in the new branch already: the roll they are drawn from is where they went.
    is_there = fate.state in _MOVED and way.target is not None
    source, target = (way.target or way.source, way.source) if is_there else (way.source, way.target)
    begun = county.today - timedelta(days=fate.ago)
    days = {key: begun + timedelta(days=2 * place) for place, (key, _) in enumerate(fate.taken)}
    if fate.state == State.EXPIRED:
        days["accept"] = county.today - timedelta(days=1)
    bodies = {"subject_body": source, "sending_committee": committee_of(county, source)}
    if target:
        bodies |= {"receiving_body": target, "receiving_committee": committee_of(county, target)}
    sent = days.get("send") if ("send", Took.PASS) in fate.taken else None
    return Told(chance.public_id(), person, way, fate, bodies, begun, days, sent)


def write_rows(county: County, desks: Desks, told: Told, reason: Reason) -> None:
    """Add everything of one transfer."""
    home = told.bodies["subject_body"]
    at_home = {"county_id": 1, "org_path": home.path}
    case = county.rows.add(
        Case(
            public_id=told.identity,
            definition=told.text.key,
            version=told.text.version,
            person_id=told.person.pk,
            subject=f"people.person:{told.person.public_id}",
            title=f"{told.person.name}同志组织关系由{home.name}转往{told.to_name}"[:120],
            organization_id=home.pk,
            opened_on=told.begun,
            opened_by=desks.answers(home).account_id,
            closed_on=None if told.fate.waiting else max(told.days.values()),
            state=_case_state(told.fate),
            **at_home,
        )
    )
    parties = {key: county.rows.add(_party(case, key, body)) for key, body in told.bodies.items()}
    opened = told.begun
    for key, outcome in (*told.fate.taken, *(((told.fate.waiting, None),) if told.fate.waiting else ())):
        row = _step(told, case, parties, key, outcome, opened)
        if outcome:
            hand = desks.answers(told.bodies[told.text.step(key).party])
            row.account_id, row.account_name = hand.account_id, hand.name
        county.rows.add(row)
        opened = row.taken_on or opened
    county.rows.add(_transfer(told, case, reason))


def _party(case: Case, key: str, body: Organization) -> Party:
    name, place = body.short_name[:60], body.path
    return Party(case_id=case.pk, key=key, organization_id=body.pk, name=name, county_id=1, org_path=place)


def _step(
    told: Told, case: Case, parties: Mapping[str, Party], key: str, outcome: Took | None, opened: date
) -> CaseStep:
    step = told.text.step(key)
    done = told.days.get(key, opened) if outcome else None
    has_term = step.latest is not None and told.sent is not None
    return CaseStep(
        case_id=case.pk,
        party_id=parties[step.party].pk,
        county_id=1,
        org_path=case.org_path,
        key=key,
        permission=step.permission,
        opened_on=opened,
        due_on=told.until if has_term else None,
        due_reason=_reason(told.sent) if has_term and told.sent else "",
        outcome=outcome or "",
        taken_on=done,
        taken_at=at(done, 10) if done else None,
        words=_WORDS.get(outcome, "") if outcome else "",
        papers=list(step.papers) if outcome == Took.PASS else [],
    )


def _transfer(told: Told, case: Case, reason: Reason) -> Transfer:
    home, target = told.bodies["subject_body"], told.bodies.get("receiving_body")
    days, sent = told.days, told.sent
    return Transfer(
        public_id=told.identity,
        kind=told.text.key.partition(".")[2],
        state=told.fate.state,
        case_id=case.pk,
        person_id=told.person.pk,
        person_name=told.person.name,
        category=told.way.member.category,
        county_id=1,
        org_path=home.path,
        target_county_id=1 if target else None,
        target_path=target.path if target else "",
        from_body_id=home.pk,
        from_name=home.name,
        from_committee_id=told.bodies["sending_committee"].pk,
        to_body_id=target.pk if target else None,
        to_name=told.to_name,
        to_committee_id=told.bodies["receiving_committee"].pk if target else None,
        reason=reason,
        dues_paid_until=(told.begun.replace(day=1) - timedelta(days=1)).replace(day=1),
        letter_number=f"清组转〔{told.begun.year}〕{case.pk}号" if sent else "",
        letters=1 if sent else 0,
        started_on=told.begun,
        sent_on=sent,
        valid_until=told.until,
        accepted_on=days.get("accept") if told.fate.state in (State.ACCEPTED, *_MOVED) else None,
        received_on=days.get("receipt"),
        receipt_on=days.get("receipt"),
        archived_on=days.get("archive"),
        recorded_at=at(told.begun, 9),
    )


def _case_state(fate: Fate) -> CaseState:
    if fate.waiting:
        return CaseState.OPEN
    return {State.WITHDRAWN: CaseState.WITHDRAWN, State.REFUSED: CaseState.REFUSED}.get(fate.state, CaseState.DONE)


def _reason(sent: date) -> str:
    text = letter_rule(sent)
    return f"{text.says}（{text.citation}）"[:300]
