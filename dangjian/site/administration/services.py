"""What a system administrator does to a job."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.rulebook import RuleBreach


@transaction.atomic
def retry(*, by: Actor, job_id: int, at: datetime) -> None:
    """Put a failed job back into its queue; raises ``RuleBreach`` for any other."""
    job = ProcrastinateJob.objects.select_for_update().filter(pk=job_id, status="failed").first()
    if job is None:
        raise RuleBreach("这个后台任务现在不是失败状态，没有重试。请刷新后再看。")
    app.job_manager.retry_job_by_id(job_id=job.id, retry_at=at)
    audit.record(by=by, action="job.retry", subject=f"{job.task_name} {job.id}")
