"""A draft becomes a version that bodies fill; a register ends and stays readable."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import Register, Version
from dangjian.affairs.registers.rules.definitions import Definition, difference, problems
from dangjian.affairs.registers.services.drafting import refuse_stale
from dangjian.affairs.registers.services.rows import check_right, locked, log
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach

_FILLERS: Final = (
    Role.SECRETARY.value, Role.BRANCH_CLERK.value, Role.TOWNSHIP_ORGANIZER.value, Role.TOWNSHIP_CLERK.value,
    Role.WORK_COMMITTEE_OFFICER.value,
)  # fmt: skip


@transaction.atomic
def publish(*, by: Actor, register: Register, revision: int, at: datetime) -> Version:
    """Publish the draft as the next version and tell the bodies that fill it; lines keep the version they have.

    Raises ``RuleBreach`` for what does not fit together and where nobody would fill it, ``MeanwhileError`` where
    the draft was changed since ``revision``.
    """
    row, on = locked(register), as_day(at)
    check_right(by, Permission.REGISTER_DEFINE, row.org_path)
    if row.ended_on is not None:
        raise RuleBreach("这本台账已经停用，没有发布。")
    refuse_stale(row, revision)
    definition = row.drafted
    if found := problems(definition):
        raise RuleBreach(f"还不能发布：{'；'.join(found)}。")
    bodies = list(asked_bodies(definition, row.organization, on).values_list("pk", flat=True))
    if not bodies:
        raise RuleBreach(f"{row.organization.short_name}下面现在没有{definition.filler_words}，没有发布。请改由谁填。")
    version = _next(by, row, definition, len(bodies), on)
    row.current, row.title, row.is_changed = version, definition.title[:60], False
    row.opened_on = row.opened_on or on
    row.save(update_fields=["current", "title", "is_changed", "opened_on"])
    _tell(by, row, version, bodies, at)
    log(by, row, "publish", f"发布第 {version.number} 版，{len(bodies)} 个党组织填，每次约 {version.minutes} 分钟")
    return version


def _next(by: Actor, row: Register, definition: Definition, bodies: int, on: date) -> Version:
    old = row.current
    changed = difference(old.text, definition) if old else []
    if old is not None:
        old.replaced_on = on
        old.save(update_fields=["replaced_on"])
    return Version.objects.create(
        register=row, county_id=row.county_id, org_path=row.org_path, number=old.number + 1 if old else 1,
        definition=definition.to_json(), period=definition.period, minutes=definition.minutes, bodies=bodies,
        words="；".join(changed)[:400], published_by=by.account_id, published_name=by.name[:60], published_on=on,
    )  # fmt: skip


def _tell(by: Actor, row: Register, version: Version, bodies: list[int], at: datetime) -> None:
    address, subject = f"/registers/{row.public_id}/", f"registers.register:{row.public_id}"
    what = f"有改动：{version.words}" if version.words else f"约 {version.minutes} 分钟"
    announce(
        by=by, county_id=row.county_id, receivers=[Receiver(pk, _FILLERS, address, subject) for pk in bodies],
        title=f"填台账《{row.title}》"[:200], line=f"{row.organization.short_name}，{what}"[:120], kind=NoticeKind.TASK,
        at=at, sender=Sender(row.organization_id, row.org_path, row.organization.short_name),
    )  # fmt: skip


@transaction.atomic
def end(*, by: Actor, register: Register, on: date) -> Register:
    """Stop a register: nobody is asked any more, everything stays to be read and exported."""
    row = locked(register)
    check_right(by, Permission.REGISTER_DEFINE, row.org_path)
    if row.ended_on is not None:
        raise RuleBreach("这本台账已经停用，没有再作改动。")
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    log(by, row, "end", "停用，已填的内容都留着")
    return row
