"""Lines are confirmed, given back with a reason, or closed when their subject is gone."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.registers.models import Entry, State, Turn, TurnKind
from dangjian.affairs.registers.services.filling import note_turn
from dangjian.affairs.registers.services.rows import check_right, log_entries
from dangjian.rulebook import RuleBreach


@transaction.atomic
def confirm(*, by: Actor, entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """Confirm lines of one register, all or none; nobody confirms what they filled in themselves."""
    rows = _locked(entries)
    for row in rows:
        _check_confirmer(by, row)
        if row.state != State.FILLED:
            raise RuleBreach(f"{row.subject_words}{row.get_state_display()}，没有重复办理。请刷新后查看。")
    last = _fillers(rows)
    own = [row.subject_words for row in rows if last.get(row.pk) == by.account_id]
    if own:
        raise RuleBreach(f"{'、'.join(own[:3])}是您自己填的，要由另一位同志核对，没有改动。")
    for row in rows:
        row.state = State.CONFIRMED
        row.revision += 1
        row.save(update_fields=["state", "revision"])
        note_turn(by, row, TurnKind.CONFIRM, "", at)
    if rows:
        log_entries(by, rows, "confirm")
    return rows


@transaction.atomic
def give_back(*, by: Actor, entry: Entry, reason: str, at: datetime) -> Entry:
    """Give a line back with a reason; what was filled stays and is put right by who filled it."""
    (row,) = _locked([entry])
    _check_confirmer(by, row)
    if not reason.strip():
        raise RuleBreach("请用一句话写明退回的原因，没有退回。")
    refuse_numbers(reason)
    if row.state not in (State.FILLED, State.CONFIRMED):
        raise RuleBreach(f"{row.subject_words}{row.get_state_display()}，没有重复办理。请刷新后查看。")
    row.state = State.RETURNED
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    note_turn(by, row, TurnKind.RETURN, reason.strip(), at)
    log_entries(by, [row], "return", reason.strip())
    return row


@transaction.atomic
def close(*, by: Actor, entry: Entry, reason: str, on: date, at: datetime) -> Entry:
    """Take a line of a standing register, or one taken over and not sent, out of use with the reason; it stays."""
    (row,) = _locked([entry])
    check_right(by, Permission.REGISTER_FILL, row.org_path)
    if (row.period and row.state != State.OPEN) or row.closed_on is not None:
        raise RuleBreach("这一条不能销去，没有改动。")
    if not reason.strip():
        raise RuleBreach("请用一句话写明为什么销去，没有改动。")
    refuse_numbers(reason)
    row.closed_on = on
    row.revision += 1
    row.save(update_fields=["closed_on", "revision"])
    note_turn(by, row, TurnKind.CLOSE, reason.strip(), at)
    log_entries(by, [row], "close", reason.strip())
    return row


def _locked(entries: Sequence[Entry]) -> list[Entry]:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("register", "version", "organization")
    return list(rows.filter(pk__in=[entry.pk for entry in entries]).order_by("pk"))


def _check_confirmer(by: Actor, row: Entry) -> None:
    definition = row.version.text
    place = row.register.org_path if definition.confirmed_by == "keeper" else row.org_path
    check_right(by, Permission.REGISTER_CONFIRM, place)


def _fillers(rows: Sequence[Entry]) -> dict[int, int]:
    """Return who filled each line last, by line."""
    turns = Turn.objects.filter(entry__in=[row.pk for row in rows], kind__in=(TurnKind.FILL, TurnKind.IMPORT))
    return dict(turns.order_by("id").values_list("entry_id", "by"))
