"""What took place is lodged, changed with its record, or withdrawn; a record is handed in for a matter."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.procedures.evidence.doors import Body, Record, handler_of, tell
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.rulebook import RuleBreach

_FACTS: Final = ("held_on", "title", "address", "late_reason", "withdrawn_at", "county_id", "org_path")


@transaction.atomic
def lodge(
    *,
    by: Actor,
    source: str,
    organization: Body,
    held_on: date,
    kinds: Collection[Kind],
    title: str,
    address: str,
    at: datetime,
    people: Collection[tuple[Kind, int]] = (),
    late_reason: str = "",
    elsewhere: Mapping[Kind, Body] | None = None,
) -> list[Evidence]:
    """Let ``kinds`` be what stands for the record ``source``, and return those facts; repeating it changes nothing.

    What stood before and is not among them is withdrawn, also where the body has changed. ``people`` says who did
    what, as person ids: a lecture and who gave it. ``elsewhere`` names the kinds that count for another body than
    the one whose record it is: a meeting of a Party group counts for the group.
    Raises ``ValueError`` for a person of what did not take place.
    """
    wanted: set[tuple[Kind, int | None]] = {(kind, None) for kind in kinds} | set(people)
    if odd := {kind for kind, _ in people} - set(kinds):
        raise ValueError(f"people of what did not take place: {sorted(odd)}")
    before = _locked(source)
    held = {(Kind(row.kind), row.person_id, row.organization_id): row for row in before}
    stay, changed = [], []
    for kind, person_id in sorted(wanted, key=lambda one: (one[0], one[1] or 0)):
        body = (elsewhere or {}).get(kind, organization)
        row = held.get((kind, person_id, body.pk)) or Evidence(
            source=source, kind=kind, person_id=person_id, organization_id=body.pk, recorded_at=at
        )
        stay.append(row)
        old = _facts(row) if row.pk else None
        row.county_id, row.org_path, row.held_on = body.county_id, body.path, held_on
        row.title, row.address, row.late_reason = title[:120], address, late_reason[:200]
        row.withdrawn_at = None
        if old != _facts(row):
            row.save()
            changed.append(row)
    gone = [row for row in before if row not in stay and row.withdrawn_at is None]
    _end(gone, at)
    _say(by, "evidence.lodge", source, [*changed, *gone])
    return stay


@transaction.atomic
def withdraw(*, by: Actor, source: str, at: datetime) -> int:
    """Let nothing stand for the record ``source``; return how many facts that ends."""
    gone = [row for row in _locked(source) if row.withdrawn_at is None]
    _end(gone, at)
    _say(by, "evidence.withdraw", source, gone)
    return len(gone)


@transaction.atomic
def count(*, by: Actor, key: str, source: str, title: str, address: str, words: str, on: date) -> None:
    """Hand a record in for the matter ``key``: whoever registered for it takes it, in this transaction, or refuses.

    ``by`` is the whole actor. Raises ``RuleBreach`` where nobody takes such a matter, and whatever the taker raises.
    """
    handler = handler_of(key)
    if handler is None:
        raise RuleBreach("找不到要核销的事项，未提交。填写的内容已保留，请刷新后重新选择。")
    handler(by, key, Record(source=source, title=title, address=address, words=words), on)


def _locked(source: str) -> list[Evidence]:
    return list(Evidence.objects.select_for_update().filter(source=source).order_by("pk"))


def _facts(row: Evidence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FACTS)


def _end(rows: Iterable[Evidence], at: datetime) -> None:
    for row in rows:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])


def _say(by: Actor, action: str, source: str, rows: Collection[Evidence]) -> None:
    """Note the change and tell who counts; nothing changed, nothing said."""
    if not rows:
        return
    first = next(iter(rows))
    words = "、".join(dict.fromkeys(row.get_kind_display() for row in rows))
    audit.record(by=by, action=action, subject=source, organization_id=first.organization_id, path=first.org_path,
                 words=f"{first.held_on:%Y-%m-%d} {words}", county_id=first.county_id)  # fmt: skip
    for county_id in sorted({row.county_id for row in rows}):
        tell(county_id, sorted({row.organization_id for row in rows if row.county_id == county_id}))
