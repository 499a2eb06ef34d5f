"""A province around the county: bodies and people made inside PostgreSQL, indexes taken down first and built after."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Field, Max, Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql

from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.organizations.models import Organization, State
from dangjian.affairs.people.models import Entry, Person
from dangjian.foundation.names import initials, sort_key
from dangjian.site.demo import words

FIRST_BODY: Final = 1_000_000  # Numbers of the province's bodies begin here; the county's are far below.
FIRST_PERSON: Final = 10_000_000
ROOT: Final = "001"  # The county stands at 000.
_NAMES: Final = 4_000
_GROWN: Final = (Person, Member, Spell, Entry)


@dataclass(frozen=True, slots=True)
class Province:
    """How many of what: each level's bodies stand evenly under the level above it."""

    levels: tuple[int, ...]
    people: int

    @property
    def bodies(self) -> int:
        """How many bodies there are."""
        return sum(self.levels)


WHOLE: Final = Province((1, 14, 120, 1_957, 19_496, 228_437), 5_000_000)
SMALL: Final = Province((1, 2, 6, 20, 300, 2_400), 50_000)
_COUNTIES: Final = 2  # Which level are the counties.
_RANKS: Final = (
    ("省委", "committee", "county"),
    ("市委", "committee", "county"),
    ("县委", "committee", "county"),
    ("镇党委", "committee", "township"),
    ("村党总支", "general_branch", "base"),
    ("党支部", "branch", "base"),
)


def grow(province: Province) -> None:
    """Make the bodies level by level, then the people of the lowest level, then statistics for the planner."""
    with connection.cursor() as cursor:
        _segment(cursor)
        with _without_indexes(cursor, Organization, State):
            _bodies(cursor, province)
        with _without_indexes(cursor, *_GROWN):
            _people(cursor, province)
        for model in (Organization, State, *_GROWN):
            _move_sequence(cursor, model)
        cursor.execute("VACUUM ANALYZE")


def _segment(cursor: Any) -> None:  # noqa: ANN401  # a driver's cursor
    cursor.execute(
        "CREATE OR REPLACE FUNCTION pg_temp.segment(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$"
        " SELECT substr(d, (n / 1296)::int + 1, 1) || substr(d, (n / 36 % 36)::int + 1, 1)"
        " || substr(d, (n % 36)::int + 1, 1)"
        " FROM (VALUES ('0123456789abcdefghijklmnopqrstuvwxyz')) AS digits(d) $$"
    )


def _bodies(cursor: Any, province: Province) -> None:  # noqa: ANN401
    cursor.execute("CREATE TEMP TABLE grown (id bigint, parent bigint, county bigint, path text, level int, name text)")
    first = FIRST_BODY
    for level, count in enumerate(province.levels):
        above = province.levels[level - 1] if level else 1
        cursor.execute(
            "INSERT INTO grown SELECT %(first)s + n,"
            " CASE WHEN %(level)s = 0 THEN NULL ELSE up.id END,"
            " CASE WHEN %(level)s <= %(counties)s THEN %(first)s + n ELSE up.county END,"
            " CASE WHEN %(level)s = 0 THEN %(root)s ELSE up.path || pg_temp.segment(n / %(above)s) END,"
            " %(level)s, '第' || n || %(word)s"
            " FROM generate_series(0, %(count)s - 1) AS n"
            " LEFT JOIN grown up ON up.id = %(before)s + n %% %(above)s AND up.level = %(level)s - 1",
            {
                "first": first,
                "level": level,
                "counties": _COUNTIES,
                "root": ROOT,
                "above": above,
                "word": _RANKS[level][0],
                "count": count,
                "before": first - above,
            },
        )
        first += count
    ranks = " ".join(f"WHEN {level} THEN '{kind}'" for level, (_, kind, _) in enumerate(_RANKS))
    standings = " ".join(f"WHEN {level} THEN '{rank}'" for level, (_, _, rank) in enumerate(_RANKS))
    shared = {
        "name": "g.name",
        "short_name": "g.name",
        "kind": f"CASE g.level {ranks} END",
        "level": f"CASE g.level {standings} END",
        "field": "'rural'",
        "parent_id": "g.parent",
        "path": "g.path",
        "county_id": "g.county",
        "order_no": "g.id - 900000",
    }
    _insert(
        cursor, Organization, shared | {"id": "g.id", "public_id": "gen_random_uuid()", "initials": "'d'"}, "grown g"
    )
    state = {"organization_id": "g.id", "org_path": "g.path", "during": "daterange('1990-01-01', NULL)"}
    _insert(cursor, State, shared | state, "grown g")


