"""Terms of every body, most of them running, some near their end, two late, one extended; and who held posts before.

Draws from a source of its own, so that what other parts of the county look like does not hang on it.
"""

from datetime import date, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Answer, Candidate, Election, Extension, Move, Term
from dangjian.foundation.time import at
from dangjian.procedures.votes import rules as votes
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_LATE: Final = 2
_NEAR: Final = 30  # One body in so many comes to its end within half a year.
_BEFORE: Final = 6  # One secretary in so many has a predecessor on record.
_FIRST_RULE: Final = date(2018, 7, 12)


def write(county: County) -> None:
    """Give bodies their terms, and some posts those who held them before."""
    chance = Chance(county.measures.members + 7, county.today)
    for held in county.rows.of(Appointment):
        held.public_id = chance.public_id()
    bodies = [body for body in county.bodies if _years(body, county.today) and body.closed_on is None]
    branches = [body for body in bodies if body.is_branch]
    late, extended = branches[3 : 3 + _LATE], branches[3 + _LATE]
    numbers: dict[int, int] = {}
    for number, body in enumerate(bodies):
        years = _years(body, county.today)
        if body in late:
            expires_on = county.today - timedelta(days=70 if body is late[0] else chance.randint(15, 60))
        elif body is extended:
            expires_on = county.today - timedelta(days=40)
        elif number % _NEAR == 1:
            expires_on = county.today + timedelta(days=chance.randint(5, 170))
        else:
            expires_on = county.today + timedelta(days=chance.randint(200, years * 365 - 60))
        numbers[body.pk] = chance.randint(2, 9)
        _term(
            chance,
            county,
            body,
            numbers[body.pk],
            years,
            expires_on,
            until=_until(county) if body is extended else None,
        )
    _predecessors(chance, county)
    _election(chance, county, late[0], numbers[late[0].pk] + 1)
    _request(chance, county, late[1], bodies.index(late[1]) + 1)


def _years(body: Organization, on: date) -> int:
    found = rules.term_rule(body.kind, body.field, body.level, on)
    return found.number if found else 0


def _until(county: County) -> date:
    return county.today + timedelta(days=120)


def _term(  # what a term is
    chance: Chance, county: County, body: Organization, number: int, years: int, expires_on: date, until: date | None
) -> None:
    elected_on = max(rules.years_after(expires_on, -years), _FIRST_RULE)
    expires_on = rules.years_after(elected_on, years)
    place = {"organization_id": body.pk, "county_id": 1, "org_path": body.path}
    recorded = at(county.today - timedelta(days=1), 9)
    county.rows.put(
        Term,
        **place,
        public_id=chance.public_id(),
        number=number,
        elected_on=elected_on,
        expires_on=expires_on,
        extended_to=until,
        due_on=until or expires_on,
        during=DateRange(elected_on, None),
        basis="换届选举结果批复",
        recorded_at=recorded,
    )
    if until:
        county.rows.put(
            Extension,
            **place,
            public_id=chance.public_id(),
            term_id=county.rows.count(Term),
            move=Move.LATER,
            to_day=until,
            reason="班子正在调整，人选未定",
            asked_at=recorded,
            asked_by=0,
            answer=Answer.GRANTED,
            basis="关于同意延期换届的批复",
            answered_on=expires_on - timedelta(days=10),
            answered_by=0,
        )


def _request(chance: Chance, county: County, body: Organization, number: int) -> None:
    """Let the other late body have asked for an extension that waits for an answer."""
    county.rows.put(
        Extension,
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        public_id=chance.public_id(),
        term_id=number,
        move=Move.LATER,
        to_day=county.today + timedelta(days=90),
        reason="支部书记人选正在考察",
        asked_at=at(county.today - timedelta(days=1), 9),
        asked_by=0,
    )


def _election(chance: Chance, county: County, body: Organization, number: int) -> None:
    """Let the body that is latest prepare its election of that number, with candidates."""
    roll = [
        member.person_id
        for member in county.rows.of(Member)
        if member.organization_id == body.pk and member.category == Category.FULL
    ]
    seats = min(3, len(roll) - 1)
    county.rows.put(
        Election,
        public_id=chance.public_id(),
        organization_id=body.pk,
        county_id=1,
        org_path=body.path,
        held_on=county.today + timedelta(days=12),
        number=number,
        seats=seats,
        basis="候选人预备人选的批复",
        recorded_by=0,
        recorded_at=at(county.today - timedelta(days=1), 9),
    )
    for person in roll[: votes.least_candidates(seats, county.today)]:
        county.rows.put(Candidate, election_id=county.rows.count(Election), person_id=person)


def _predecessors(chance: Chance, county: County) -> None:
    """Give some secretaries of branches someone who went before, drawn from the branch's own roll."""
    rolls: dict[int, list[int]] = {}
    for member in county.rows.of(Member):
        if member.category == Category.FULL:
            rolls.setdefault(member.organization_id, []).append(member.person_id)
    posts = county.rows.of(Post)
    for held in list(county.rows.of(Appointment)):
        post = posts[held.post_id - 1]
        others = [person for person in rolls.get(post.organization_id, ()) if person != held.person_id]
        if post.role != Role.SECRETARY or not others or chance.randrange(_BEFORE):
            continue
        since = held.during.lower
        begun = since - timedelta(days=chance.randint(700, 1800))
        # Put, not added: whoever looks for the holders of today finds them among what was added.
        county.rows.put(
            Appointment,
            public_id=chance.public_id(),
            person_id=chance.choice(others),
            post_id=post.pk,
            county_id=1,
            org_path=post.org_path,
            during=DateRange(begun, since),
            end_basis="换届",
            recorded_at=at(since, 9),
        )
