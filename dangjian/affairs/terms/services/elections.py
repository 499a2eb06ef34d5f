"""An election on record: prepared, candidates, counts, and the superior's approval that puts people into posts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services import appoint, end
from dangjian.affairs.terms.models import Candidate, Election, ElectionState, Method
from dangjian.affairs.terms.services.extensions import refuse_unless_above
from dangjian.affairs.terms.services.terms import begin
from dangjian.procedures.votes import rules as votes
from dangjian.rulebook import RuleBreach, rule


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted: who may vote, who is not counted by reason, who came, ballots out and back."""

    roll: int
    not_counted: Mapping[str, int]
    present: int
    handed_out: int
    returned: int
    shortage: str = ""


@transaction.atomic
def prepare(
    *,
    by: Actor,
    body: Organization,
    held_on: date,
    method: Method,
    is_renewal: bool,
    number: int | None,
    seats: int,
    basis: str,
) -> Election:
    """Open the record of an election. Raises ``RuleBreach`` while another of the body is under way."""
    Organization.objects.select_for_update().get(pk=body.pk)
    if not body.is_open_on(held_on):
        raise RuleBreach(f"{body} 那时已撤销，没有登记选举。")
    if Election.objects.filter(organization=body).exclude(state=ElectionState.CONFIRMED).exists():
        raise RuleBreach(f"{body.short_name}已有一次选举在办，没有另开。请先办完那一次。")
    made = Election.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        held_on=held_on,
        method=method,
        is_renewal=is_renewal,
        number=number,
        seats=seats,
        basis=basis.strip()[:120],
        recorded_by=by.account_id,
    )
    _record(by, made, "election.open", f"{held_on:%Y-%m-%d}，应选 {seats} 人")
    return made


@transaction.atomic
def nominate(*, by: Actor, election: Election, people: Collection[Person]) -> Election:
    """Set who stands; those left out stand no more. Raises ``RuleBreach`` once the result is on record."""
    held = _prepared(election)
    held.candidates.exclude(person__in=people).delete()
    known = set(held.candidates.values_list("person_id", flat=True))
    Candidate.objects.bulk_create(
        Candidate(election=held, person=person) for person in people if person.pk not in known
    )
    _record(by, held, "election.nominate", f"候选人 {len(people)} 名")
    return held


@transaction.atomic
def record_result(
    *,
    by: Actor,
    election: Election,
    counts: Counts,
    tally: Mapping[int, int],
    posts: Mapping[int, Post],
    on: date,
) -> Election:
    """Record the counts of an election, by candidate id, and who took which post; the superior answers it.

    Raises ``RuleBreach`` for a day to come, too few candidates, too few present, ballots that do not count, votes
    beyond the ballots, a shortage without what is done about it, and a post for who is not elected.
    """
    held = _prepared(election)
    if held.held_on > on:
        raise RuleBreach("选举日期还没到，没有登记结果。请在选举之后登记。")
    line = votes.line(votes.Motion.ELECTION, held.held_on)
    candidates = list(held.candidates.select_related("person"))
    _refuse_few_candidates(held, len(candidates))
    _refuse_counts(counts, line, tally)
    needed = line.least_yes(_entitled(counts), counts.present)
    found = votes.outcome({str(one.pk): tally.get(one.pk, 0) for one in candidates}, seats=held.seats, needed=needed)
    if found.missing and not counts.shortage.strip():
        tied = "，其中有人得票相同" if found.tied else ""
        raise RuleBreach(
            f"当选 {len(found.elected)} 人，缺 {found.missing} 人{tied}。请写明怎么办：再次投票、另行选举或减少名额。"
        )
    for one in candidates:
        one.votes, one.is_elected = tally.get(one.pk, 0), str(one.pk) in found.elected
        one.post = posts.get(one.pk)
        if one.post and not one.is_elected:
            raise RuleBreach(f"{one.person.name}没有当选，不能任“{one.post.title}”，没有登记。")
    Candidate.objects.bulk_update(candidates, ["votes", "is_elected", "post"])
    held.roll, held.not_counted = counts.roll, dict(counts.not_counted)
    held.present, held.handed_out, held.returned = counts.present, counts.handed_out, counts.returned
    held.shortage, held.sent_back = counts.shortage.strip()[:200], ""
    held.state, held.recorded_by = ElectionState.RECORDED, by.account_id
    held.save()
    _record(by, held, "election.report", f"应到 {held.entitled}，实到 {held.present}，当选 {len(found.elected)} 人")
    return held


