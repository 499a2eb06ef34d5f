"""What committees and general branches do: their secretaries lecture at a branch, and they hear its branches report."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.procedures.evidence.kinds import Kind
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.life.records import Held, Records
from dangjian.site.demo.programme.desks import Desks

_COMMITTEES: Final = (BodyKind.COMMITTEE, BodyKind.WORK_COMMITTEE)
_HEARING: Final = (BodyKind.COMMITTEE, BodyKind.GENERAL_BRANCH)
_ONE_SILENT_IN: Final = 12
_MONTHS: Final = (5, 10)  # In which reports are heard: one each half-year.
_LECTURES: Final = (6, 7, 9)


def lectures(county: County, branches: Sequence[Branch]) -> dict[tuple[int, date], int]:
    """Return at which branch, in which month, a secretary from above lectures: once a year where they hold the post."""
    found: dict[tuple[int, date], int] = {}
    posts = county.rows.of(Post)
    for row in county.rows.of(Appointment):
        post = posts[row.post_id - 1]
        body = county.bodies[post.organization_id - 1]
        if post.role != Role.SECRETARY or body.kind not in _COMMITTEES or row.during.upper is not None:
            continue
        below = [one for one in branches if one.body.path.startswith(body.path) and not one.is_temporary]
        for year in (county.today.year - 1, county.today.year):
            month = date(year, _LECTURES[body.pk % len(_LECTURES)], 1)
            if below and row.during.lower <= month and body.pk % _ONE_SILENT_IN:
                place = below[(body.pk + year) % len(below)]
                if not place.fates.has(fates.THEME, month):
                    found[place.body.pk, month] = row.person_id
    return found


def write(county: County, chance: Chance, desks: Desks, records: Records) -> None:
    """Let committees and general branches hear reports, some of them not this time."""
    seats, members = _seats(county), {member.person_id: member.pk for member in county.rows.of(Member)}
    for body in county.bodies:
        people = seats.get(body.pk, [])
        if body.kind not in _HEARING or body.closed_on or not people:
            continue
        hand = desks.answers(body) if body.parent_id else None
        if hand is None:
            continue
        for month in fates.months(date(county.today.year - 1, 1, 1), county.today):
            day = month + timedelta(days=11 + chance.randrange(12))
            if month.month not in _MONTHS or day >= county.today or not chance.randrange(_ONE_SILENT_IN):
                continue
            records.write(
                Held(
                    body=body, on=day, kinds=[Kind.REPORT_HEARD], title="听取所属党支部工作汇报", place="会议室",
                    expected=[members[person] for person in people], host=people[0], recorder=None, writes=hand,
                    answers=hand, topics="所属党支部书记逐一汇报组织生活和队伍建设情况",
                    decisions="问题列出清单，下次会上回看。", hour=9,
                )
            )  # fmt: skip


def _seats(county: County) -> dict[int, list[int]]:
    """Return who sits in the committee of a body, the secretary first."""
    posts = county.rows.of(Post)
    found: dict[int, list[int]] = {}
    for row in county.rows.of(Appointment):
        post = posts[row.post_id - 1]
        if row.during.upper is None and ("书记" in post.title or "委员" in post.title):
            found.setdefault(post.organization_id, []).append(row.person_id)
    return found
