"""Some fifteen members of the demo who lost contact, at every stage from a mark in the record to restoration."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.mobility.models import Talent
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Level, Organization
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.standing.models import GROUNDS, Kind, Matter, Result, Search, Way
from dangjian.affairs.transfers.models import Transfer
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, State
from dangjian.procedures.cases.rules import add_months
from dangjian.procedures.definitions.queries import text_of
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks


@dataclass(frozen=True, slots=True)
class Fate:
    """Days since contact was lost, the matter and how many of its steps are taken, days since suspension."""

    lost: int
    kind: Kind | None = None
    taken: int = 0
    suspended: int = 0
    result: Result | None = None


_LOST_MONTHS: Final = 6
_FATES: Final = (
    Fate(75, Kind.LOST, 0),
    Fate(230, Kind.LOST, 2),
    Fate(45),
    Fate(240, Kind.LOST, 1),
    Fate(205),
    Fate(400, Kind.LOST, 3, suspended=120, result=Result.DONE),
    Fate(1_100, Kind.LOST, 3, suspended=800, result=Result.DONE),
    Fate(150, Kind.LOST, 0, result=Result.FOUND),
    Fate(110, Kind.LOST, 0),
    Fate(300, Kind.LOST, 2),
    Fate(1_000, Kind.RESTORATION, 2, suspended=600),
    Fate(1_200, Kind.REMOVAL, 1, suspended=760),
    Fate(260, Kind.LOST, 1),
    Fate(95),
    Fate(500, Kind.LOST, 3, suspended=200, result=Result.DONE),
)


def write(county: County) -> None:
    """Mark the lost in the record and add their matters with the cases; from a source of its own."""
    chance = Chance(county.measures.members + 4, county.today)
    desks = Desks(county)
    for member, fate in zip(_drawn(county, chance), _FATES, strict=False):
        member.lost_since = county.today - timedelta(days=fate.lost)
        if fate.suspended:
            member.standing = Standing.SUSPENDED
        if fate.result == Result.FOUND:
            member.lost_since = None
        if fate.kind:
            _matter(county, chance, desks, member, fate, fate.kind)


def settle(county: County) -> None:
    """Part the spells of the suspended once the rows are written: before that day their standing was normal."""
    chance = Chance(county.measures.members + 5, county.today)
    since = {row.person_id: _suspended_on(row) for row in county.rows.of(Matter)}
    for member in county.rows.of(Member):
        day = since.get(member.person_id)
        if member.standing != Standing.SUSPENDED or day is None:
            continue
        moment = at(day, 10)
        spell = Spell.objects.get(member_id=member.pk, superseded_at=None)
        Spell.objects.filter(pk=spell.pk).update(superseded_at=moment)
        for standing, during in (
            (Standing.NORMAL, DateRange(spell.during.lower, day)),
            (Standing.SUSPENDED, DateRange(day, None)),
        ):
            Spell.objects.create(member_id=member.pk, organization_id=spell.organization_id, county_id=1,
                                 org_path=spell.org_path, category=spell.category, standing=standing, during=during,
                                 source=Source.DECISION, recorded_at=moment)  # fmt: skip
        Entry.objects.create(public_id=chance.public_id(), person_id=member.person_id, county_id=1,
                             org_path=member.org_path, source=Source.DECISION, words="停止党籍：失去联系",
                             fields=["standing"], on=day, recorded_at=moment)  # fmt: skip


def _suspended_on(matter: Matter) -> date | None:
    """The day of suspension: where the matter runs from, or where it ended with that."""
    if matter.kind in GROUNDS:
        return matter.ended_on if matter.result == Result.DONE else None
    return matter.since


def _drawn(county: County, chance: Chance) -> list[Member]:
    """Full members of branches, with no post, transfer or parked relation; the first two of the printed village."""
    held = {row.person_id for row in county.rows.of(Appointment)} | {one.pk for one in county.cast.values()}
    held |= {row.person_id for row in county.rows.of(Transfer) if row.person_id}
    held |= county.rows.values(Talent, "person_id")
    free = [one for one in county.rows.of(Member) if one.category == Category.FULL and one.person_id not in held]
    bodies = county.bodies
    village = [one for one in free if bodies[one.organization_id - 1].short_name.startswith(VILLAGE)][:2]
    others = [one for one in free if one not in village and bodies[one.organization_id - 1].kind in BRANCHES]
    return [*village, *chance.sample(others, len(_FATES) - len(village))]


def _matter(county: County, chance: Chance, desks: Desks, member: Member, fate: Fate, kind: Kind) -> None:
    today, home = county.today, county.bodies[member.organization_id - 1]
    person = county.rows.of(Person)[member.person_id - 1]
    since = today - timedelta(days=fate.lost if kind == Kind.LOST else fate.suspended)
    begun = today - timedelta(days=60) if kind != Kind.LOST else since + timedelta(days=20)
    last = today - timedelta(days=fate.suspended) if kind == Kind.LOST and fate.suspended else today
    ended = last if fate.result else None
    case = county.rows.add(
        Case(
            public_id=chance.public_id(),
            definition=f"standing.{kind}",
            version=1,
            subject=f"people.person:{person.public_id}",
            person_id=person.pk,
            title=f"{person.name}：{kind.label}",
            organization_id=home.pk,
            county_id=1,
            org_path=home.path,
            state=_state(fate),
            opened_on=since,
            opened_by=desks.answers(home).account_id,
            closed_on=ended,
        )
    )
    _steps(county, desks, case, home, fate, begun, last)
    county.rows.add(
        Matter(
            public_id=case.public_id,
            person_id=person.pk,
            organization_id=home.pk,
            county_id=1,
            org_path=home.path,
            kind=kind,
            since=since,
            case_id=case.pk,
            result=fate.result or "",
            ended_on=ended,
            recorded_at=at(begun, 9),
        )
    )
    if kind == Kind.LOST:
        for number, way in enumerate((Way.CALL, Way.FAMILY, Way.VILLAGE)[: 1 + fate.taken]):
            county.rows.put(Search, matter_id=county.rows.count(Matter), county_id=1, org_path=home.path, way=way,
                            on=min(begun + timedelta(days=5 * number), last), recorded_at=at(begun, 9))  # fmt: skip


def _steps(county: County, desks: Desks, case: Case, home: Organization, fate: Fate, begun: date, last: date) -> None:
    text = text_of(case)
    bodies = {"subject_body": home, "superior": _superior(county, home)}
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=body.pk, name=body.short_name[:60], county_id=1,
                  org_path=body.path)
        )
        for key, body in bodies.items()
    }  # fmt: skip
    opened = begun
    shown = text.steps[: fate.taken + (0 if fate.result == Result.DONE else 1)]
    for number, step in enumerate(shown):
        is_taken = number < fate.taken
        is_last = step is text.steps[-1] or fate.result == Result.FOUND
        done = last if is_last else max(opened, min(last, begun + (last - begun) * (number + 1) // (fate.taken + 1)))
        if case.definition == "standing.lost" and step.key != "search":
            done = max(done, add_months(case.opened_on, _LOST_MONTHS))
        hand = desks.answers(bodies[step.party])
        outcome = "pass" if is_taken else ("withdraw" if fate.result == Result.FOUND else "")
        county.rows.add(
            CaseStep(
                case_id=case.pk,
                party_id=parties[step.party].pk,
                county_id=1,
                org_path=home.path,
                key=step.key,
                permission=step.permission,
                opened_on=opened,
                outcome=outcome,
                taken_on=done if outcome else None,
                taken_at=at(done, 10) if outcome else None,
                account_id=hand.account_id if outcome else None,
                account_name=hand.name if outcome else "",
                words=Result.FOUND.label if outcome == "withdraw" else "",
                papers=list(step.papers) if is_taken else [],
            )
        )
        opened = done


def _state(fate: Fate) -> State:
    if fate.result is None:
        return State.OPEN
    return State.DONE if fate.result == Result.DONE else State.WITHDRAWN


def _superior(county: County, body: Organization) -> Organization:
    """The nearest committee above that may approve members."""
    while body.kind not in COMMITTEES or body.level == Level.BASE:
        body = county.bodies[(body.parent_id or 1) - 1]
    return body
