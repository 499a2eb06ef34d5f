"""Some sixty people of the demo on their way into the Party or at its end, each step on a believable day."""

from collections.abc import Iterator, Mapping, Sequence
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
from dangjian.site.demo.cast import OFFICER, ORGANIZER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks, Hand
from dangjian.site.demo.ways import EXTENDED, WAYS, YEAR, Taken, Way, walked, way_of

_EACH: Final = 15  # People of each category.
_NEAR: Final = 5  # Of these, in the township of the cast.
_REVIEW_MONTHS: Final = 6


def write(county: County) -> None:
    """Add the admissions with their cases, companions and reviews; from a source of its own."""
    chance = Chance(county.measures.members + 6, county.today)
    desks = Desks(county)
    seen: dict[str, int] = {}
    for member in _drawn(county, chance):
        number = seen[member.category] = seen.get(member.category, -1) + 1
        _admission(county, chance, desks, member, way_of(member, number, county.today))


def _drawn(county: County, chance: Chance) -> list[Member]:
    """People on their way, those of the printed village and township first; of full members the newest."""
    bodies = county.bodies
    town = next(one for one in bodies if one.level == Level.TOWNSHIP and one.short_name.startswith(ORGANIZER.body))
    found: dict[str, list[Member]] = {kind: [] for kind in WAYS}
    for one in county.rows.of(Member):
        if one.category in found and bodies[one.organization_id - 1].kind in BRANCHES:
            found[one.category].append(one)
    full = found.pop(Category.FULL)
    chosen = []
    for rows in found.values():
        near = [one for one in rows if bodies[one.organization_id - 1].path.startswith(town.path)]
        near.sort(key=lambda one: not bodies[one.organization_id - 1].short_name.startswith(VILLAGE))
        near = near[:_NEAR]
        others = [one for one in rows if one not in near]
        chosen += [*near, *chance.sample(others, min(len(others), _EACH - len(near)))]
    joined = [one for one in full if one.joined_on]
    return chosen + sorted(joined, key=lambda one: (one.joined_on or date.min, one.person_id))[-_EACH:]


def _admission(county: County, chance: Chance, desks: Desks, member: Member, way: Way) -> None:
    home, person = county.bodies[member.organization_id - 1], county.rows.of(Person)[member.person_id - 1]
    taken = walked(county.today, chance, member, way)
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


def _date(member: Member, days: Mapping[str, date], way: Way) -> None:
    """Let the record of a member say what the case says."""
    member.applied_on = days["apply"]
    if "file_activist" in days:
        member.activist_on = days["recommend"]
    if way.is_extended:
        member.extended_until = add_months(days["congress"], EXTENDED)
    if member.category == Category.FULL:
        member.confirmed_on = member.extended_until or add_months(days["congress"], YEAR)


def _steps(
    county: County, chance: Chance, desks: Desks, case: Case, home: Organization, taken: Sequence[Taken],
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


def _following(text: Procedure, last: Taken) -> Step | None:
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
