"""Firms and societies with how each is reached, all from rows: bodies that stand in them, profiles, rolls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import BooleanField, Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.scope import ScopedQuerySet
from dangjian.affairs.members.models import Member
from dangjian.affairs.newcomers.models import LEFT_OUT, Profile
from dangjian.affairs.newcomers.rules import COVERS, FIELDS, FIRM, SOCIETY, Body, Cover, cover, staff_first
from dangjian.affairs.organizations.models import Kind, Level, Organization, Unit
from dangjian.foundation.ui.parts import Level as Look
from dangjian.foundation.ui.parts import Standing
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import rule

_OWN: Final = (Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH, Kind.TEMPORARY_BRANCH)
_LOOKS: Final = {
    Cover.OWN: Look.OK,
    Cover.JOINT: Look.OK,
    Cover.WORK: Look.INFO,
    Cover.NONE: Look.SOON,
    Cover.OUT: Look.NA,
}
IN_ORDER: Final = ("answering_body__order_no", "id")


def units(actor: Actor) -> "ScopedQuerySet[Unit]":
    """Return the firms and societies in scope."""
    return Unit.objects.visible_to(actor).filter(field__in=FIELDS)


def marked(rows: "QuerySet[Unit]", on: date) -> "QuerySet[Unit]":
    """Mark each unit with ``body``, ``has_work`` and ``is_out``, as ``rules.cover`` takes them.

    A body is a unit's own where it stands in no other unit: the committee of a park answers for many and is none's.
    """
    shared = Organization.objects.filter(field__in=FIELDS).annotate(held=Count("units")).filter(held__gt=1)
    here = Organization.objects.open_on(on).filter(units=OuterRef("pk"), level=Level.BASE, field__in=FIELDS)
    has_work = ~Q(profile__instructor="") | Q(profile__has_union=True) | Q(profile__has_league=True)
    return rows.annotate(
        body=Case(
            When(Exists(here.filter(kind__in=_OWN).exclude(pk__in=shared.values("pk"))), then=Value(Body.OWN.value)),
            When(Exists(here.filter(kind=Kind.JOINT_BRANCH)), then=Value(Body.JOINT.value)),
            default=Value(Body.NONE.value),
            output_field=CharField(),
        ),
        has_work=Case(When(Q(profile__isnull=False) & has_work, then=True), default=False, output_field=BooleanField()),
        is_out=Case(When(profile__condition__in=LEFT_OUT, then=True), default=False, output_field=BooleanField()),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; ``home`` is the place of a body below the county."""

    field: str = ""
    state: str = ""
    words: str = ""
    home: str = ""


_BODY_NONE: Final = Q(body=Body.NONE.value, is_out=False)


def _states(county_id: int, on: date) -> dict[str, Q]:
    """Return the filters of a list by the words that stand in its address."""
    local = local_values(county_id, on)
    most = {field: staff_first(field, on, local).number for field in FIELDS}
    many = Q(field=FIRM, profile__staff__gte=most[FIRM]) | Q(field=SOCIETY, profile__staff__gte=most[SOCIETY])
    enough = rule("branches.founding_members", on=on).number
    return {
        "own": Q(body=Body.OWN.value, is_out=False),
        "joint": Q(body=Body.JOINT.value, is_out=False),
        "covered": ~Q(body=Body.NONE.value) & Q(is_out=False),
        "with-body": ~Q(body=Body.NONE.value),
        "counted": Q(is_out=False),
        "without": _BODY_NONE,
        "work": _BODY_NONE & Q(has_work=True),
        "none": _BODY_NONE & Q(has_work=False),
        "out": Q(is_out=True),
        "enough": ~Q(body=Body.OWN.value) & Q(is_out=False, profile__members__gte=enough),
        "first": _BODY_NONE & many,
        "unknown": Q(profile__isnull=True),
    }


STATES: Final = {
    "own": "单独组建",
    "joint": "联合组建",
    "covered": "已覆盖（单独、联合）",
    "with-body": "有党组织（含不计入的）",
    "counted": "实体运营（底数）",
    "without": "没有党组织",
    "work": "没有党组织，有工作覆盖",
    "none": "未覆盖",
    "enough": "正式党员够，可单独组建",
    "first": "人数多，优先组建",
    "out": "不计入",
    "unknown": "情况还没有填",
}


