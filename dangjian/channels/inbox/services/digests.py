"""Bring what waits to those who hold the posts: one digest a person and workday."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from dangjian.access import audit
from dangjian.channels.inbox.holders import holders
from dangjian.channels.inbox.models import Announcement, Digest, DigestRun, Entry, Notice, NoticeQuerySet
from dangjian.foundation.time import as_day

_BATCH = 5_000


@transaction.atomic
def make_digests(*, on: date, at: datetime) -> DigestRun | None:
    """Make the digests of a workday from what was ready by `at`; None where they were made before.

    A body whose post is vacant loses nothing: its notices wait for the day someone holds it.
    """
    run, is_new = DigestRun.objects.get_or_create(day=on)
    if not is_new:
        return None
    ready = Notice.objects.waiting().filter(ready_at__lte=at)
    run.notices, run.people = _deliver(ready, on=on, at=at, is_urgent=False)
    run.save(update_fields=["notices", "people"])
    audit.record(by=None, action="digest.make", subject=on.isoformat(), words=f"{run.notices} 条，{run.people} 人")
    return run


def deliver_now(*, announcement: Announcement, at: datetime) -> int:
    """Deliver an urgent announcement at once, whatever the hour; give how many people got it."""
    waiting = Notice.objects.waiting().filter(announcement=announcement)
    _, people = _deliver(waiting, on=as_day(at), at=at, is_urgent=True)
    return people


def _deliver(notices: NoticeQuerySet, *, on: date, at: datetime, is_urgent: bool) -> tuple[int, int]:
    """Write digests and entries; give how many notices were delivered, to how many people."""
    received = _received(notices, on)
    made = Digest.objects.bulk_create(
        [Digest(account_id=account, day=on, is_urgent=is_urgent, delivered_at=at) for account in received],
        batch_size=_BATCH,
    )
    Entry.objects.bulk_create(_entries(made, received), batch_size=_BATCH)
    reached = Exists(Entry.objects.filter(notice=OuterRef("pk")))
    return notices.filter(reached).update(delivered_at=at), len(made)


def _received(notices: NoticeQuerySet, on: date) -> dict[int, list[int]]:
    """Give the ids of the notices for each account that holds one of their roles on a day."""
    told: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for notice, body, roles in notices.order_by("pk").values_list("pk", "organization_id", "roles"):
        told[tuple(roles)].append((notice, body))
    received: dict[int, list[int]] = defaultdict(list)
    for wanted, pairs in told.items():
        held = holders({body for _, body in pairs}, wanted, on)
        for notice, body in pairs:
            for account in held.get(body, ()):
                received[account].append(notice)
    return received


def _entries(digests: Iterable[Digest], received: dict[int, list[int]]) -> list[Entry]:
    return [
        Entry(digest=digest, account_id=digest.account_id, notice_id=notice)
        for digest in digests
        for notice in received[digest.account_id]
    ]
