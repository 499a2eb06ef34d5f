"""An appraisal is opened: who takes part as of its day, by phone or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.secrets import seal_bytes
from dangjian.activities.appraisals.models import Appraisal, Elector, Grading, SealedUrn, State, Way
from dangjian.activities.appraisals.queries.away import appraised_elsewhere
from dangjian.activities.appraisals.rules import Urn, least_voters, probationary_cast, work_year_of
from dangjian.activities.appraisals.services.rows import check_right, log
from dangjian.activities.meetings.attending import Expected, roll
from dangjian.activities.meetings.models.attendance import EXCUSED
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach, rule

APPRAISING: Final = frozenset({BodyKind.BRANCH, BodyKind.JOINT_BRANCH, BodyKind.MOBILE_BRANCH})


def those_of(organization: Organization, day: date) -> list[Expected]:
    """Return the branch's own members of a day, in the order of its roll.

    Who is received is appraised at home, but in a 流动党员党支部 there, and the result told to the home branch.
    """
    with_received = organization.kind == BodyKind.MOBILE_BRANCH
    return [line for line in roll(organization, [Kind.APPRAISAL], day) if with_received or line.mark == ""]


@transaction.atomic
def open_appraisal(
    *, by: Actor, organization: Organization, held_on: date, way: Way, on: date, at: datetime
) -> Appraisal:
    """Open the appraisal of the work year of ``held_on``; with phones the members are told.

    Raises ``RuleBreach`` for a body that holds none, a second one for the work year, nobody to be graded, and for
    phones where fewer than the least number take part (P20).
    """
    check_right(by, organization.path)
    text = rule("appraisals.members", on=held_on)
    if organization.kind not in APPRAISING or not organization.is_open_on(held_on):
        raise RuleBreach(f"{organization.short_name}不开展民主评议党员，没有建立。", citation=text.citation)
    if held_on > on and way == Way.PAPER:
        raise RuleBreach("评议日期在今天以后，没有建立。纸质评议开过以后再登记。")
    year = work_year_of(held_on)
    Organization.objects.select_for_update().get(pk=organization.pk)
    if Appraisal.objects.filter(organization=organization, work_year=year).exists():
        raise RuleBreach(f"{year}年度的民主评议已经建立，没有重复建立。请在列表里打开接着办。", citation=text.citation)
    seats = seats_of(organization, held_on)
    _check_way(way, sum(seat.may_cast for seat in seats), held_on)
    made = Appraisal.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        work_year=year,
        held_on=held_on,
        way=way,
        state=State.VOTING if way == Way.PHONES else State.COUNTED,
    )
    seat(made, seats)
    if way == Way.PHONES:
        _set_up_urn(made, seats)
        _tell(by, made, at)
    log(by, made, "open", f"{made} {made.get_way_display()}")
    return made


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the roll of an appraisal: whether it votes, and whether it is graded here."""

    line: Expected
    may_cast: bool
    is_graded: bool


def seats_of(organization: Organization, day: date) -> list[Seat]:
    """Return who takes part as of a day. Who is graded by another branch this year keeps the vote, and is not graded.

    Raises ``RuleBreach`` where nobody is to be graded.
    """
    lines = those_of(organization, day)
    with_probationary = probationary_cast(day, local_values(organization.county_id, day))
    elsewhere = appraised_elsewhere(organization, [line.member_id for line in lines], day)
    found = [
        Seat(line, line.may_vote or with_probationary, line.may_vote and line.member_id not in elsewhere)
        for line in lines
    ]
    if not any(one.is_graded for one in found):
        raise RuleBreach("这一天名册上没有要评定等次的正式党员，没有建立。请核对评议日期和名册。")
    return found


def _check_way(way: Way, casting: int, day: date) -> None:
    least = least_voters(day)
    if way == Way.PHONES and casting < least.number:
        raise RuleBreach(
            f"参加测评的只有 {casting} 人，不满 {least.number} 人，手机投票容易看出是谁投的，没有建立。"
            "请用纸质票，只登记评定的等次。",
            citation=least.citation,
        )


def seat(made: Appraisal, seats: Sequence[Seat]) -> None:
    """Write down who takes part, and who is graded."""
    place = {"appraisal": made, "county_id": made.county_id, "org_path": made.org_path}
    Elector.objects.bulk_create(
        Elector(
            **place, member_id=one.line.member_id, order_no=number, is_graded=one.is_graded,
            may_cast=one.may_cast, is_excused=one.line.usual in EXCUSED,
        )
        for number, one in enumerate(seats, 1)
    )  # fmt: skip
    Grading.objects.bulk_create(Grading(**place, member_id=one.line.member_id) for one in seats if one.is_graded)


def _set_up_urn(made: Appraisal, seats: Sequence[Seat]) -> None:
    urn = SealedUrn(appraisal=made, county_id=made.county_id, org_path=made.org_path)
    empty = Urn.for_members(one.line.member_id for one in seats if one.is_graded)
    urn.counts = seal_bytes(empty.to_bytes(), bytes(urn.place))
    urn.save()


def _tell(by: Actor, made: Appraisal, at: datetime) -> None:
    announce(
        by=by,
        county_id=made.county_id,
        receivers=[
            Receiver(made.organization_id, (Role.MEMBER.value,), f"/appraisals/{made.public_id}/ballot/", made.source)
        ],
        title=f"{made.work_year}年度民主评议测评",
        line="在手机上无记名投票，每人一次，平台不记怎么投",
        kind=NoticeKind.TASK,
        at=at,
        sender=Sender(made.organization_id, made.org_path, made.organization.short_name),
    )