def _people(cursor: Any, province: Province) -> None:  # noqa: ANN401
    cursor.execute("CREATE TEMP TABLE names (n int PRIMARY KEY, name text, sort_key text, initials text)")
    with cursor.copy("COPY names FROM STDIN") as copy:
        for number, name in enumerate(_names()):
            copy.write_row((number, name, sort_key(name), initials(name)))
    lowest = len(province.levels) - 1
    first_branch = FIRST_BODY + sum(province.levels[:-1])
    cursor.execute("CREATE TEMP TABLE settled (id bigint, county bigint, body bigint, path text, name int)")
    cursor.execute(
        "INSERT INTO settled SELECT %s + n, g.county, g.id, g.path,"
        " ('x' || substr(md5(n::text), 1, 7))::bit(28)::int %% %s"
        " FROM generate_series(0, %s - 1) AS n JOIN grown g"
        " ON g.id = %s + n::bigint * %s / %s AND g.level = %s",  # Branch after branch, as rosters come in.
        [FIRST_PERSON, _NAMES, province.people, first_branch, province.levels[-1], province.people, lowest],
    )
    cursor.execute("ANALYZE settled")
    place = {"county_id": "s.county", "org_path": "s.path"}
    _insert(
        cursor,
        Person,
        place
        | {
            "id": "s.id",
            "public_id": "gen_random_uuid()",
            "name": "m.name",
            "sort_key": "m.sort_key",
            "initials": "m.initials",
            "organization_id": "s.body",
            "sex": "(1 + s.id % 2)::text",
            "ethnicity": "'01'",
            "born_on": "date '1950-01-01' + (s.id % 18000)::int",
            "education": "'61'",
            "occupation": "'务农'",
            "id_number": "decode(md5(s.id::text) || md5('a' || s.id) || md5('b' || s.id), 'hex')",
            "id_index": "decode(md5('i' || s.id) || md5('j' || s.id), 'hex')",
            "phone": "decode(md5('p' || s.id) || md5('q' || s.id) || md5('r' || s.id), 'hex')",
            "phone_index": "decode(md5('k' || s.id) || md5('l' || s.id), 'hex')",
        },
        "settled s JOIN names m ON m.n = s.name",
    )
    joined = {"category": "CASE WHEN s.id % 50 = 0 THEN 'probationary' ELSE 'full' END"}
    standing = place | joined | {"organization_id": "s.body"}
    days = {"joined_on": "date '1975-01-01' + (s.id % 18000)::int"}
    _insert(cursor, Member, standing | days | {"id": "s.id", "person_id": "s.id"}, "settled s")
    during = {"during": "daterange('2000-01-01', NULL)", "source": "'first'"}
    _insert(cursor, Spell, standing | during | {"member_id": "s.id"}, "settled s")
    entry = {"public_id": "gen_random_uuid()", "person_id": "s.id", "source": "'first'", '"on"': "date '2026-01-01'"}
    _insert(cursor, Entry, place | entry | {"fields": "ARRAY['name','category','organization']"}, "settled s")


def _names() -> Iterator[str]:
    surnames, _ = words.weighted("surnames")
    first, _ = words.weighted("given_first")
    last, _ = words.weighted("given_last")
    for number in range(_NAMES):
        yield surnames[number % len(surnames)] + first[number * 7 % len(first)] + last[number * 13 % len(last)]


def _insert(cursor: Any, model: type[Model], given: Mapping[str, str], source: str) -> None:  # noqa: ANN401
    """Insert a row for each of ``source``; columns that are not given stand as a new instance has them."""
    columns = {name.strip('"'): expression for name, expression in given.items()}
    for field in model._meta.concrete_fields:
        name = str(field.column)
        if name in columns or field.primary_key or field.db_default is not NOT_PROVIDED:
            continue
        columns[name] = _blank(field)
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
            sql.Identifier(model._meta.db_table),
            sql.SQL(", ").join(sql.Identifier(name) for name in columns),
            sql.SQL(", ").join(sql.SQL(expression) for expression in columns.values()),
            sql.SQL(source),
        )
    )


def _blank(field: "Field[Any, Any]") -> str:
    default = field.get_default()
    if default is None or isinstance(default, DatabaseDefault):
        return "NULL"
    if isinstance(default, bool | int):
        return str(default)
    return "'" + str(default).replace("'", "''") + "'"


@contextmanager
def _without_indexes(cursor: Any, *models: type[Model]) -> Iterator[None]:  # noqa: ANN401
    """Take down indexes that keep nothing unique, and foreign keys; build and check them all again at the end."""
    tables = [model._meta.db_table for model in models]
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = ANY (%s::regclass[]) AND contype = 'f'",
        [tables],
    )
    keys = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [tables],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET maintenance_work_mem = '1GB'")
    for _, definition in found:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _move_sequence(cursor: Any, model: type[Model]) -> None:  # noqa: ANN401
    last = model._default_manager.aggregate(last=Max("pk"))["last"]
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{model._meta.db_table}"', last])
