"""What every service of registers needs: the row locked, the right at the place, the log, and what can go wrong."""

from collections.abc import Iterable, Mapping

from django.db import connection

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.registers.models import Entry, Register
from dangjian.rulebook import RuleBreach


class MeanwhileError(RuleBreach):
    """Somebody else changed it after the page was opened; the words say what."""


class RedefinedError(RuleBreach):
    """The register has a newer version than the form that was filled."""


class NotAcceptedError(RuleBreach):
    """Some values are missing or do not fit; ``faults`` are by field key."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("有的栏目还要改一改，没有提交，填写的内容已保留。")


def check_right(by: Actor, permission: Permission, path: str) -> None:
    """Refuse someone whose posts do not reach the place."""
    if not by.may(permission, path):
        raise RuleBreach("您的职务不办理这里的台账，没有改动。")


def locked(register: Register) -> Register:
    """Return the register as it stands, locked."""
    rows = Register.objects.select_for_update(of=("self",)).select_related("organization", "current")
    return rows.get(pk=register.pk)


def as_it_stands(register: Register) -> Register:
    """Return the register read anew, not locked: two thousand bodies fill one at the same time."""
    return Register.objects.select_related("organization", "current").get(pk=register.pk)


def held(register: Register) -> dict[str, int]:
    """Return how many lines hold something in each field, by key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT said.key, count(*) FROM registers_entry line, jsonb_each(line.values) said"
            " WHERE line.register_id = %s AND said.value NOT IN ('null', '\"\"') GROUP BY said.key",
            [register.pk],
        )
        return dict(cursor.fetchall())


def log(by: Actor, register: Register, action: str, words: str) -> None:
    """Write the line of the log for a register itself."""
    audit.record(
        by=by, action=f"register.{action}", subject=register.public_id, organization_id=register.organization_id,
        path=register.org_path, words=f"{register}：{words}",
    )  # fmt: skip


def log_entries(by: Actor, entries: Iterable[Entry], action: str, words: str = "") -> None:
    """Write one line of the log for lines of one register."""
    rows = list(entries)
    first = rows[0]
    said = str(first.register) if len(rows) > 1 else f"{first.register} {first.organization.short_name}"
    audit.record(
        by=by, action=f"register-entry.{action}", subject=first.public_id, organization_id=first.organization_id,
        path=first.org_path, words=f"{said} {first.period_words}{f'：{words}' if words else ''}",
        among=[row.pk for row in rows],
    )  # fmt: skip
