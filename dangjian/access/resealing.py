"""Key rotation: what lies under an older key is sealed anew under the current one, in batches, while people work.

A batch is one transaction and a value is exchanged only for the very value that was read: an edit in between
wins. Killed in the middle, it goes on where it was: what is done is under the current key and is not read again.
"""

from collections.abc import Iterator
from typing import Final

from django.db import connection, models, transaction
from psycopg import sql

from dangjian.access import files
from dangjian.access.marks import Sealed, place_of, sealed_columns
from dangjian.access.models import StoredFile
from dangjian.access.secrets.cipher import number_of, seal_bytes, unseal_bytes
from dangjian.access.secrets.keys import KeyProvider, provider

BATCH: Final = 1000
_OLDER: Final = "length({column}) > 0 AND substring({column} from 2 for 2) <> %s"
_LIST: Final = f"SELECT id FROM {{table}} WHERE id > %s AND {_OLDER} ORDER BY id LIMIT %s"  # noqa: S608  # our own words
_COUNT: Final = f"SELECT count(*) FROM {{table}} WHERE {_OLDER}"  # noqa: S608  # our own words
_PUT: Final = "UPDATE {table} SET {column} = %s WHERE id = %s AND {column} = %s"


def reseal(keys: KeyProvider | None = None, *, batch: int = BATCH) -> int:
    """Seal every column and file that lies under an older key anew; return how many were."""
    held = keys or provider()
    done = sum(count for one in sealed_columns() for count in _column(one, held, batch))
    return done + _files(held)


def left(keys: KeyProvider | None = None) -> int:
    """Return how many values lie under an older key."""
    held = keys or provider()
    number = held.current().number
    found = sum(_count(one, number) for one in sealed_columns())
    return found + sum(files.key_number(file) != number for file in StoredFile.objects.filter(is_sealed=True))


def _column(sealed: Sealed, keys: KeyProvider, batch: int) -> Iterator[int]:
    last = 0
    while ids := _older(sealed, keys.current().number, last, batch):
        last = ids[-1]
        yield _exchange(sealed, keys, ids)


def _older(sealed: Sealed, number: int, last: int, batch: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_worded(_LIST, sealed), [last, number.to_bytes(2), batch])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _exchange(sealed: Sealed, keys: KeyProvider, ids: list[int]) -> int:
    rows: models.QuerySet[models.Model] = sealed.model._default_manager.filter(pk__in=ids).order_by("pk")
    done = 0
    with connection.cursor() as cursor:
        for row in rows:
            value = getattr(row, sealed.column)
            if not value or number_of(bytes(value)) == keys.current().number:
                continue
            place = place_of(sealed, row)
            fresh = seal_bytes(unseal_bytes(bytes(value), place, keys), place, keys)
            cursor.execute(_worded(_PUT, sealed), [fresh, row.pk, bytes(value)])
            done += cursor.rowcount
    return done


def _count(sealed: Sealed, number: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_worded(_COUNT, sealed), [number.to_bytes(2)])
        (found,) = cursor.fetchone()
    return int(found)


def _worded(words: str, sealed: Sealed) -> sql.Composed:
    return sql.SQL(words).format(
        table=sql.Identifier(sealed.model._meta.db_table), column=sql.Identifier(sealed.column)
    )


def _files(keys: KeyProvider) -> int:
    waiting = StoredFile.objects.filter(is_sealed=True).order_by("pk")
    return sum(files.reseal(file, keys) for file in waiting.iterator())
