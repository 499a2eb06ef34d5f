"""Some sixty people of the demo on their way into the Party or at its end, each step on a believable day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.admissions.models import About, Admission, Companion, Part, Result, Review
from dangjian.affairs.admissions.models import Motion as Decided
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Level, Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, Publicity, State, Vote
from dangjian.procedures.cases.rules import add_months, limit_of
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.rules import Motion
from dangjian.rulebook import Procedure, Step
from dangjian.site.demo.cast import OFFICER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks, Hand

_EACH: Final = 15  # People of each category.
# Days that pass from one step to the next, at least; the steps that wait for who is what.
_GAPS: Final = {
    "apply": 0, "talk": 12, "recommend": 170, "file_activist": 6, "contacts": 3, "educate": 366, "nominate": 16,
    "agree_object": 5, "introducers": 3, "political_review": 35, "train": 20, "committee_review": 60, "pre_review": 8,
    "application_form": 2, "congress": 14, "interview": 12, "approve": 15, "file_county": 6, "assign": 3, "oath": 9,
    "probation": 30, "request": 3, "confirm_congress": 8, "confirm_approve": 15, "archive": 10,
}  # fmt: skip
_STEPS: Final = tuple(_GAPS)


@dataclass(frozen=True, slots=True)
class _Way:
    """How far somebody has come: the step that waits, empty at the end; whether probation was extended."""

    waits: str
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step that was taken."""

    key: str
    day: date
    outcome: str = "pass"


_WAYS: Final = {
    Category.APPLICANT: tuple(map(_Way, ("talk", "recommend", "recommend", "file_activist"))),
    Category.ACTIVIST: tuple(map(_Way, ("contacts", "educate", "educate", "educate", "nominate", "agree_object"))),
    Category.OBJECT: tuple(map(_Way, (
        "introducers", "political_review", "train", "committee_review", "pre_review", "application_form", "congress",
        "interview", "approve",
    ))),
    Category.PROBATIONARY: (
        _Way("probation"), _Way("probation", is_extended=True), *map(_Way, (
            "request", "confirm_congress", "confirm_approve", "file_county", "assign", "oath", "probation",
        )),
    ),
    Category.FULL: (_Way(""), _Way("archive"), _Way("", is_extended=True)),
}  # fmt: skip
# Days since the congress of those whose probation is over and who are not full members yet.
_SINCE: Final = {"request": 380, "confirm_congress": 386, "confirm_approve": 400}
_SINCE_EXTENDED: Final = 450
_LONG_AGO: Final = timedelta(days=700)  # An extended probation is over by then.
_YEAR, _EXTENDED = 12, 18  # Months of a probation.
_REVIEW_MONTHS: Final = 6


def write(county: County) -> None:
    """Add the admissions with their cases, companions and reviews; from a source of its own."""
    chance = Chance(county.measures.members + 6, county.today)
    desks = Desks(county)
    seen: dict[str, int] = {}
    for member in _drawn(county, chance):
        ways = _WAYS[Category(member.category)]
        number = seen[member.category] = seen.get(member.category, -1) + 1
        _admission(county, chance, desks, member, ways[number % len(ways)])


def _drawn(county: County, chance: Chance) -> list[Member]:
    """People on their way, those of the printed village first, the kinds in turn; of full members the newest."""
    bodies = county.bodies
    found: dict[str, list[Member]] = {kind: [] for kind in _WAYS}
    for one in county.rows.of(Member):
        if one.category in found and bodies[one.organization_id - 1].kind in BRANCHES:
            found[one.category].append(one)
    full = found.pop(Category.FULL)
    chosen = []
    for rows in found.values():
        village = [one for one in rows if bodies[one.organization_id - 1].short_name.startswith(VILLAGE)]
        others = [one for one in rows if one not in village]
        chosen += [*village, *chance.sample(others, min(len(others), max(0, _EACH - len(village))))][:_EACH]
    joined = [one for one in full if one.joined_on]
    return chosen + sorted(joined, key=lambda one: (one.joined_on or date.min, one.person_id))[-_EACH:]


