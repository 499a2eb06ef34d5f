"""What a killed worker left in the queue as "doing" is put back; every job of ours may be done twice."""

import asyncio
import logging
from contextlib import suppress
from typing import Final

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status

_LOOK_EVERY: Final = 20.0  # seconds; a worker counts as dead after 30 without a sign of life.
_MOST: Final = 3  # A job that ends its worker that often is shown as failed.
_AT_START: Final = "imports.resume"
_log = logging.getLogger(__name__)


async def take_up(app: App) -> None:
    """Look at once, then again and again until cancelled; whoever waits on an import need not wait for the minute."""
    with suppress(AlreadyEnqueued):
        await app.configure_task(_AT_START, queueing_lock=_AT_START).defer_async(timestamp=0)
    while True:
        with suppress(ConnectorException):  # The database is gone: so is the worker, in a moment.
            for job in await app.job_manager.get_stalled_jobs():
                await put_back(app, job)
        await asyncio.sleep(_LOOK_EVERY)


async def put_back(app: App, job: Job) -> None:
    """Put a job back into its queue, or end it: where the same waits there already, or its workers kept dying."""
    if job.attempts < _MOST:
        with suppress(ConnectorException):
            await app.job_manager.retry_job(job)
            return
    _log.warning("job %s %s ended: its worker died", job.id, job.task_name)
    with suppress(ConnectorException):  # Another worker was faster.
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
