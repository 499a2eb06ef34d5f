"""Many hands at once: threads with a connection each, let go together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(number: int, act: Callable[[int], str]) -> list[str]:
    """Run ``act`` in ``number`` threads that start at the same moment; return what each got."""
    gate = Barrier(number)

    def one(position: int) -> str:
        try:
            connection.ensure_connection()
            gate.wait(timeout=60)
            return act(position)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=number) as pool:
        return list(pool.map(one, range(number)))
