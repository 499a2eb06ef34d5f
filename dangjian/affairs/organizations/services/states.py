"""How bodies stand from a day on, written beside how they stood before; two statements, however many bodies."""

from collections.abc import Collection
from typing import Final

from django.db import connection
from psycopg import sql

from dangjian.affairs.organizations.models import Change, Organization, State

_COPIED: Final = [
    field.attname
    for field in State._meta.concrete_fields
    if field.name not in ("id", "change", "during", "recorded_at", "superseded_at")
]
_OF_BODY: Final = {"organization_id": "id", "org_path": "path"}
_NAMES: Final = {
    "states": sql.Identifier(State._meta.db_table),
    "bodies": sql.Identifier(Organization._meta.db_table),
    "copied": sql.SQL(", ").join(map(sql.Identifier, _COPIED)),
    "today": sql.SQL(", ").join(sql.Identifier(_OF_BODY.get(name, name)) for name in _COPIED),
}
_END: Final = sql.SQL("""
    WITH ended AS (
        UPDATE {states} SET superseded_at = statement_timestamp()
        WHERE organization_id = ANY (%(bodies)s) AND superseded_at IS NULL AND upper_inf(during)
        RETURNING *
    )
    INSERT INTO {states} ({copied}, change_id, during)
    SELECT {copied}, change_id, daterange(lower(during), %(on)s) FROM ended
    WHERE lower_inf(during) OR lower(during) < %(on)s ORDER BY id
""").format(**_NAMES)
_BEGIN: Final = sql.SQL("""
    INSERT INTO {states} ({copied}, change_id, during)
    SELECT {today}, %(change)s, daterange(%(on)s, NULL) FROM {bodies} WHERE id = ANY (%(bodies)s) ORDER BY id
""").format(**_NAMES)


def restate(bodies: Collection[Organization], change: Change) -> None:
    """Supersede the states that run on: each ends on the day of the change, and a new one begins where it is open.

    ``bodies`` are as they stand in the table, and locked.
    """
    still = [body.pk for body in bodies if body.is_open_on(change.on)]
    with connection.cursor() as cursor:
        cursor.execute(_END, {"bodies": [body.pk for body in bodies], "on": change.on})
        cursor.execute(_BEGIN, {"bodies": still, "on": change.on, "change": change.pk})
