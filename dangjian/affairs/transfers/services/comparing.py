"""What the national system says of a person is kept, sealed, for a while; what it owns may be taken over."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.secrets import seal, unseal
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.services import correct_record
from dangjian.affairs.people.models import Source
from dangjian.affairs.transfers import rules
from dangjian.affairs.transfers.models import Transfer
from dangjian.affairs.transfers.packets import differences
from dangjian.affairs.transfers.services.steps import locked, record
from dangjian.rulebook import RuleBreach


def held_packet(transfer: Transfer) -> dict[str, str]:
    """Return what is kept of the national system's workbook; empty where nothing is."""
    if not transfer.packet or not transfer.person_id:
        return {}
    kept: dict[str, str] = json.loads(unseal(bytes(transfer.packet), transfer.place()))
    return kept


@transaction.atomic
def compare(*, by: Actor, transfer: Transfer, facts: Mapping[str, str], on: date) -> Transfer:
    """Keep what a workbook of the national system says of the person of this transfer, to be compared.

    Raises ``RuleBreach`` before the person is on a roll, and where the workbook names somebody else.
    """
    transfer = locked(transfer)
    if transfer.person is None:
        raise RuleBreach("这位同志还没有列入名册，没有核对。登记报到之后再核对。")
    if facts.get("name") != transfer.person.name:
        raise RuleBreach("表里的姓名与这件接转的党员不同，没有核对。请重新选择文件。")
    transfer.packet = seal(json.dumps(dict(facts), ensure_ascii=False), transfer.place())
    transfer.packet_until = on + timedelta(days=rules.packet_days(on))
    transfer.save(update_fields=["packet", "packet_until"])
    record(by, transfer, "compare", f"{len(facts)}项")
    return transfer


@transaction.atomic
def take_over(*, by: Actor, transfer: Transfer, on: date) -> int:
    """Correct what the national system owns by its workbook; return how many fields. What the branch owns stays.

    The caller has checked that ``by`` may edit the person. Raises ``RuleBreach`` where nothing differs.
    """
    transfer = locked(transfer)
    theirs = held_packet(transfer)
    member = Member.objects.select_related("person").filter(person=transfer.person).first()
    if member is None or not theirs:
        raise RuleBreach("没有留存的全国系统的表，没有改动。请重新上传。")
    found = [one for one in differences(member.person, member, theirs, on) if one.is_national]
    if not found:
        raise RuleBreach("以全国系统为准的各项没有不同，没有改动。")
    correct_record(
        by=by,
        person=member.person,
        changes={one.field: theirs[one.field] for one in found},
        source=Source.NATIONAL,
        on=on,
        reference=transfer.letter_number,
        words="按全国系统的表核对",
    )
    transfer.packet = transfer.packet_until = None
    transfer.save(update_fields=["packet", "packet_until"])
    record(by, transfer, "apply", "、".join(one.caption for one in found))
    return len(found)


@transaction.atomic
def forget(*, on: date) -> int:
    """Drop what was kept to be compared and whose day is over; a job's work."""
    return Transfer.objects.filter(packet_until__lt=on).update(packet=None, packet_until=None)
