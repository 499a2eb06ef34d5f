"""A list of people, things or grids is taken over from the period before: looked through, then sent in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.knowledge import bound
from dangjian.affairs.registers.models import Absence, Entry, Register, State, TurnKind, Version
from dangjian.affairs.registers.queries.lines import taken_over
from dangjian.affairs.registers.services.filling import Said, fill, note_turn, version_for
from dangjian.affairs.registers.services.rows import NotAcceptedError, check_right, locked, log_entries
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Over:
    """What was taken over, and who was left out because they are on the roll no more."""

    lines: Sequence[Entry]
    gone: Sequence[str]


@transaction.atomic
def take_over(*, by: Actor, register: Register, organization: Organization, period: str, at: datetime) -> Over:
    """Begin this period's lines with those of the period before; nothing counts until it was sent.

    Lines that stand here already and people who left the roll are left out.
    Raises ``RuleBreach`` where there is nothing to take over, and as ``fill`` does for who may not.
    """
    check_right(by, Permission.REGISTER_FILL, organization.path)
    row = locked(register)  # Asked for twice at once, it is done once.
    version = version_for(row, organization, period, None, at)
    found = list(taken_over(row, version.text, organization, period))
    members = Member.objects.current().filter(organization=organization).values_list("person", flat=True)
    here = set(members) if any(line.person_id for line in found) else set()
    kept = [line for line in found if line.person_id is None or line.person_id in here]
    if not kept:
        raise RuleBreach("上期没有可以带入的，没有改动。请一条一条加。")
    made = [_made(by, line, version, period, at) for line in kept]
    Absence.objects.filter(register=row, organization=organization, period=period).delete()
    log_entries(by, made, "take-over", f"{len(made)} 条")
    return Over(made, [line.name for line in found if line not in kept])


def _made(by: Actor, line: Entry, version: Version, period: str, at: datetime) -> Entry:
    asked = {one.key for one in version.text.asked} - {one.key for one in bound(version.text)}
    made = Entry.objects.create(
        register=line.register, version=version, organization=line.organization, county_id=line.county_id,
        org_path=line.organization.path, period=period, subject=line.subject, area=line.area, person=line.person,
        name=line.name, is_personal=line.is_personal, state=State.OPEN, written_on=as_day(at),
        values={key: value for key, value in line.values.items() if key in asked},
    )  # fmt: skip
    note_turn(by, made, TurnKind.TAKE, f"{line.period_words}的", at)
    return made


@dataclass(frozen=True, slots=True)
class Sent:
    """Lines that were sent, and the names of those in which something is missing or does not fit."""

    lines: Sequence[Entry]
    faulty: Sequence[str]


def send_all(*, by: Actor, register: Register, organization: Organization, period: str, at: datetime) -> Sent:
    """Send the lines that were taken over as they stand; one that does not fit stays where it is. ``by`` is whole.

    Raises ``RuleBreach`` where none waits.
    """
    check_right(by, Permission.REGISTER_FILL, organization.path)
    rows = Entry.objects.filter(register=register, organization=organization, period=period, state=State.OPEN)
    rows = rows.filter(closed_on=None)
    waiting = list(rows.order_by("id"))
    if not waiting:
        raise RuleBreach("没有等着提交的，没有改动。请刷新后查看。")
    sent, faulty = [], []
    for line in waiting:
        try:
            sent.append(_send(by, register, organization, line, at))
        except NotAcceptedError:
            faulty.append(line.name)
    return Sent(sent, faulty)


def _send(by: Actor, register: Register, organization: Organization, line: Entry, at: datetime) -> Entry:
    number = register.current.number if register.current else 0
    said = Said(line.values, version=number, revision=line.revision)
    return fill(by=by, register=register, organization=organization, period=line.period, said=said, at=at, entry=line)
