"""The worker: `python -m dangjian.site.processes.queue CONCURRENCY`, started by `dangjian worker` and `demo`."""

import asyncio
import logging
import sys
import time
from contextlib import suppress
from io import StringIO
from typing import cast

import django
from django.core.management import call_command
from django.db import OperationalError, connection
from procrastinate import App
from procrastinate.contrib.django import app as current_app
from procrastinate.contrib.django.django_connector import DjangoConnector

from dangjian.site.processes.stalled import take_up

_PATIENCE = 30  # seconds a job has to finish
_RECOVERY = 60.0  # seconds for a database that was killed to answer again


async def work(app: App, concurrency: int) -> None:
    """Take jobs until SIGTERM; those under way then have their 30 seconds."""
    async with app.open_async():
        beside = asyncio.create_task(take_up(app))
        try:
            await app.run_worker_async(concurrency=concurrency, shutdown_graceful_timeout=_PATIENCE)
        finally:
            beside.cancel()
            with suppress(asyncio.CancelledError):
                await beside


def await_database() -> None:
    """Wait while the database recovers: a worker that gives up at once takes its whole household down."""
    deadline = time.monotonic() + _RECOVERY
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            connection.close()
            return


def main() -> None:
    """Check the platform, then work until told to stop."""
    django.setup()
    await_database()
    call_command("check", fail_level="ERROR", stdout=StringIO())
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    django_connector = cast("DjangoConnector", current_app.connector)
    with current_app.replace_connector(django_connector.get_worker_connector()) as app:
        asyncio.run(work(app, int(sys.argv[1])))


if __name__ == "__main__":
    main()