def _admission(county: County, chance: Chance, desks: Desks, member: Member, way: _Way) -> None:
    home, person = county.bodies[member.organization_id - 1], county.rows.of(Person)[member.person_id - 1]
    if member.category == Category.FULL and member.joined_on and member.joined_on > county.today - _LONG_AGO:
        way = _Way(way.waits)
    taken = _taken(county, chance, member, way)
    days = {one.key: one.day for one in taken if one.outcome == "pass"}
    _date(member, days, way)
    is_done = "archive" in days
    case = county.rows.add(
        Case(
            public_id=chance.public_id(), definition=DEFINITION, version=1,
            subject=f"people.person:{person.public_id}", person_id=person.pk, title=f"{person.name}：发展党员",
            organization_id=home.pk, county_id=1, org_path=home.path, state=State.DONE if is_done else State.OPEN,
            opened_on=days["apply"], opened_by=desks.writes(home).account_id, closed_on=days.get("archive"),
        )
    )  # fmt: skip
    _steps(county, chance, desks, case, home, taken, member.extended_until)
    row = county.rows.add(
        Admission(
            public_id=case.public_id, person_id=person.pk, organization_id=home.pk, county_id=1, org_path=home.path,
            case_id=case.pk, applied_on=days["apply"],
            form_number=f"{days['application_form'].year}-{chance.randrange(1000):04d}"
            if "application_form" in days else "",
            training_days=3 if "train" in days else None, training_hours=24 if "train" in days else None,
            motion=Decided.CONFIRM if "confirm_congress" in days and taken[-1].outcome == "pass" else "",
            extended_until=member.extended_until, result=Result.DONE if is_done else "", ended_on=days.get("archive"),
        )
    )  # fmt: skip
    _companions(county, chance, row, member, days)
    _reviews(county, row, days)


def _date(member: Member, days: Mapping[str, date], way: _Way) -> None:
    """Let the record of a member say what the case says."""
    member.applied_on = days["apply"]
    if "file_activist" in days:
        member.activist_on = days["recommend"]
    if way.is_extended:
        member.extended_until = add_months(days["congress"], _EXTENDED)
    if member.category == Category.FULL:
        member.confirmed_on = member.extended_until or add_months(days["congress"], _YEAR)


def _taken(county: County, chance: Chance, member: Member, way: _Way) -> list[_Taken]:
    """Return the steps that were taken, in order; a member's congress is the day of joining."""
    if member.joined_on is None:
        passed = _STEPS[: _STEPS.index(way.waits)]
        return _before(chance, passed, county.today - timedelta(days=chance.randint(2, 20)))
    if member.category == Category.PROBATIONARY and (way.is_extended or way.waits in _SINCE):
        since = _SINCE_EXTENDED if way.is_extended else _SINCE[way.waits]
        member.joined_on = county.today - timedelta(days=since + chance.randrange(5))
    before = _before(chance, _STEPS[: _STEPS.index("congress") + 1], member.joined_on)
    return [*before, *_after(county.today, chance, member.joined_on, way)]


def _before(chance: Chance, steps: Sequence[str], last: date) -> list[_Taken]:
    """Return steps with their days, the last on ``last``."""
    found = [_Taken(steps[-1], last)]
    for after, step in zip(reversed(steps), list(reversed(steps))[1:], strict=False):
        last -= timedelta(days=_GAPS[after] + chance.randrange(max(2, _GAPS[after] // 4)))
        found.append(_Taken(step, last))
    return found[::-1]


def _after(today: date, chance: Chance, joined: date, way: _Way) -> list[_Taken]:
    """Return the steps after the congress, until the one that waits or until today."""
    ahead = [(step, "pass") for step in _STEPS[_STEPS.index("congress") + 1 :]]
    if way.is_extended:
        again = ahead[-5:]
        ahead[-2:] = [("confirm_approve", "extend"), *again]
    ends, last = add_months(joined, _YEAR), joined
    found: list[_Taken] = []
    for step, outcome in ahead:
        is_over = not way.is_extended or any(one.outcome == "extend" for one in found)
        last += timedelta(days=_GAPS[step] + chance.randrange(3))
        if step == "probation":
            last = max(last, ends + timedelta(days=chance.randrange(1, 6)))
        if (step == way.waits and is_over) or (last >= today and step not in {"interview", "approve"}):
            break
        last = min(last, today - timedelta(days=1))
        ends = add_months(joined, _EXTENDED) if outcome == "extend" else ends
        found.append(_Taken(step, last, outcome))
    return found


def _steps(
    county: County, chance: Chance, desks: Desks, case: Case, home: Organization, taken: Sequence[_Taken],
    extended_until: date | None,
) -> None:  # fmt: skip
    text = text_of(case)
    bodies = {"subject_body": home, "superior": _superior(county, home), "county_department": county.root}
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=body.pk, name=body.short_name[:60], county_id=1,
                  org_path=body.path)
        )
        for key, body in bodies.items()
    }  # fmt: skip
    opened = taken[0].day
    days: dict[str, date] = {}
    for one in taken:
        step = text.step(one.key)
        hand = _hand(county, desks, bodies[step.party])
        row = county.rows.add(
            CaseStep(
                case_id=case.pk, party_id=parties[step.party].pk, county_id=1, org_path=home.path, key=step.key,
                permission=step.permission, opened_on=opened, outcome=one.outcome, taken_on=one.day,
                taken_at=at(one.day, 10), account_id=hand.account_id, account_name=hand.name,
                papers=list(step.papers), **_limits(step, days, opened),
            )
        )  # fmt: skip
        if one.outcome == "pass":
            _findings(county, chance, row, step, one.day)
            days[step.key] = one.day
        opened = one.day
    if following := _following(text, taken[-1]):
        limits = _limits(following, days, opened)
        if taken[-1].outcome == "extend":
            limits |= {"earliest_on": extended_until, "due_on": None}
        county.rows.add(
            CaseStep(
                case_id=case.pk, party_id=parties[following.party].pk, county_id=1, org_path=home.path,
                key=following.key, permission=following.permission, opened_on=opened, papers=[], **limits,
            )
        )  # fmt: skip


