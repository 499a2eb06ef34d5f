"""Facts of a body itself, and of the bodies under it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from django.db.models import Count, Q

from dangjian.access.paths import ancestors
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Answer, Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Field, Kind, Organization
from dangjian.foundation.documents.filling import Value

_SOURCE: Final = "党组织登记"
_OWN: Final[dict[str, Callable[[Organization], Value | None]]] = {
    "name": lambda body: body.name,
    "short_name": lambda body: body.short_name,
    "national_code": lambda body: body.national_code,
    "kind": lambda body: body.get_kind_display(),
    "field": lambda body: body.get_field_display(),
    "level": lambda body: body.get_level_display(),
    "parent": lambda body: body.parent.name if body.parent else None,
    "founded_on": lambda body: body.founded_on,
    "area": lambda body: body.area.name if body.area else None,
    "area_code": lambda body: body.area.code if body.area else None,
}


def own(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:  # noqa: ARG001  # the door's shape
    """Return what stands on the bodies themselves; superiors and areas are fetched once."""
    ids = [row.pk for row in rows]
    bodies = list(Organization.objects.filter(pk__in=ids).select_related("parent", "area"))
    return {key: {body.pk: _known(_OWN[key](body)) for body in bodies} for key in keys}


def _known(value: Value | None) -> Known:
    return Known(value) if value else Known(None, "平台里没有")


def _below(*kinds: str, **also: object) -> Q:
    return Q(kind__in=kinds, **also)


_TREE: Final[dict[str, Q]] = {
    "bodies_all": _below(*BRANCHES, *COMMITTEES, Kind.GENERAL_BRANCH),
    "committees": _below(*COMMITTEES),
    "general_branches": _below(Kind.GENERAL_BRANCH),
    "branches": _below(*BRANCHES),
    "joint_branches": _below(Kind.JOINT_BRANCH),
    "mobile_branches": _below(Kind.MOBILE_BRANCH),
    "temporary_branches": _below(Kind.TEMPORARY_BRANCH),
    "groups": _below(Kind.GROUP),
    "rural_branches": _below(*BRANCHES, field=Field.RURAL),
    "community_branches": _below(*BRANCHES, field=Field.COMMUNITY),
    "organ_branches": _below(*BRANCHES, field=Field.ORGAN),
    "private_branches": _below(*BRANCHES, field=Field.PRIVATE_FIRM),
    "society_branches": _below(*BRANCHES, field=Field.SOCIETY),
}


def below(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return counts of the bodies at and below each row, in one query."""
    scope = asked.actor.narrowed(Permission.ORGANIZATION_VIEW)
    found = Organization.objects.visible_to(scope).open_on(asked.on).values("path").annotate(
        **{key: Count("pk", filter=_TREE[key]) for key in keys}
    )  # fmt: skip
    sums = rolled_up(keys, [(line["path"], line) for line in found])
    return {key: {row.pk: Known(sums[key].get(_path(row), 0)) for row in rows} for key in keys}


def _path(row: Row) -> str:
    return row.path if isinstance(row, Organization) else row.org_path


def rolled_up(keys: Sequence[str], lines: Sequence[tuple[str, Mapping[str, object]]]) -> dict[str, dict[str, int]]:
    """Return the sums at and below every place, by key and path."""
    sums: dict[str, dict[str, int]] = {key: {} for key in keys}
    for path, line in lines:
        for place in ancestors(path):
            for key in keys:
                number = line[key]
                if isinstance(number, int) and number:
                    sums[key][place] = sums[key].get(place, 0) + number
    return sums


def _facts() -> Iterator[Fact]:
    for key in _OWN:
        is_name = key in ("name", "short_name")
        yield _fact(key, own, _SOURCE, "党组织", is_name=is_name)
    for key in _TREE:
        yield _fact(key, below, f"{_SOURCE}，含本级和所辖", "所辖党组织", is_additive=True)


def _fact(
    key: str, answer: Answer, source: str, group: str, *, is_name: bool = False, is_additive: bool = False
) -> Fact:
    return Fact(
        key=key,
        captions=captions(Subject.BODY, key),
        subject=Subject.BODY,
        privacy=Privacy.PUBLIC,
        permission=Permission.ORGANIZATION_VIEW,
        source=source,
        answer=answer,
        group=group,
        is_name=is_name,
        is_additive=is_additive,
    )


FACTS: Final = tuple(_facts())
