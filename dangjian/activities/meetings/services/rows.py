"""What every service of meetings needs: the row as it stands, the right at that place, the line in the log."""

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.models import Meeting, State
from dangjian.affairs.people.words import refuse_numbers
from dangjian.foundation.documents.markings import is_marked
from dangjian.rulebook import RuleBreach


def locked(meeting: Meeting) -> Meeting:
    """Return the row as it stands now, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "organization", "group", "host", "recorder", "lecturer"
    )
    return rows.get(pk=meeting.pk)


def check_open(meeting: Meeting) -> None:
    """Refuse where the record stands already or the meeting was called off."""
    if meeting.state == State.SEALED:
        raise RuleBreach("这次会议的记录已经归档，原样保留，没有改动。有出入的请在下面写更正说明。")
    if meeting.state == State.CANCELLED:
        raise RuleBreach("这次会议已经取消，没有改动。要开会请另建一次。")


def check_right(by: Actor, permission: Permission, path: str) -> None:
    """Refuse someone whose posts do not reach the body; the page is not shown to them either."""
    if not by.may(permission, path):
        raise RuleBreach("您的职务不办理这个党组织的会议记录，没有改动。")


def check_words(*texts: str) -> None:
    """Refuse numbers that belong in sealed fields, and texts marked as secret or internal (P36)."""
    for text in texts:
        if is_marked(text):
            raise RuleBreach("此文标有密级或内部标志，不得在本平台处理。内容未保存。")
    refuse_numbers(*texts)


def log(by: Actor, meeting: Meeting, action: str, words: str = "") -> None:
    """Write the line of the log."""
    audit.record(
        by=by,
        action=f"meeting.{action}",
        subject=meeting.public_id,
        organization_id=meeting.organization_id,
        path=meeting.org_path,
        words=words or meeting.title,
    )