@transaction.atomic
def confirm(*, by: Actor, election: Election, basis: str, on: date) -> Election:
    """Approve a result: the new term begins, and the elected take up their posts from the day of the election.

    ``by`` is narrowed to approving. Who held those posts and is not elected again leaves them the same day. Raises
    ``RuleBreach`` for one's own body or record, and what ``appoint`` and ``begin`` raise.
    """
    held = _locked(election)
    if held.state != ElectionState.RECORDED:
        raise RuleBreach("这次选举不在待批准状态，没有改动。请刷新后查看。")
    refuse_unless_above(by, held.organization, asked_by=held.recorded_by)
    if held.is_renewal:
        held.term = begin(
            by=by, body=held.organization, elected_on=held.held_on, number=held.number, basis=basis, on=on
        )
    _seat(by, held, basis)
    held.state, held.confirmed_by, held.confirmed_on = ElectionState.CONFIRMED, by.account_id, on
    held.confirmation = basis.strip()[:120]
    held.save()
    _record(by, held, "election.confirm", held.confirmation)
    return held


@transaction.atomic
def send_back(*, by: Actor, election: Election, reason: str) -> Election:
    """Return a result to be corrected. Raises ``RuleBreach`` without a reason and for one's own body."""
    held = _locked(election)
    if held.state != ElectionState.RECORDED:
        raise RuleBreach("这次选举不在待批准状态，没有改动。请刷新后查看。")
    refuse_unless_above(by, held.organization, asked_by=held.recorded_by)
    if not reason.strip():
        raise RuleBreach("请写明退回的理由，没有退回。")
    held.state, held.sent_back = ElectionState.PREPARED, reason.strip()[:200]
    held.save()
    _record(by, held, "election.return", held.sent_back)
    return held


def _seat(by: Actor, election: Election, basis: str) -> None:
    """Relieve first, then appoint: a seat is free before the next one takes it."""
    elected = list(election.candidates.filter(is_elected=True, post__isnull=False).select_related("person", "post"))
    wanted: dict[int, set[int]] = {}
    for one in elected:
        wanted.setdefault(one.post_id or 0, set()).add(one.person_id)
    sitting = Appointment.objects.held_on(election.held_on).filter(post__in=wanted).select_related("person", "post")
    staying: set[tuple[int, int]] = set()
    for row in sitting.order_by("pk"):
        if row.person_id in wanted[row.post_id]:
            staying.add((row.post_id, row.person_id))
        elif election.is_renewal:
            end(by=by, appointment=row, on=election.held_on, basis=basis)
    for one in elected:
        if one.post is not None and (one.post.pk, one.person_id) not in staying:
            appoint(by=by, person=one.person, post=one.post, since=election.held_on, basis=basis)


def _refuse_few_candidates(election: Election, standing: int) -> None:
    least = votes.least_candidates(election.seats, election.held_on)
    # One seat is a secretary's: elected without a further candidate.
    if election.seats > 1 and standing < least:
        citation = rule("elections.excess_share", on=election.held_on).citation
        raise RuleBreach(
            f"应选 {election.seats} 人，候选人至少 {least} 名，现有 {standing} 名，没有登记。", citation=citation
        )
    if standing < election.seats:
        raise RuleBreach(f"应选 {election.seats} 人，候选人只有 {standing} 名，没有登记。请先确定候选人。")


def _entitled(counts: Counts) -> int:
    return counts.roll - sum(counts.not_counted.values())


def _refuse_counts(counts: Counts, line: votes.Line, tally: Mapping[int, int]) -> None:
    entitled = _entitled(counts)
    if entitled <= 0 or counts.present > entitled:
        raise RuleBreach(f"应到 {entitled} 人，实到 {counts.present} 人，人数对不上，没有登记。请核对。")
    if not line.may_open(entitled=entitled, present=counts.present):
        least = line.least_present(entitled)
        raise RuleBreach(
            f"应到 {entitled} 人，实到 {counts.present} 人，不足 {least} 人，选举无效，没有登记。",
            citation=line.citation,
        )
    if counts.handed_out > counts.present:
        raise RuleBreach("发出的选票多于实到人数，没有登记。请核对。")
    if not votes.are_valid(handed_out=counts.handed_out, returned=counts.returned):
        raise RuleBreach("收回的选票多于发出的选票，选举无效，没有登记。应当重新选举。", citation=line.citation)
    if any(count > counts.returned for count in tally.values()):
        raise RuleBreach("有候选人的得票多于收回的选票，没有登记。请核对。")


def _locked(election: Election) -> Election:
    return Election.objects.select_for_update(of=("self",)).select_related("organization").get(pk=election.pk)


def _prepared(election: Election) -> Election:
    held = _locked(election)
    if held.state != ElectionState.PREPARED:
        raise RuleBreach("选举结果已登记，没有改动。要改，请上级退回后再改。")
    return held


def _record(by: Actor, election: Election, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=election.public_id,
        organization_id=election.organization_id,
        path=election.org_path,
        words=f"{election} {words}",
    )
