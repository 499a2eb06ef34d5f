"""紧急通知: told at once to the bodies chosen, whatever the hour (P12)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.models import Announcement, Kind
from dangjian.channels.inbox.rules import without_personal_data
from dangjian.channels.inbox.services import Receiver, Sender, announce
from dangjian.foundation.ids import public_id
from dangjian.foundation.time import as_day
from dangjian.programme.tasks.notices import ANSWERING
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook.breach import RuleBreach

INBOX = "/inbox/"


@transaction.atomic
def send_urgent(
    *, body: Organization, targets: Targets, title: str, line: str, reason: str, at: datetime, by: Actor
) -> Announcement:
    """Tell those who answer for the chosen bodies something urgent at the moment ``at``, in the name of ``body``.

    All or nothing. Refused: no reason, nobody meant, a named body that is closed, nobody in post at any of them,
    an ID or phone number in the words, someone who may not send for this body.
    """
    if not by.may(Permission.NOTICE_URGENT, body.path):
        raise RuleBreach(f"您的职务不能以{body.short_name}的名义发紧急通知，未发出。")
    if not reason.strip():
        raise RuleBreach("紧急通知须写明事由，未发出。填写的内容已保留，请补上事由后再发。")
    if without_personal_data(f"{title} {line} {reason}") != f"{title} {line} {reason}":
        raise RuleBreach("通知里有身份证号或手机号，会被转到群里，未发出。内容已保留，请删去后再发。")
    subject = f"urgent:{public_id()}"
    said = announce(
        by=by,
        county_id=body.county_id,
        receivers=[Receiver(pk, ANSWERING, INBOX, subject) for pk in _meant(body, targets, as_day(at))],
        title=title,
        line=line,
        kind=Kind.URGENT,
        at=at,
        urgent_reason=reason,
        sender=Sender(body.pk, body.path, sender_words(body, by)),
    )
    if not said.receivers:
        raise RuleBreach("所选单位现在都没有书记、信息员等任职，没有人能收到，未发出。内容已保留，请改范围后再发。")
    return said


def _meant(body: Organization, targets: Targets, on: date) -> Sequence[int]:
    closed = targets.closed_names(body, on)
    if closed:
        raise RuleBreach(f"{'、'.join(closed[:3])}已撤销，收不到通知，全部未发出。请从范围中去掉后再发。")
    meant = list(targets.bodies(body, on).values_list("pk", flat=True))
    if not meant:
        raise RuleBreach("按所选范围没有一个单位，未发出。内容和范围已保留，请改范围后再看。")
    return meant


def sender_words(body: Organization, by: Actor) -> str:
    """Return who sends it, as the receivers read it: the office or body, and the name."""
    held = next((post for post in by.posts if post.organization_id == body.pk), None)
    return f"{held.organization_name if held else body.short_name} {by.name}"
