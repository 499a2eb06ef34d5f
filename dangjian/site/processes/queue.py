"""The worker: `python -m dangjian.site.processes.queue CONCURRENCY`, started by `dangjian worker` and `demo`."""

import asyncio
import logging
import sys
from io import StringIO
from typing import cast

import django
from django.core.management import call_command
from procrastinate import App
from procrastinate.contrib.django import app as current_app
from procrastinate.contrib.django.django_connector import DjangoConnector

_PATIENCE = 30  # seconds a job has to finish


async def work(app: App, concurrency: int) -> None:
    """Take jobs until SIGTERM; those under way then have their 30 seconds."""
    async with app.open_async():
        await app.run_worker_async(concurrency=concurrency, shutdown_graceful_timeout=_PATIENCE)


def main() -> None:
    """Check the platform, then work until told to stop."""
    django.setup()
    call_command("check", fail_level="ERROR", stdout=StringIO())
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    django_connector = cast("DjangoConnector", current_app.connector)
    with current_app.replace_connector(django_connector.get_worker_connector()) as app:
        asyncio.run(work(app, int(sys.argv[1])))


if __name__ == "__main__":
    main()
