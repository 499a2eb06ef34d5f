"""Places in the tree: the next free one under a body, and a subtree with all its rows taken to another."""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import BigIntegerField, Case, CharField, F, Max, Model, Q, Value, When
from django.db.models.functions import Concat, Right, Substr

from dangjian.access import paths
from dangjian.access.scope import PathField
from dangjian.affairs.organizations.models import Organization, State, Trail
from dangjian.rulebook import RuleBreach


def next_place(parent: Organization) -> str:
    """Return the first place under ``parent`` that was never given: its row must be locked.

    A place is not given twice, not even after a body has moved away: what is said of it in the log and in
    past states would seem to be said of the newcomer.
    """
    given = (
        Organization.objects.filter(parent=parent).aggregate(last=Max(Right("path", paths.WIDTH)))["last"],
        State.objects.filter(parent=parent).aggregate(last=Max(Right("path", paths.WIDTH)))["last"],
    )
    position = max((paths.number(segment) + 1 for segment in given if segment), default=0)
    if position >= paths.CHILDREN:
        raise RuleBreach(f"{parent.short_name}下的位置已用完，没有登记。请联系系统管理员。")
    place = paths.child(parent.path, position)
    check_depth(place)
    return place


def check_depth(longest: str) -> None:
    """Refuse a place deeper than the columns hold. Raises ``RuleBreach``."""
    if len(longest) > deepest():
        raise RuleBreach("层级过深，没有登记。请核对上级组织。")


def deepest() -> int:
    """Return how many characters a place may have."""
    return int(Organization._meta.get_field("path").max_length or 0)


def tables() -> Iterator[tuple[type[Model], list[str]]]:
    """Yield every table with places that follow a body, and the names of those columns; bodies come first.

    First the bodies: changing their place waits for whoever is writing a row that refers to them, and the
    later statements see that row.
    """
    models = sorted(apps.get_models(), key=lambda model: model is not Organization)
    for model in models:
        names = [field.name for field in model._meta.local_fields if isinstance(field, PathField) and field.follows]
        if names:
            yield model, names


def relocate(trail: Trail) -> int:
    """Rewrite the places of one subtree in every table, one statement a table; return how many rows it took."""
    return sum(_rewrite(model, names, trail) for model, names in tables())


@transaction.atomic
def gather_stragglers(*, since: datetime) -> int:
    """Rewrite again what carries a place that was left since then, in the order of the moves; return how many rows.

    Whoever read a body's place before a move and wrote after it wrote the old one.
    """
    return sum(relocate(trail) for trail in Trail.objects.filter(moved_at__gte=since).order_by("pk"))


def _within(name: str, trail: Trail) -> Q:
    return Q(**{f"{name}__gte": trail.old_path, f"{name}__lt": paths.following(trail.old_path)})


def _rewrite(model: type[Model], names: list[str], trail: Trail) -> int:
    touched = Q()
    for name in names:
        touched |= _within(name, trail)
    values = {name: _moved(name, trail, alone=len(names) == 1) for name in names}
    own = "path" if "path" in names else "org_path"
    if trail.old_county_id != trail.new_county_id and any(f.name == "county_id" for f in model._meta.local_fields):
        ours = _within(own, trail) & Q(county_id=trail.old_county_id)
        now = Value(trail.new_county_id, output_field=BigIntegerField())
        values["county_id"] = Case(When(ours, then=now), default=F("county_id"))
    return int(model._base_manager.filter(touched).update(**values))


def _moved(name: str, trail: Trail, *, alone: bool) -> Concat | Case:
    place = Concat(Value(trail.new_path), Substr(name, len(trail.old_path) + 1), output_field=CharField())
    return place if alone else Case(When(_within(name, trail), then=place), default=F(name), output_field=CharField())
