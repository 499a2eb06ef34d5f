"""Tables without foreign keys and plain indexes while they are filled: both are made again over all rows at once.

Partial indexes stay: PostgreSQL writes their conditions down in other words the second time.
Checking each of a million rows by itself, and keeping each index row by row, costs more than the rows.
All within the transaction that loads: whoever rolls back has everything as it was.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

_KEYS: Final = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', r.relname, c.conname),
       format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', r.relname, c.conname, pg_get_constraintdef(c.oid))
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
WHERE c.contype = 'f' AND r.relkind = 'r' AND c.conrelid = ANY (%s::regclass[]) ORDER BY c.oid
"""
_INDEXES: Final = """
SELECT format('DROP INDEX %%I', n.relname), pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid JOIN pg_class r ON r.oid = i.indrelid
WHERE r.relkind = 'r' AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indrelid = ANY (%s::regclass[])
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY i.indexrelid
"""


@contextmanager
def bare(tables: Iterable[str]) -> Iterator[None]:
    """Take foreign keys and plain indexes off empty tables, and put the same ones back; within a transaction."""
    names = [f'"{table}"' for table in tables]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        made = []
        for query in (_KEYS, _INDEXES):
            cursor.execute(query, [names])
            for drop, make in cursor.fetchall():
                cursor.execute(drop)
                made.append(make)
        yield
        for make in reversed(made):
            cursor.execute(make)
