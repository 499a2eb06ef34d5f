"""Votes before the seal; afterwards notes beside the record, and the end of what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.activities.meetings.models import ActionItem, Correction, Meeting, Motion
from dangjian.activities.meetings.rules import plain
from dangjian.activities.meetings.services.rows import check_open, check_right, check_words, locked, log
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.votes.rules import CAPTIONS, line
from dangjian.procedures.votes.rules import Motion as MotionKind
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Ballot:
    """The counts of one vote, as read out at the meeting."""

    kind: MotionKind
    title: str
    entitled: int
    present: int
    yes: int
    no: int = 0
    abstained: int = 0
    written: int = 0


@transaction.atomic
def vote(*, by: Actor, meeting: Meeting, ballot: Ballot) -> Motion:
    """Record a vote; whether it passed is what the rulebook's line of the day says.

    Raises ``RuleBreach`` for too few present and for counts that cannot be, with the article.
    """
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    check_words(ballot.title)
    table = line(ballot.kind, row.held_on)
    title = " ".join(plain(ballot.title).split())[:200]
    if not title:
        raise RuleBreach("请写明表决事项，没有保存。")
    if ballot.present > ballot.entitled or ballot.yes + ballot.no + ballot.abstained > ballot.present:
        raise RuleBreach("票数合不上：赞成、反对、弃权之和不能超过到会人数，到会不能超过应到。没有保存，请核对。")
    if ballot.written and not table.counts_written:
        raise RuleBreach("这类表决不计书面意见，没有保存。", citation=table.citation)
    if ballot.written > ballot.entitled - ballot.present:
        raise RuleBreach("书面意见多于没有到会的人数，没有保存，请核对。")
    if not table.may_open(entitled=ballot.entitled, present=ballot.present):
        least = table.least_present(ballot.entitled)
        raise RuleBreach(
            f"应到会有表决权的 {ballot.entitled} 人，至少到 {least} 人才能表决，只到了 {ballot.present} 人。没有保存。",
            citation=table.citation,
        )
    passed = table.is_passed(entitled=ballot.entitled, present=ballot.present, yes=ballot.yes, written=ballot.written)
    needed = table.least_yes(ballot.entitled, ballot.present)
    motion = Motion.objects.create(
        meeting=row,
        county_id=row.county_id,
        org_path=row.org_path,
        kind=ballot.kind,
        title=title,
        entitled=ballot.entitled,
        present=ballot.present,
        yes=ballot.yes,
        no=ballot.no,
        abstained=ballot.abstained,
        written=ballot.written,
        is_passed=passed,
        words=f"{'通过' if passed else '没有通过'}：需 {needed} 票，得 {ballot.yes + ballot.written} 票",
        law=table.citation[:300],
    )
    log(by, row, "vote", f"{CAPTIONS[ballot.kind]} {title} {motion.words}")
    return motion


@transaction.atomic
def drop_motion(*, by: Actor, meeting: Meeting, motion: Motion) -> None:
    """Take a vote that was typed wrongly out of a record that does not stand yet."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    log(by, row, "drop_vote", motion.title)
    row.motions.filter(pk=motion.pk).delete()


@transaction.atomic
def correct(*, by: Actor, meeting: Meeting, words: str) -> Correction:
    """Put a note beside a sealed record, which stands as it was."""
    row = locked(meeting)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    if not row.is_sealed:
        raise RuleBreach("记录还没有归档，直接改就行，不用写更正说明。")
    text = plain(words)[:400]
    if not text:
        raise RuleBreach("请写明哪里有出入、应当是什么，没有保存。")
    check_words(text)
    made = Correction.objects.create(
        meeting=row,
        county_id=row.county_id,
        org_path=row.org_path,
        words=text,
        person_name=by.name[:60],
        account_id=by.account_id,
    )
    log(by, row, "correct", text)
    return made


@transaction.atomic
def finish(*, by: Actor, item: ActionItem, outcome: str, on: date) -> ActionItem:
    """Say that what was agreed is done, in a line; done twice stays done once."""
    row = ActionItem.objects.select_for_update().get(pk=item.pk)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    if row.done_on:
        return row
    check_words(outcome)
    row.done_on, row.outcome, row.done_by = on, plain(outcome)[:200], by.account_id
    row.save(update_fields=["done_on", "outcome", "done_by"])
    audit.record(by=by, action="meeting.finish", subject=row.public_id, path=row.org_path, words=row.what)
    return row


@transaction.atomic
def attach_photo(*, by: Actor, meeting: Meeting, name: str, data: bytes, media_type: str) -> Meeting:
    """Keep a photograph of the handwritten page, sealed; it may stand for the words. Another takes its place."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    old = row.photo
    row.photo = files.store(
        data,
        owner=row.source,
        county_id=row.county_id,
        organization_id=row.organization_id,
        org_path=row.org_path,
        name=name,
        media_type=media_type,
        privacy=Privacy.PERSONAL,
    )
    row.save(update_fields=["photo"])
    if old:
        files.remove(old)
    log(by, row, "photo")
    return row


@transaction.atomic
def remember_reading(*, by: Actor, meeting: Meeting) -> None:
    """Note that someone from above read a sealed record (调阅): shown to the branch."""
    audit.record(
        by=by,
        action="meeting.read",
        subject=meeting.public_id,
        organization_id=meeting.organization_id,
        path=meeting.org_path,
        words="、".join(dict.fromkeys(post.organization_name for post in by.posts))[:300],
    )


@transaction.atomic
def remember_book(*, by: Actor, organization: Organization, year: int, ids: Sequence[UUID]) -> None:
    """Note that the record book of a year was printed."""
    audit.record(
        by=by,
        action="meeting.book",
        subject=organization.public_id,
        organization_id=organization.pk,
        path=organization.path,
        words=f"{year}年记录本，{len(ids)} 次会议",
        among=ids,
    )
