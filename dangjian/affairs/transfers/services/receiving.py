"""The member has reported: the receipt is recorded and everything that hangs on the branch follows, on that day."""

import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.secrets import blind_index, unseal
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.members.services import correct_record, enroll, leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.transfers.models import Kind, State, Transfer
from dangjian.affairs.transfers.queries import posts_held
from dangjian.affairs.transfers.rules import day_words
from dangjian.affairs.transfers.services.steps import locked, record, stand, take
from dangjian.procedures.cases.models import State as CaseState
from dangjian.rulebook import Outcome, RuleBreach


@transaction.atomic
def receive(
    *, by: Actor, transfer: Transfer, arrived_on: date, papers: Iterable[str], on: date, words: str = ""
) -> Transfer:
    """Record that the member reported on ``arrived_on`` (for one who left the platform: the day of the receipt).

    Until here the sending branch answers for them; from that day the roll, the rights and the record follow.
    Raises ``RuleBreach`` for a day before the letter or in the future, and where a post of the old branch stands.
    """
    transfer = locked(transfer)
    first = transfer.sent_on or transfer.started_on
    if not first <= arrived_on <= on:
        raise RuleBreach(f"报到（回执）日期应在{day_words(first)}至今天之间，没有登记。请改日期。")
    if held := posts_held(transfer, arrived_on):
        titles = "、".join(appointment.post.title for appointment in held)
        raise RuleBreach(f"{transfer.person_name}在转出支部还任{titles}，没有登记。请转出党委先免去。")
    case = take(by, transfer, "receipt", Outcome.PASS, on, words, papers)
    _follow(by, transfer, arrived_on)
    transfer.received_on, transfer.receipt_on = arrived_on, on
    transfer.packet = transfer.identity_index = None
    state = State.RECEIVED
    if case.state == CaseState.DONE:
        state, transfer.archived_on = State.ARCHIVED, on
    stand(transfer, state, "received_on", "receipt_on", "archived_on", "packet", "identity_index", "person")
    record(by, transfer, "receive", f"{day_words(arrived_on)}报到")
    return transfer


def _follow(by: Actor, transfer: Transfer, on: date) -> None:
    reference = transfer.letter_number or str(transfer.public_id)
    if transfer.kind == Kind.INWARD:
        transfer.person = _taken_in(by, transfer, on, reference)
        return
    member = Member.objects.current().select_related("person").filter(person=transfer.person).first()
    if member is None or member.organization_id != transfer.from_body_id:
        raise RuleBreach(f"{transfer.person_name}已不在{transfer.from_name}的名册上，没有登记。请先核对名册。")
    words = f"由{transfer.from_name}转往{transfer.to_name}"
    if transfer.kind == Kind.OUTWARD:
        leave(by=by, member=member, reason=Leaving.TRANSFERRED, on=on, source=Source.TRANSFER,
              reference=reference, words=words)  # fmt: skip
    elif transfer.to_body is not None:
        settle(by=by, member=member, organization=transfer.to_body, on=on, source=Source.TRANSFER,
               reference=reference, words=words)  # fmt: skip


def _taken_in(by: Actor, transfer: Transfer, on: date, reference: str) -> Person:
    """Put someone from outside on the roll; whoever left this very committee's branches before comes back."""
    if transfer.packet is None or transfer.to_body is None:
        raise RuleBreach("转入材料已经用过，没有登记。请刷新后查看。")
    facts: dict[str, str] = json.loads(unseal(bytes(transfer.packet), transfer.place()))
    words = f"由{transfer.from_name}转入"
    former = _former(transfer, facts.get("id_number", ""))
    if former is not None:
        changes = {"left_on": "", "left_reason": "", "organization": transfer.to_body, "category": transfer.category}
        entry = correct_record(by=by, person=former.person, changes=changes, source=Source.TRANSFER, on=on,
                               reference=reference, words=words)  # fmt: skip
        return entry.person
    member = enroll(
        by=by, organization=transfer.to_body, name=transfer.person_name, category=Category(transfer.category),
        source=Source.TRANSFER, on=on, facts={name: value for name, value in facts.items() if value},
        reference=reference, words=words,
    )  # fmt: skip
    return member.person


def _former(transfer: Transfer, number: str) -> Member | None:
    if not number or transfer.to_committee is None:
        return None
    place = transfer.to_committee.path
    rows = Member.objects.filter(
        person__id_index=blind_index("id_number", number), left_reason=Leaving.TRANSFERRED,
        org_path__gte=place, org_path__lt=paths.following(place),
    )  # fmt: skip
    return rows.select_related("person").order_by("id").first()