def _following(text: Procedure, last: _Taken) -> Step | None:
    step = text.step(last.key)
    return text.step(step.extends_to) if last.outcome == "extend" else text.following(step)


def _hand(county: County, desks: Desks, body: Organization) -> Hand:
    """Who acts for a body; for the county its organization department."""
    return desks.of_person(county.cast[OFFICER.login].pk) if body is county.root else desks.answers(body)


def _limits(step: Step, days: Mapping[str, date], opened: date) -> dict[str, object]:
    earliest, latest = (limit_of(term, days, opened, {}) for term in (step.earliest, step.latest))
    one = latest or earliest
    return {
        "earliest_on": earliest.day if earliest else None,
        "due_on": latest.day if latest else None,
        "due_reason": f"{one.words}（{one.citation}）" if one else "",
    }


def _findings(county: County, chance: Chance, row: CaseStep, step: Step, day: date) -> None:
    if step.publicity:
        county.rows.add(Publicity(step_id=row.pk, from_on=day - timedelta(days=12), until_on=day - timedelta(days=1)))
    if step.vote:
        entitled = chance.randint(7, 25)
        present = entitled - chance.randrange(2)
        yes = present - chance.randrange(2)
        county.rows.add(
            Vote(step_id=row.pk, motion=Motion.ADMISSION, entitled=entitled, present=present, ballots=present, yes=yes,
                 no=present - yes, abstained=0, written=0, is_passed=True)
        )  # fmt: skip


def _companions(county: County, chance: Chance, row: Admission, member: Member, days: Mapping[str, date]) -> None:
    full = [
        one for one in county.rows.of(Member)
        if one.organization_id == member.organization_id and one.category == Category.FULL and one is not member
    ]  # fmt: skip
    chosen = chance.sample(full, min(2, len(full)))
    for step, part, people in (
        ("contacts", Part.CONTACT, chosen[:1]),
        ("introducers", Part.INTRODUCER, chosen),
    ):
        if step in days:
            for one in people:
                county.rows.add(
                    Companion(admission_id=row.pk, person_id=one.person_id, part=part, county_id=1,
                              org_path=row.org_path, since=days[step])
                )  # fmt: skip


def _reviews(county: County, row: Admission, days: Mapping[str, date]) -> None:
    for about, due, day in _held(days, county.today):
        county.rows.put(
            Review, admission_id=row.pk, about=about, county_id=1, org_path=row.org_path, due_on=due, held_on=day,
            recorded_at=at(day, 15),
        )  # fmt: skip


def _held(days: Mapping[str, date], today: date) -> Iterator[tuple[About, date, date]]:
    """Yield the reviews: each in the ten days before it was due, until the step that closes them."""
    for about, since, until in (
        (About.ACTIVIST, "recommend", "educate"),
        (About.PROBATION, "congress", "probation"),
    ):
        if since not in days or (about is About.ACTIVIST and "file_activist" not in days):
            continue
        number = 1
        while (due := add_months(days[since], _REVIEW_MONTHS * number)) <= min(days.get(until, today), today):
            yield about, due, due - timedelta(days=number % 10 + 1)
            number += 1


def _superior(county: County, body: Organization) -> Organization:
    """The nearest committee above that may approve members."""
    while body.kind not in COMMITTEES or body.level == Level.BASE:
        body = county.bodies[(body.parent_id or 1) - 1]
    return body
