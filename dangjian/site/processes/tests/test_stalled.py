"""Jobs that a killed worker had in hand: put back, but not for ever, and not beside the same one that waits."""

import asyncio

import pytest
from procrastinate import App
from procrastinate.jobs import Job
from procrastinate.testing import InMemoryConnector

from dangjian.site.processes.stalled import put_back


@pytest.mark.parametrize(("attempts", "status"), [(0, "todo"), (2, "todo"), (3, "failed")])
def test_a_job_left_behind_is_put_back_three_times(attempts: int, status: str) -> None:
    queue = InMemoryConnector()
    app = App(connector=queue)

    async def left() -> None:
        async with app.open_async():
            await app.configure_task("imports.work", allow_unknown=True).defer_async(number=1)
            worker = await app.job_manager.register_worker()
            job = await app.job_manager.fetch_job(queues=None, worker_id=worker)
            assert isinstance(job, Job)
            await put_back(app, job.evolve(attempts=attempts))

    asyncio.run(left())
    assert [row["status"] for row in queue.jobs.values()] == [status]
