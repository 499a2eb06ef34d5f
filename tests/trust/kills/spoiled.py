"""The control: the same platform, its transactions broken in pieces, so that a kill falls between them.

Each piece rests a little: what is shown is that the half is seen, not how likely it is.
"""

import os
import time
from collections.abc import Callable
from typing import Any

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  # Django first
from psycopg import sql  # noqa: E402

from dangjian.affairs.imports import traces  # noqa: E402
from dangjian.affairs.imports.kinds.people import writing  # noqa: E402
from dangjian.affairs.imports.work import undoing  # noqa: E402
from dangjian.affairs.organizations.models import Trail  # noqa: E402
from dangjian.affairs.organizations.services import moving, places  # noqa: E402
from dangjian.site.processes import queue  # noqa: E402

REST = 0.15  # seconds


def commit() -> None:
    """Commit in the middle of a transaction; what is around it goes on as if nothing had been."""
    connection.connection.commit()
    time.sleep(REST)
    with connection.cursor() as cursor:
        for name in connection.savepoint_ids:
            cursor.execute(sql.SQL("SAVEPOINT {}").format(sql.Identifier(name)))


def pieces(act: Callable[..., Any]) -> Callable[..., Any]:
    """Commit after every call."""

    def broken(*args: Any) -> Any:  # noqa: ANN401  # whatever it gives
        result = act(*args)
        commit()
        return result

    return broken


put_back = undoing._take_back  # noqa: SLF001  # before it is spoiled: what it deletes is gone already


def take_back(held: dict[str, Any]) -> None:
    """Delete table by table, each for itself."""
    for table, ranges in reversed(held["ranges"].items()):
        with connection.cursor() as cursor:
            query = sql.SQL("DELETE FROM {} t WHERE {}")
            cursor.execute(query.format(sql.Identifier(table), traces.within(ranges, [])))
        commit()
    put_back(held)


def relocate(trail: Trail) -> None:
    """Rewrite the places table by table, each for itself."""
    for model, names in places.tables():
        with connection.cursor() as cursor:
            cursor.execute(places._rewriting(model, names, trail))  # noqa: SLF001
        commit()


writing._copy = pieces(writing._copy)  # noqa: SLF001
undoing._take_back = take_back  # noqa: SLF001
moving.relocate = relocate  # type: ignore[attr-defined, assignment]  # as it names it
application = get_wsgi_application()

if __name__ == "__main__":
    queue.main()
