"""A person's inbox, page by page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.channels.inbox.models import Digest, Entry

PAGE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as its receiver reads it."""

    key: int
    kind: str
    title: str
    line: str
    due_on: date | None
    body: str
    address: str
    urgent_reason: str
    sender: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came at one moment."""

    delivered_at: datetime
    is_urgent: bool
    lines: Sequence[Line]


def inbox(actor: Actor, *, before: UUID | None = None) -> tuple[list[Received], UUID | None]:
    """Give a page of digests, newest first, older than digest `before`, and the id to go on from.

    A digest is left out where nothing in it is of a body at which the person still holds a post. Two queries.
    """
    found = Digest.objects.visible_to(actor).latest_first()
    if before is not None:
        found = found.filter(public_id__lt=before)
    digests = list(found[: PAGE + 1])
    shown = digests[:PAGE]
    lines = _lines(actor, shown)
    page = [Received(one.delivered_at, one.is_urgent, lines[one.pk]) for one in shown if one.pk in lines]
    return page, shown[-1].public_id if len(digests) > PAGE else None


def _lines(actor: Actor, digests: list[Digest]) -> dict[int, list[Line]]:
    names = {post.organization_id: post.organization_name for post in actor.posts}
    found: dict[int, list[Line]] = defaultdict(list)
    entries = Entry.objects.visible_to(actor).filter(digest__in=digests)
    for entry in entries.select_related("notice__announcement").order_by("pk"):
        found[entry.digest_id].append(_line(entry, names))
    return found


def _line(entry: Entry, names: dict[int, str]) -> Line:
    notice, said = entry.notice, entry.notice.announcement
    return Line(
        key=entry.pk,
        kind=said.get_kind_display(),
        title=said.title,
        line=said.line,
        due_on=said.due_on,
        body=names.get(notice.organization_id, ""),
        address=notice.address,
        urgent_reason=said.urgent_reason,
        sender=said.sender,
    )
