"""Some sixty people of the demo on their way into the Party, in every phase, each step on a believable day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.admissions.models import About, Admission, Companion, Part, Review
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Level, Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import at
from dangjian.procedures.cases.models import Case, CaseStep, Party, Publicity, State, Vote
from dangjian.procedures.cases.rules import add_months, limit_of
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.rules import Motion
from dangjian.rulebook import Step
from dangjian.site.demo.cast import OFFICER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks, Hand

_MOST: Final = 60
# Days that pass from one step to the next, at least; the steps that wait for who is what.
_GAPS: Final = {
    "apply": 0, "talk": 12, "recommend": 170, "file_activist": 6, "contacts": 3, "educate": 366, "nominate": 16,
    "agree_object": 5, "introducers": 3, "political_review": 35, "train": 20, "committee_review": 60, "pre_review": 8,
    "application_form": 2, "congress": 14, "interview": 12, "approve": 15, "file_county": 6, "assign": 3, "oath": 9,
    "probation": 400,
}  # fmt: skip
_STEPS: Final = tuple(_GAPS)
_WAITS: Final = {
    Category.APPLICANT: ("talk", "recommend", "recommend", "file_activist"),
    Category.ACTIVIST: ("contacts", "educate", "educate", "educate", "nominate", "agree_object"),
    Category.OBJECT: (
        "introducers", "political_review", "train", "committee_review", "pre_review", "application_form", "congress",
        "interview", "approve",
    ),
    Category.PROBATIONARY: ("file_county", "assign", "oath", "probation", "probation", "probation"),
}  # fmt: skip
_REVIEW_MONTHS: Final = 6


def write(county: County) -> None:
    """Add the admissions with their cases, companions and reviews; from a source of its own."""
    chance = Chance(county.measures.members + 6, county.today)
    desks = Desks(county)
    seen: dict[str, int] = {}
    for member in _drawn(county, chance):
        ways = _WAITS[Category(member.category)]
        number = seen[member.category] = seen.get(member.category, -1) + 1
        _admission(county, chance, desks, member, ways[number % len(ways)])


def _drawn(county: County, chance: Chance) -> list[Member]:
    """People on their way and probationary members, those of the printed village first, the kinds in turn."""
    bodies = county.bodies
    found: dict[str, list[Member]] = {kind: [] for kind in _WAITS}
    for one in county.rows.of(Member):
        if one.category in found and bodies[one.organization_id - 1].kind in BRANCHES:
            found[one.category].append(one)
    chosen = []
    for rows in found.values():
        village = [one for one in rows if bodies[one.organization_id - 1].short_name.startswith(VILLAGE)]
        others = [one for one in rows if one not in village]
        least = _MOST // len(found)
        chosen += [*village, *chance.sample(others, min(len(others), max(0, least - len(village))))][:least]
    return chosen


def _admission(county: County, chance: Chance, desks: Desks, member: Member, waits: str) -> None:
    home, person = county.bodies[member.organization_id - 1], county.rows.of(Person)[member.person_id - 1]
    days = _days(county, chance, member, waits)
    waits = next(step for step in _STEPS if step not in days)
    member.applied_on = days["apply"]
    if "file_activist" in days:
        member.activist_on = days["recommend"]
    case = county.rows.add(
        Case(
            public_id=chance.public_id(), definition=DEFINITION, version=1,
            subject=f"people.person:{person.public_id}", person_id=person.pk, title=f"{person.name}：发展党员",
            organization_id=home.pk, county_id=1, org_path=home.path, state=State.OPEN, opened_on=days["apply"],
            opened_by=desks.writes(home).account_id,
        )
    )  # fmt: skip
    _steps(county, chance, desks, case, home, days, waits)
    row = county.rows.add(
        Admission(
            public_id=case.public_id, person_id=person.pk, organization_id=home.pk, county_id=1, org_path=home.path,
            case_id=case.pk, applied_on=days["apply"],
            form_number=f"{days['application_form'].year}-{chance.randrange(1000):04d}"
            if "application_form" in days else "",
            training_days=3 if "train" in days else None, training_hours=24 if "train" in days else None,
        )
    )  # fmt: skip
    _companions(county, chance, row, member, days)
    _reviews(county, row, days)


def _days(county: County, chance: Chance, member: Member, waits: str) -> dict[str, date]:
    """Return the day of each step that was taken; a probationary member's congress is the day of joining."""
    passed = _STEPS[: _STEPS.index(waits)]
    found: dict[str, date] = {}
    if member.category == Category.PROBATIONARY and member.joined_on:
        found["congress"] = member.joined_on
        last = member.joined_on
        for step in passed[passed.index("congress") + 1 :]:
            last += timedelta(days=_GAPS[step] + chance.randrange(3))
            if last >= county.today and step not in {"interview", "approve"}:
                break
            found[step] = last = min(last, county.today - timedelta(days=1))
        passed = passed[: passed.index("congress") + 1]
        last = member.joined_on
    else:
        last = county.today - timedelta(days=chance.randint(2, 20))
        found[passed[-1]] = last
    for after, step in zip(reversed(passed), list(reversed(passed))[1:], strict=False):
        last -= timedelta(days=_GAPS[after] + chance.randrange(max(2, _GAPS[after] // 4)))
        found[step] = last
    return found


def _steps(
    county: County, chance: Chance, desks: Desks, case: Case, home: Organization, days: Mapping[str, date], waits: str
) -> None:
    text = text_of(case)
    bodies = {"subject_body": home, "superior": _superior(county, home), "county_department": county.root}
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=body.pk, name=body.short_name[:60], county_id=1,
                  org_path=body.path)
        )
        for key, body in bodies.items()
    }  # fmt: skip
    opened = days["apply"]
    for key in _STEPS[: _STEPS.index(waits) + 1]:
        step, day = text.step(key), days.get(key)
        hand = _hand(county, desks, bodies[step.party])
        row = county.rows.add(
            CaseStep(
                case_id=case.pk, party_id=parties[step.party].pk, county_id=1, org_path=home.path, key=key,
                permission=step.permission, opened_on=opened, outcome="pass" if day else "", taken_on=day,
                taken_at=at(day, 10) if day else None, account_id=hand.account_id if day else None,
                account_name=hand.name if day else "", papers=list(step.papers) if day else [],
                **_limits(step, days, opened),
            )
        )  # fmt: skip
        if day:
            _findings(county, chance, row, step, day)
            opened = day


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
        if one.organization_id == member.organization_id and one.category == Category.FULL
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
