"""Random counties: bodies that open, close and change, people who come and go, and what took place or was said."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access import paths
from dangjian.activities.duties.models import Explanation, LocalDuty
from dangjian.activities.duties.rules import LAWS, Every
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization, State
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.time import at
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.procedures.evidence import kinds
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.provisions.models import LocalRule

YEAR = 2026
NOON = at(date(YEAR, 6, 1), 12)
BRANCHES = (Kind.BRANCH, Kind.BRANCH, Kind.BRANCH, Kind.JOINT_BRANCH, Kind.TEMPORARY_BRANCH, Kind.MOBILE_BRANCH)
OTHERS = (Kind.COMMITTEE, Kind.GROUP, Kind.GROUP, Kind.GENERAL_BRANCH)


@dataclass(slots=True)
class World:
    """What is made of a county before it is written: whole lists, so that a thousand counties cost few statements."""

    seed: int
    county: Organization
    bodies: list[Organization]
    people: list[Person]


def make_worlds(seeds: range, *, most: int = 20) -> list[Organization]:
    """Make a random county for each seed, of at most ``most`` bodies, and return the counties."""
    worlds = [_found(Random(seed), seed, most) for seed in seeds]  # noqa: S311  # chance, no secret
    for world in worlds:
        dice = Random(-1 - world.seed)  # noqa: S311  # chance, no secret
        _states(dice, world)
        _members(dice, world)
        _secretaries(dice, world)
        _say(dice, world)
        _evidence(dice, world)
    with connection.cursor() as cursor:  # Rows that are not committed yet have no statistics of their own accord.
        cursor.execute(
            "ANALYZE organizations_organization, organizations_state, members_spell, posts_post, posts_appointment,"
            " evidence_evidence, calendar_shift, duties_explanation"
        )
    return [world.county for world in worlds]


def any_day(dice: Random, *, edges: bool = True) -> date:
    """Return a day of the year and its neighborhood, gladly one at the edge of a period."""
    if edges and dice.random() < 0.3:
        month = dice.randint(1, 12)
        return date(YEAR, month, 1) - timedelta(days=dice.choice([0, 1]))
    return date(YEAR, 1, 1) + timedelta(days=dice.randint(-20, 480))


def _found(dice: Random, seed: int, most: int) -> World:
    county = _body(dice, seed, None, 0, Kind.COMMITTEE)
    county.save()
    county.county_id = county.pk
    county.save(update_fields=["county_id"])
    kinds_here = [dice.choice(BRANCHES if dice.random() < 0.75 else OTHERS) for _ in range(dice.randint(1, most))]
    bodies = Organization.objects.bulk_create(
        _body(dice, seed, county, place, kind) for place, kind in enumerate(kinds_here)
    )
    people = Person.objects.bulk_create(
        Person(name=f"人{number}", sort_key="r", initials="r", county_id=county.pk, organization_id=county.pk,
               org_path=county.path)
        for number in range(24)
    )  # fmt: skip
    return World(seed, county, [county, *bodies], people)


def _body(dice: Random, seed: int, parent: Organization | None, place: int, kind: Kind) -> Organization:
    founded = any_day(dice) if dice.random() < 0.3 else dice.choice([None, date(2001, 7, 1)])
    closed = any_day(dice) if dice.random() < 0.2 and parent else None
    if closed and founded and closed <= founded:
        closed = None
    path = paths.segment(seed % paths.CHILDREN) if parent is None else paths.child(parent.path, place)
    return Organization(
        name=f"{seed}-{place}", short_name=f"{seed}-{place}", initials="x", kind=kind, level=Level.BASE,
        field=dice.choice(list(Field)), parent=parent, path=path, county_id=parent.pk if parent else 0,
        order_no=place, founded_on=founded if parent else None, closed_on=closed,
    )  # fmt: skip


def _states(dice: Random, world: World) -> None:
    rows = []
    for body in world.bodies:
        begin, end = body.founded_on, body.closed_on
        turn = any_day(dice)
        spans = [(DateRange(begin, end), body.kind, body.field)]
        if dice.random() < 0.3 and (begin is None or begin < turn) and (end is None or turn < end):
            before = dice.choice([*BRANCHES, *OTHERS]), dice.choice(list(Field))
            spans = [(DateRange(begin, turn), *before), (DateRange(turn, end), body.kind, body.field)]
        rows += [_state(body, *span) for span in spans]
        if dice.random() < 0.2:  # What was believed once and corrected counts for nothing.
            rows.append(_state(body, DateRange(None, None), Kind.COMMITTEE, Field.ORGAN, superseded=True))
    State.objects.bulk_create(rows)


def _state(body: Organization, during: DateRange, kind: str, field: str, *, superseded: bool = False) -> State:
    return State(
        organization=body, county_id=body.county_id, org_path=body.path, name=body.name, short_name=body.short_name,
        kind=kind, level=body.level, field=field, path=body.path, order_no=body.order_no, during=during,
        superseded_at=NOON if superseded else None,
    )  # fmt: skip


def _members(dice: Random, world: World) -> None:
    home = world.bodies[0]
    Member.objects.bulk_create(
        Member(person=person, organization=home, county_id=home.county_id, org_path=home.path, category=Category.FULL)
        for person in world.people
    )
    members = list(Member.objects.filter(person__in=world.people).order_by("pk"))
    spells = []
    for body in world.bodies:
        for member in dice.sample(members, dice.choice([0, 3, 6, 7, 8, 12])):
            begin = any_day(dice) if dice.random() < 0.3 else date(2001, 7, 1)
            end = begin + timedelta(days=dice.randint(1, 300)) if dice.random() < 0.3 else None
            odd = dice.random()
            spells.append(
                Spell(
                    member=member, organization=body, county_id=body.county_id, org_path=body.path,
                    category=Category.PROBATIONARY if odd < 0.1 else Category.FULL,
                    standing=Standing.SUSPENDED if 0.1 < odd < 0.15 else Standing.NORMAL,
                    during=DateRange(begin, end), source=Source.FIRST, superseded_at=NOON if odd > 0.95 else None,
                )
            )  # fmt: skip
    Spell.objects.bulk_create(spells)


def _secretaries(dice: Random, world: World) -> None:
    rows = []
    for body in world.bodies:
        role = dice.choice([Role.SECRETARY, Role.SECRETARY, Role.SECRETARY, Role.BRANCH_CLERK])
        post = Post.objects.create(
            organization=body, county_id=body.county_id, org_path=body.path, role=role, title="书记"
        )
        turn = any_day(dice)
        spans = dice.choice(
            [[], [DateRange(None, None)], [DateRange(None, turn), DateRange(turn, None)], [DateRange(turn, None)]]
        )
        rows += [
            Appointment(
                person=dice.choice(world.people), post=post, county_id=body.county_id, org_path=body.path,
                during=during, superseded_at=NOON if dice.random() < 0.1 else None,
            )
            for during in spans
        ]  # fmt: skip
    Appointment.objects.bulk_create(rows)


def _say(dice: Random, world: World) -> None:
    place = {"county_id": world.county.pk, "org_path": world.county.path}
    for number in range(dice.choice([0, 0, 1, 2])):
        begin = any_day(dice) if dice.random() < 0.5 else date(2020, 1, 1)
        LocalDuty.objects.create(
            name=f"制度{number}", kind=dice.choice(["lecture", "theme_day", "report_heard"]),
            every=dice.choice(list(Every)), times=dice.choice([1, 2, 3]), bodies=dice.sample(["branch", "joint_branch",
            "group", "committee"], 2), fields=dice.choice([[], ["rural", "organ"]]), basis="县通知", from_day=begin,
            until_day=begin + timedelta(days=400) if dice.random() < 0.3 else None, recorded_by=1, **place,
        )  # fmt: skip
    if dice.random() < 0.3:
        LocalRule.objects.create(rule_id="meetings.lecture", value=dice.choice([0, 2, 4]), basis="县通知",
                                 from_day=date(YEAR, 1, dice.choice([1, 2])), recorded_by=1, recorded_name="人",
                                 **place)  # fmt: skip
    for number in range(dice.choice([0, 0, 1, 2, 3])):
        area, begin = dice.choice(world.bodies), any_day(dice)
        end = begin + timedelta(days=dice.randint(0, 40))
        Shift.objects.create(
            county_id=world.county.pk, organization_id=area.pk, org_path=area.path, cause=Cause.OTHER, from_day=begin,
            to_day=end, moved_to=end + timedelta(days=dice.randint(1, 40)) if dice.random() < 0.8 else None,
            words=f"顺延{number}", basis="县通知", declared_at=NOON, declared_by=1,
            revoked_at=NOON if dice.random() < 0.1 else None,
        )  # fmt: skip
    said = set()
    for _ in range(dice.randint(0, 12)):
        body, law = dice.choice(world.bodies), dice.choice(LAWS)
        said.add((body.pk, body.path, law.rule_id, date(YEAR, dice.randint(1, 12), 1)))
    Explanation.objects.bulk_create(
        Explanation(county_id=world.county.pk, organization_id=pk, org_path=path, duty=duty, period_start=start,
                    words="农忙", account_id=1, account_name="人", explained_at=NOON,
                    withdrawn_at=NOON if dice.random() < 0.2 else None)
        for pk, path, duty, start in sorted(said)
    )  # fmt: skip


def _evidence(dice: Random, world: World) -> None:
    rows = []
    for number in range(dice.randint(0, 20 * len(world.bodies))):
        body, day, kind = dice.choice(world.bodies), any_day(dice), dice.choice(list(kinds.Kind))
        withdrawn = NOON if dice.random() < 0.1 else None
        people = [None, dice.choice(world.people).pk] if kind is kinds.Kind.LECTURE else [None]
        rows += [
            Evidence(
                county_id=body.county_id, organization_id=body.pk, org_path=body.path, kind=kind, held_on=day,
                source=f"test.record:{world.seed}-{number}", title="记录", address="/", person_id=person_id,
                recorded_at=NOON, withdrawn_at=withdrawn,
            )
            for person_id in people
        ]  # fmt: skip
    Evidence.objects.bulk_create(rows)
