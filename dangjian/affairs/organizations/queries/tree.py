"""The tree, a level at a time: each body with what stands under it counted, in a handful of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import (
    BRANCHES,
    Organization,
    OrganizationQuerySet,
    State,
    StateQuerySet,
)
from dangjian.affairs.organizations.queries.bodies import matching

_NOBODY = doors.Heads()
_LOCAL = CharField(db_collation="C")


@dataclass(frozen=True, slots=True)
class Line:
    """A body in the tree, and how much stands under it."""

    public_id: UUID
    name: str
    kind: str
    field: str
    path: str
    below: int = 0
    branches: int = 0
    heads: doors.Heads = _NOBODY


@dataclass(frozen=True, slots=True)
class Level:
    """A body and its children; ``above`` leads back up as far as the scope reaches."""

    head: Line | None
    above: Sequence[Line]
    lines: Sequence[Line]


def tops(actor: Actor) -> list[str]:
    """Return the places where the scope of the (narrowed) actor begins: none of them under another."""
    grants = sorted({grant.path for grant in actor.grants})
    return [place for place in grants if not any(paths.contains(other, place) for other in grants if other != place)]


def level(actor: Actor, under: Organization | None, today: date, on: date | None = None) -> Level:
    """Return the children of ``under`` in scope, today or as they stood on a past day ``on``.

    Without ``under``: the children of the top of the scope, or the tops where there are several.
    """
    starts = tops(actor)
    if under is None and len(starts) == 1:
        under = Organization.objects.visible_to(actor).filter(path=starts[0]).first()
    if on is not None:
        return _past(actor, under, starts, on)
    rows = Organization.objects.visible_to(actor).open_on(today)
    if under is None:
        return Level(None, (), _counted([_line(body) for body in rows.filter(path__in=starts).in_order()], today, None))
    above = rows.filter(path__in=paths.ancestors(under.path)).order_by("path")
    head = _counted([_line(under)], today, None)[0]
    children = [_line(body) for body in rows.filter(parent=under).in_order()]
    return Level(head, [_line(body) for body in above if body != under], _counted(children, today, None))


def found(actor: Actor, words: str, today: date) -> OrganizationQuerySet:
    """Return the open bodies in scope that ``words`` names, with what they stand under."""
    rows = Organization.objects.visible_to(actor).open_on(today)
    return matching(rows, words).select_related("parent")


def _line(body: Organization) -> Line:
    return Line(body.public_id, body.short_name, body.get_kind_display(), body.get_field_display(), body.path)


def _counted(lines: Sequence[Line], today: date, on: date | None) -> list[Line]:
    """Count under every line: a query for bodies and one for members a depth, however many lines."""
    filled: dict[str, Line] = {}
    for width in {len(line.path) for line in lines}:
        same = [line.path for line in lines if len(line.path) == width]
        around = _shared(same)
        below = _bodies(around, width, today) if on is None else _states(around, width, on)
        heads = doors.heads(around, width, on)
        for line in lines:
            if len(line.path) == width:
                children, branches = below.get(line.path, (0, 0))
                filled[line.path] = replace(
                    line, below=children, branches=branches, heads=heads.get(line.path, _NOBODY)
                )
    return [filled[line.path] for line in lines]


def _shared(places: Sequence[str]) -> str:
    """Return the place that all of these hang on."""
    first, last = min(places), max(places)  # What these two begin with, all between them do.
    shared = [place for place in paths.ancestors(first) if paths.contains(place, last)]
    return shared[-1] if shared else ""


def _bodies(around: str, width: int, today: date) -> dict[str, tuple[int, int]]:
    rows = Organization.objects.open_on(today).filter(path__gte=around, path__lt=paths.following(around))
    return _tally(rows.annotate(head=Left("path", width, output_field=_LOCAL)), "path")


def _states(around: str, width: int, on: date) -> dict[str, tuple[int, int]]:
    rows = State.objects.held_on(on).filter(path__gte=around, path__lt=paths.following(around))
    return _tally(rows.annotate(head=Left("path", width, output_field=_LOCAL)), "path")


def _tally(rows: OrganizationQuerySet | StateQuerySet, name: str) -> dict[str, tuple[int, int]]:
    counted = (
        rows.order_by()
        .values_list("head")  # type: ignore[misc]  # annotated by who calls
        .annotate(
            below=Count("pk", filter=~Q(**{name: F("head")})),
            branches=Count("pk", filter=Q(kind__in=BRANCHES)),
        )
    )
    return {head: (below, branches) for head, below, branches in counted}


def _past(actor: Actor, under: Organization | None, starts: Sequence[str], on: date) -> Level:
    rows = State.objects.visible_to(actor).held_on(on).select_related("organization")
    rows = rows.order_by("organization__order_no", "organization_id")
    if under is None:
        return Level(None, (), _counted([_state(state) for state in rows.filter(org_path__in=starts)], on, on))
    head = rows.filter(organization=under).first()
    if head is None:
        return Level(None, (), ())
    above = rows.filter(path__in=paths.ancestors(head.path)).order_by("path")
    children = [_state(state) for state in rows.filter(parent=under)]
    return Level(
        _counted([_state(head)], on, on)[0],
        [_state(state) for state in above if state != head],
        _counted(children, on, on),
    )


def _state(state: State) -> Line:
    body = state.organization
    return Line(body.public_id, state.short_name, state.get_kind_display(), state.get_field_display(), state.path)
