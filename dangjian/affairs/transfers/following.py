"""Transfers under way follow the bodies: into the branch or committee that takes another up, or they lose their ground.

A letter that is out stays as it was issued; who answers for the next step is who took the old body up.
"""

from datetime import date
from typing import Final

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Source
from dangjian.affairs.transfers import bodies
from dangjian.affairs.transfers.models import UNDER_WAY, Kind, State, Transfer
from dangjian.affairs.transfers.services.steps import record
from dangjian.procedures.cases import services as cases

_WAITING: Final = (*UNDER_WAY, State.RECEIVED)  # One that was received still waits for its stub to be filed.
_ONE: Final = "转出、接收党支部已合并，不再需要接转"
_APART: Final = "两个党支部不再同属一个党委，请重新提出接转"


def follow_member(by: Actor, settled: Settled) -> None:
    """Let the transfer of a member begin at the branch where a merger or a split put them."""
    if settled.source == Source.TRANSFER or settled.member.left_on is not None:
        return
    for transfer in _locked(Q(person=settled.member.person_id, state__in=UNDER_WAY)):
        _leave_from(by, transfer, settled.member.organization, settled.on)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the body that takes another up receive, send and file what that one had to; its members came before."""
    gone, into = merged.gone, merged.into
    for transfer in _locked(Q(to_body=gone, state__in=UNDER_WAY)):
        _arrive_at(by, transfer, into, merged.on)
    for transfer in _locked((Q(from_committee=gone) | Q(to_committee=gone)) & Q(state__in=_WAITING)):
        if transfer.from_committee_id == gone.pk:
            _send_from(by, transfer, into, merged.on)
        if transfer.to_committee_id == gone.pk:
            _take_at(by, transfer, into, merged.on)
        transfer.save()


def _locked(condition: Q) -> list[Transfer]:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("case", "from_body", "to_body")
    return list(rows.filter(condition).order_by("pk"))


def _leave_from(by: Actor, transfer: Transfer, branch: Organization, on: date) -> None:
    committee = bodies.committee_of(branch)
    if why := _groundless(transfer, branch, committee, transfer.to_body_id, transfer.to_committee_id):
        _lift(by, transfer, on, why)
        return
    transfer.from_body, transfer.county_id, transfer.org_path = branch, branch.county_id, branch.path
    transfer.from_name = branch.name
    cases.hand_over(by=by, case=transfer.case, key="subject_body", body=branch, on=on)
    _send_from(by, transfer, committee, on)
    transfer.save()
    record(by, transfer, "follow", f"转出方改为{branch.short_name}")


def _arrive_at(by: Actor, transfer: Transfer, branch: Organization, on: date) -> None:
    committee = bodies.committee_of(branch)
    if why := _groundless(transfer, branch, committee, transfer.from_body_id, transfer.from_committee_id):
        _lift(by, transfer, on, why)
        return
    transfer.to_body, transfer.to_name = branch, branch.name
    transfer.target_county_id, transfer.target_path = branch.county_id, branch.path
    if transfer.kind == Kind.INWARD:
        transfer.county_id, transfer.org_path = branch.county_id, branch.path
    cases.hand_over(by=by, case=transfer.case, key="receiving_body", body=branch, on=on)
    _take_at(by, transfer, committee, on)
    transfer.save()
    record(by, transfer, "follow", f"接收方改为{branch.short_name}")


def _groundless(
    transfer: Transfer, branch: Organization, committee: Organization, other: int | None, others: int | None
) -> str:
    """Return why a transfer cannot go on once ``branch`` is one side of it; empty where it can."""
    if branch.pk == other:
        return _ONE
    return _APART if transfer.kind == Kind.INSIDE and committee.pk != others else ""


def _send_from(by: Actor, transfer: Transfer, committee: Organization, on: date) -> None:
    transfer.from_committee = committee
    cases.hand_over(by=by, case=transfer.case, key="sending_committee", body=committee, on=on)


def _take_at(by: Actor, transfer: Transfer, committee: Organization, on: date) -> None:
    """Let a committee receive; within one committee the case names it once, as the one that sends."""
    transfer.to_committee = committee
    if transfer.case.parties.filter(key="receiving_committee").exists():
        cases.hand_over(by=by, case=transfer.case, key="receiving_committee", body=committee, on=on)


def _lift(by: Actor, transfer: Transfer, on: date, words: str) -> None:
    cases.lift(by=by, case=transfer.case, on=on, words=words)
    transfer.state = State.WITHDRAWN
    transfer.packet = transfer.identity_index = None
    transfer.save(update_fields=["state", "packet", "identity_index"])
    record(by, transfer, "lift", words)
