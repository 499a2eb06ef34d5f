"""Sign-in at a large meeting: opened by who records; one statement writes the row and its line in the log."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.codes import Ticket
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.services.planning import expected_on
from dangjian.activities.meetings.services.rows import check_open, check_right, locked, log

_OPEN_FOR: Final = timedelta(hours=4)
# Account, rights, meeting and scope are checked where the row is written: nothing can change in between.
_ARRIVE: Final = """
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
    with connection.cursor() as cursor:
        cursor.execute(
            _ARRIVE,
            {
                "meeting": meeting,
                "subject": str(meeting),
                "account": ticket.account_id,
                "epoch": ticket.epoch,
                "permission": Permission.MEETING_SIGN_IN.value,
                "at": at,
            },
        )
        held, may, made = cursor.fetchone()
    if made:
        return Arrival.SIGNED
    if not held:
        return Arrival.CLOSED
    return Arrival.AGAIN if may else Arrival.STRANGER
