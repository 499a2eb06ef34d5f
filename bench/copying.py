"""The limit of every bulk write: COPY of the same final rows, encoded beforehand, into empty twins."""

from collections.abc import Sequence

from django.db import connection, transaction
from psycopg import sql

from bench.measures import seconds


def encoded(table: str, condition: str, bounds: Sequence[object]) -> bytes:
    """Return the rows of ``table`` that meet ``condition`` as PostgreSQL's binary COPY."""
    query = sql.SQL("COPY (SELECT * FROM {} WHERE {}) TO STDOUT (FORMAT binary)").format(
        sql.Identifier(table),
        sql.SQL(condition),
    )
    with connection.cursor() as cursor, cursor.copy(query, bounds or None) as copy:
        return b"".join(bytes(block) for block in copy)


def make_twin(table: str) -> str:
    """Make an empty table with the columns, keys, indexes, checks and foreign keys of ``table``."""
    twin = f"twin_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{twin}"')
        cursor.execute(f'CREATE TABLE "{twin}" (LIKE "{table}" INCLUDING ALL)')
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        )
        for (definition,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{twin}" ADD {definition}')
    return twin


def copy_seconds(rows: dict[str, bytes]) -> float:
    """Return how long COPY of all these rows into their twins takes, in one transaction with its commit."""
    twins = {make_twin(table): block for table, block in rows.items()}

    def copy_all() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for twin, block in twins.items():
                query = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(twin))
                with cursor.copy(query) as copy:
                    copy.write(block)

    try:
        return seconds(copy_all)
    finally:
        with connection.cursor() as cursor:
            for twin in twins:
                cursor.execute(f'DROP TABLE "{twin}"')
