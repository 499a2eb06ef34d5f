"""Places in the tree: the next free one under a body, and a subtree with all its rows taken to another."""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max, Model
from django.db.models.functions import Right
from psycopg import sql

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
    """Rewrite the places of one subtree in every table, one statement a table; return how many rows it took.

    The statements go to the database together: most tables hold nothing of a subtree, and asking each by itself
    would take longer than what is rewritten.
    """
    statements = sql.SQL(";").join([_rewriting(model, names, trail) for model, names in tables()])
    with connection.cursor() as cursor:
        cursor.execute(statements)
        touched: int = cursor.rowcount
        while cursor.nextset():
            touched += cursor.rowcount
    return touched


@transaction.atomic
def gather_stragglers(*, since: datetime) -> int:
    """Rewrite again what carries a place that was left since then, in the order of the moves; return how many rows.

    Whoever read a body's place before a move and wrote after it wrote the old one.
    """
    return sum(relocate(trail) for trail in Trail.objects.filter(moved_at__gte=since).order_by("pk"))


def _rewriting(model: type[Model], names: list[str], trail: Trail) -> sql.Composed:
    within = {name: _within(name, trail) for name in names}
    values = [_moved(name, trail, alone=len(names) == 1) for name in names]
    own = "path" if "path" in names else "org_path"
    if trail.old_county_id != trail.new_county_id and any(f.name == "county_id" for f in model._meta.local_fields):
        values.append(
            sql.SQL("county_id = CASE WHEN {} AND county_id = {} THEN {} ELSE county_id END").format(
                within[own], trail.old_county_id, trail.new_county_id
            )
        )
    return sql.SQL("UPDATE {} SET {} WHERE {}").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(values), sql.SQL(" OR ").join(within.values())
    )


def _within(name: str, trail: Trail) -> sql.Composed:
    column, beyond = sql.Identifier(name), paths.following(trail.old_path)
    return sql.SQL("({} >= {} AND {} < {})").format(column, trail.old_path, column, beyond)


def _moved(name: str, trail: Trail, *, alone: bool) -> sql.Composed:
    column = sql.Identifier(name)
    place = sql.SQL("{} || substr({}, {})").format(trail.new_path, column, len(trail.old_path) + 1)
    if not alone:
        place = sql.SQL("CASE WHEN {} THEN {} ELSE {} END").format(_within(name, trail), place, column)
    return sql.SQL("{} = {}").format(column, place)
