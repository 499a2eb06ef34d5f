"""Tell bodies something; take back what has not been delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.channels.inbox.models import Announcement, Kind, Notice
from dangjian.channels.inbox.services.digests import deliver_now
from dangjian.rulebook.breach import RuleBreach

_INSERT = """
INSERT INTO inbox_notice
    (announcement_id, county_id, organization_id, roles, address, subject_key, reminds_of, ready_at)
SELECT %(announcement)s, %(county)s, body, string_to_array(roles, ','), address, subject, %(reminds_of)s, %(ready_at)s
FROM unnest(%(bodies)s::bigint[], %(roles)s::text[], %(addresses)s::text[], %(subjects)s::text[])
    AS receiver (body, roles, address, subject)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A body, the roles there that are told, the page where they act, and what it is about."""

    organization_id: int
    roles: Sequence[str]
    address: str
    subject_key: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The body in whose name something is said, and the words that its receivers read: 县委组织部 周明远."""

    organization_id: int
    path: str
    words: str


@transaction.atomic
def announce(
    *,
    by: Actor | None,
    county_id: int,
    receivers: Collection[Receiver],
    title: str,
    line: str = "",
    due_on: date | None = None,
    kind: Kind = Kind.TASK,
    at: datetime,
    urgent_reason: str = "",
    sender: Sender | None = None,
) -> Announcement:
    """Tell bodies something: it waits for the next digest; an urgent one is delivered at once.

    `at` is the moment it is said. `line` has at most 120 characters and no personal data. `by` is None for what the
    platform sends by itself, `sender` the body in whose name a person says it. Raises `RuleBreach` for an urgent one
    without a reason.
    """
    if kind is Kind.URGENT and not urgent_reason.strip():
        raise RuleBreach("紧急通知须写明事由，未发出；填写的内容已保留，请补上事由后再发。")
    said = _say(by, county_id, title, line, due_on, kind, urgent_reason.strip(), sender)
    said.bodies = _address(said, receivers, at, reminds_of=None)
    if kind is Kind.URGENT:
        said.receivers = deliver_now(announcement=said, at=at)
    _keep(said, by, receivers)
    return said


@transaction.atomic
def remind(
    *, by: Actor | None, county_id: int, receivers: Collection[Receiver], title: str, due_on: date, at: datetime
) -> int:
    """Remind bodies of a due date, each once for that date; give how many had not been reminded before."""
    said = _say(by, county_id, title, "", due_on, Kind.REMINDER, "")
    said.bodies = _address(said, receivers, at, reminds_of=due_on)
    if not said.bodies:
        said.delete()
        return 0
    _keep(said, by, receivers)
    return said.bodies


@transaction.atomic
def recall(*, by: Actor | None, subject_keys: Collection[str], at: datetime) -> int:
    """Take back what is not yet delivered about these subjects; give how many notices."""
    number = Notice.objects.waiting().filter(subject_key__in=subject_keys).update(recalled_at=at)
    if number:
        audit.record(by=by, action="notice.recall", among=subject_keys)
    return number


def _say(
    by: Actor | None,
    county_id: int,
    title: str,
    line: str,
    due_on: date | None,
    kind: Kind,
    urgent_reason: str,
    sender: Sender | None = None,
) -> Announcement:
    return Announcement.objects.create(
        county_id=county_id,
        kind=kind,
        title=title[:200],
        line=line[:120],
        due_on=due_on,
        urgent_reason=urgent_reason[:200],
        organization_id=sender.organization_id if sender else None,
        org_path=sender.path if sender else "",
        sender=sender.words[:120] if sender else "",
        created_by=by.account_id if by else None,
    )


def _address(said: Announcement, receivers: Collection[Receiver], at: datetime, reminds_of: date | None) -> int:
    """Write a notice for each receiver; give how many. Only a reminder can meet one that is there already."""
    if reminds_of is None:
        return _copy(said, receivers, at)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "announcement": said.pk,
                "county": said.county_id,
                "reminds_of": reminds_of,
                "ready_at": at,
                "bodies": [receiver.organization_id for receiver in receivers],
                "roles": [",".join(receiver.roles) for receiver in receivers],
                "addresses": [receiver.address for receiver in receivers],
                "subjects": [receiver.subject_key for receiver in receivers],
            },
        )
        return int(cursor.rowcount)


def _copy(said: Announcement, receivers: Collection[Receiver], at: datetime) -> int:
    columns = "announcement_id, county_id, organization_id, roles, address, subject_key, ready_at"
    shared, moment = f"{said.pk}\t{said.county_id}", at.isoformat()
    lines = [
        f"{shared}\t{to.organization_id}\t{{{','.join(to.roles)}}}\t{_escaped(to.address)}\t{_escaped(to.subject_key)}\t{moment}\n"
        for to in receivers
    ]
    # Only column names of our own stand in the statement.
    with connection.cursor() as cursor, cursor.copy(f"COPY inbox_notice ({columns}) FROM STDIN") as copy:
        copy.write("".join(lines))
    return len(lines)


def _escaped(text: str) -> str:
    """Write a text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _keep(said: Announcement, by: Actor | None, receivers: Collection[Receiver]) -> None:
    said.save(update_fields=["bodies", "receivers"])
    audit.record(
        by=by,
        action=f"notice.{said.kind}",
        subject=said.public_id,
        words=said.urgent_reason or said.title,
        among=[receiver.subject_key for receiver in receivers],
        county_id=said.county_id,
        organization_id=said.organization_id,
        path=said.org_path,
    )