def found(actor: Actor, chosen: Chosen, on: date) -> "QuerySet[Unit]":
    """Return the units that a list shows, marked, with what its columns need."""
    rows = marked(units(actor), on).select_related("profile", "answering_body", "area")
    if chosen.field in FIELDS:
        rows = rows.filter(field=chosen.field)
    if chosen.state in STATES:
        rows = rows.filter(_states(actor.county_id, on)[chosen.state])
    if chosen.home:
        rows = rows.filter(org_path__gte=chosen.home, org_path__lt=paths.following(chosen.home))
    words = chosen.words.replace("\0", "").strip()[:60]
    if words:
        named = Q(name__icontains=words) | Q(credit_code__startswith=words.upper())
        rows = rows.filter(named | Q(answering_body__short_name__icontains=words))
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A unit as a list shows it; ``members`` is counted on the roll where the unit has a body of its own."""

    unit: Unit
    profile: Profile | None
    cover: Cover
    bodies: Sequence[Organization]
    members: int | None
    from_roll: bool

    @property
    def words(self) -> str:
        """How it is reached."""
        return COVERS[self.cover]

    @property
    def standing(self) -> Standing:
        """How it is reached, with why not."""
        profile = self.profile
        if self.cover is Cover.OUT and profile:
            return Standing(Look.NA, f"不计入：{profile.get_condition_display()}", profile.reason)
        if self.cover is Cover.WORK and profile:
            by = [f"党建指导员 {profile.instructor}"] if profile.instructor else []
            by += ["工会"] * profile.has_union + ["共青团"] * profile.has_league
            return Standing(Look.INFO, self.words, "、".join(by))
        return Standing(_LOOKS[self.cover], self.words)

    @property
    def body_words(self) -> str:
        """The bodies that stand in it."""
        return "、".join(body.short_name for body in self.bodies)


def lines_of(rows: Sequence[Unit]) -> list[Line]:
    """Return marked units as lines: two queries, one for their bodies, one for the rolls of their own bodies."""
    pairs = Unit.bodies.through.objects.filter(unit__in=[unit.pk for unit in rows])
    ids = list(pairs.values_list("unit_id", "organization_id"))
    bodies = Organization.objects.in_bulk({body for _, body in ids})
    held: dict[int, list[Organization]] = {}
    for unit, body in ids:
        held.setdefault(unit, []).append(bodies[body])
    own = {unit.pk: held[unit.pk][0] for unit in rows if _mark(unit, "body") == Body.OWN and unit.pk in held}
    heads = _heads([body.path for body in own.values()])
    return [
        _line(unit, held.get(unit.pk, []), heads.get(own[unit.pk].path) if unit.pk in own else None) for unit in rows
    ]


def line_of(unit: Unit) -> Line:
    """Return one marked unit as a line."""
    return lines_of([unit])[0]


def _mark(unit: Unit, name: str) -> object:
    return getattr(unit, name)


def _line(unit: Unit, bodies: list[Organization], counted: int | None) -> Line:
    profile = unit.profile if hasattr(unit, "profile") else None
    how = cover(
        Body(str(_mark(unit, "body"))), has_work=bool(_mark(unit, "has_work")), is_out=bool(_mark(unit, "is_out"))
    )
    shown = [body for body in bodies if body.level == Level.BASE and body.kind != Kind.WORK_COMMITTEE]
    members = counted if counted is not None else (profile.members if profile else None)
    shown = shown if _mark(unit, "body") != Body.NONE else []
    return Line(unit, profile, how, shown, members, counted is not None)


def _heads(places: Sequence[str]) -> dict[str, int]:
    """Return the full members at or below each place; one query."""
    if not places:
        return {}
    near = Q()
    for place in places:
        near |= Q(org_path__gte=place, org_path__lt=paths.following(place))
    found = dict(Member.objects.full().filter(near).values_list("org_path").annotate(count=Count("*")))
    return {place: sum(count for path, count in found.items() if path.startswith(place)) for place in places}
