"""Sign-in at a large meeting: opened by who records; one statement writes the row and its line in the log."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.codes import Ticket
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.services.planning import expected_on
from dangjian.activities.meetings.services.rows import check_open, check_right, locked, log

_OPEN_FOR: Final = timedelta(hours=4)
# Account, rights, meeting and scope are checked where the row is written: nothing can change in between.
ARRIVE: Final = """
WITH held AS (
    SELECT id, county_id, org_path, organization_id, expected FROM meetings_meeting
    WHERE public_id = %(meeting)s AND state IN ('planned', 'noticed', 'recorded') AND sign_in_until > %(at)s
), may AS (
    SELECT held.id, held.county_id, held.org_path, held.organization_id, member.id AS member_id
    FROM held, accounts_account account JOIN members_member member ON member.person_id = account.person_id
    WHERE account.id = %(account)s AND account.epoch = %(epoch)s AND account.is_active AND member.left_on IS NULL
      AND (member.organization_id = held.organization_id OR member.id = ANY (held.expected))
), made AS (
    INSERT INTO meetings_signin (county_id, meeting_id, member_id, org_path)
    SELECT county_id, id, member_id, org_path FROM may ON CONFLICT DO NOTHING RETURNING member_id
), logged AS (
    INSERT INTO access_auditrow
        (account_id, permission, action, county_id, organization_id, org_path, subject, words, count, digest)
    SELECT %(account)s, %(permission)s, 'meeting.sign_in', county_id, organization_id, org_path, %(subject)s, '', 1, ''
    FROM may WHERE EXISTS (SELECT FROM made)
)
SELECT (SELECT count(*) FROM held), (SELECT count(*) FROM may), (SELECT count(*) FROM made)
"""

_PLANNED: Final = "dangjian_arrive"
_PREPARE: Final = f"PREPARE {_PLANNED} (uuid, text, bigint, bigint, text, timestamptz) AS " + ARRIVE % {
    "meeting": "$1", "subject": "$2", "account": "$3", "epoch": "$4", "permission": "$5", "at": "$6",
}  # fmt: skip
_EXECUTE: Final = f"EXECUTE {_PLANNED} (%(meeting)s, %(subject)s, %(account)s, %(epoch)s, %(permission)s, %(at)s)"

Bound = dict[str, str | int | datetime | UUID]


class Arrival(StrEnum):
    """What came of a scan; the value stands in the address of the answer."""

    SIGNED = "signed"
    AGAIN = "again"
    STRANGER = "stranger"
    CLOSED = "closed"


@transaction.atomic
def open_sign_in(*, by: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """Let members sign in by the code for some hours; nobody above can ask for it (P15)."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    row.sign_in_until = at + _OPEN_FOR
    row.expected = row.expected or expected_on(row, row.held_on)
    row.save(update_fields=["sign_in_until", "expected"])
    log(by, row, "open_sign_in")
    return row


def sign_in(*, ticket: Ticket, meeting: UUID, at: datetime) -> Arrival:
    """Write down that the holder of a ticket is there, once; one statement, no session, no transaction around it."""
    held, may, made = _arrive(
        {
            "meeting": meeting,
            "subject": str(meeting),
            "account": ticket.account_id,
            "epoch": ticket.epoch,
            "permission": Permission.MEETING_SIGN_IN.value,
            "at": at,
        }
    )
    if made:
        return Arrival.SIGNED
    if not held:
        return Arrival.CLOSED
    return Arrival.AGAIN if may else Arrival.STRANGER


def _arrive(bound: Bound) -> tuple[int, int, int]:
    """Run the statement on a connection that nobody asked beforehand whether it lives: one that died is replaced.

    Sent twice it writes once; the second answer then says so.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]  # the wrapper's own, missing in the stubs
    try:
        return _executed(bound)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _executed(bound)


def _executed(bound: Bound) -> tuple[int, int, int]:
    """Execute the statement, planned once a connection: planning it costs more than doing it."""
    with connection.cursor() as cursor:
        if getattr(connection.connection, _PLANNED, None) is None:
            cursor.execute(_PREPARE)
            setattr(connection.connection, _PLANNED, True)
        cursor.execute(_EXECUTE, bound)
        held, may, made = cursor.fetchone()
    return held, may, made
