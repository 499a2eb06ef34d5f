"""A definition in the making: changed field by field, so that two officers lose nothing of each other's."""

from dataclasses import replace
from typing import Final

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.registers.models import Change, Register
from dangjian.affairs.registers.rules.definitions import MOST_FIELDS, Definition
from dangjian.affairs.registers.rules.fields import KINDS, Field
from dangjian.affairs.registers.services.rows import MeanwhileError, check_right, held, locked, log
from dangjian.rulebook import RuleBreach

_NAMED: Final = 5


@transaction.atomic
def begin(*, by: Actor, organization: Organization, definition: Definition, derived_from: str = "") -> Register:
    """Begin a register of one's own, or a copy of a shipped one that is named ``key@version``."""
    check_right(by, Permission.REGISTER_DEFINE, organization.path)
    if not definition.title.strip():
        raise RuleBreach("请给台账起个名称，没有保存。")
    made = Register.objects.create(
        organization=organization, county_id=organization.county_id, org_path=organization.path,
        derived_from=derived_from, title=definition.title[:60], draft=definition.to_json(),
    )  # fmt: skip
    _note(by, made, f"照“{definition.title}”建立" if derived_from else "建立")
    log(by, made, "begin", "建立台账")
    return made


@transaction.atomic
def set_head(*, by: Actor, register: Register, revision: int, head: Definition) -> Register:
    """Change everything but the fields; what a line is about and the period stay once something was filled.

    Raises ``MeanwhileError`` where somebody changed the draft since ``revision``.
    """
    row = _held_for(by, register, revision)
    drafted = row.drafted
    fixed = (head.about, head.places, head.period) != (drafted.about, drafted.places, drafted.period)
    if fixed and row.entries.exists():
        raise RuleBreach("已经有填报，填什么对象和周期不能再改，没有保存。要改请另建一本，这一本停用后内容都在。")
    refuse_numbers(head.title, head.note)
    kept = replace(head, key=drafted.key, version=drafted.version, is_local=False, fields=drafted.fields)
    return _write(by, row, kept, "改了名称、周期、由谁填等")


@transaction.atomic
def put_field(*, by: Actor, register: Register, revision: int, field: Field, was: str = "") -> Register:
    """Add a field, or put it in the place of the one with key ``was``; a new one gets its key here.

    What a field takes cannot change once something was filled in: its figures would change their meaning.
    """
    row = _held_for(by, register, revision)
    drafted = row.drafted
    old = drafted.field(was) if was else None
    if was and (old is None or old.is_retired):
        raise RuleBreach("这一栏已经被停用或删去，没有保存，填写的内容已保留。可以另加一栏。")
    refuse_numbers(field.caption, field.hint)
    if old is not None:
        _check_meaning(row, old, field)
        made = replace(field, key=old.key)
        fields = [made if one.key == old.key else one for one in drafted.fields]
        words = f"改了栏目“{old.caption}”" + (f"，改称“{made.caption}”" if made.caption != old.caption else "")
    else:
        if len(drafted.live) >= MOST_FIELDS:
            raise RuleBreach(f"一本台账最多 {MOST_FIELDS} 栏，没有加上。")
        fields = [
            *drafted.fields,
            replace(field, key=f"own_{row.revision + 1}"),
        ]  # A revision comes once: no key ever returns.
        words = f"加了栏目“{field.caption}”"
    if sum(one.caption == field.caption for one in fields if not one.is_retired) > 1:
        raise RuleBreach(f"已经有一栏叫“{field.caption}”，没有保存，填写的内容已保留。")
    return _write(by, row, drafted.with_fields(fields), words)


@transaction.atomic
def remove_field(*, by: Actor, register: Register, revision: int, key: str) -> tuple[Register, str]:
    """Take a field out: deleted where nothing was filled in, else retired and kept with all that was.

    Returns the register and what became of the field, in words. A field that others are worked out of stays.
    """
    row = _held_for(by, register, revision)
    drafted = row.drafted
    field = drafted.field(key)
    if field is None or field.is_retired:
        raise RuleBreach("这一栏已经不在了，没有再作改动。")
    users = [one.caption for one in drafted.live if key in one.of or one.other == key]
    if users:
        raise RuleBreach(f"“{'、'.join(users)}”要用到“{field.caption}”，没有删去。请先改那一栏。")
    lines = held(row).get(key, 0)
    if lines:
        fields = [replace(one, is_retired=True) if one.key == key else one for one in drafted.fields]
        words = f"停用栏目“{field.caption}”：已有 {lines} 条填报，原来的内容都留着，以后不再填"
    else:
        fields = [one for one in drafted.fields if one.key != key]
        words = f"删去栏目“{field.caption}”"
    return _write(by, row, drafted.with_fields(fields), words), words


@transaction.atomic
def move_field(*, by: Actor, register: Register, revision: int, key: str, is_up: bool) -> Register:
    """Move a field one place up or down among those in use."""
    row = _held_for(by, register, revision)
    drafted = row.drafted
    live = list(drafted.live)
    place = next((number for number, one in enumerate(live) if one.key == key), None)
    goal = -1 if place is None else place + (-1 if is_up else 1)
    if place is None or not 0 <= goal < len(live):
        raise RuleBreach("已经到头了，没有再移动。")
    live[place], live[goal] = live[goal], live[place]
    retired = [one for one in drafted.fields if one.is_retired]
    return _write(by, row, drafted.with_fields([*live, *retired]), f"移动栏目“{live[goal].caption}”")


def _held_for(by: Actor, register: Register, revision: int) -> Register:
    row = locked(register)
    check_right(by, Permission.REGISTER_DEFINE, row.org_path)
    if row.ended_on is not None:
        raise RuleBreach("这本台账已经停用，不能再改。")
    refuse_stale(row, revision)
    return row


def refuse_stale(row: Register, revision: int) -> None:
    """Raise ``MeanwhileError`` with who changed what since ``revision``; the row is locked."""
    if row.revision == revision:
        return
    changes = list(row.changes.filter(revision__gt=revision).order_by("revision"))
    said = "；".join(f"{one.by_name}{one.words}" for one in changes[-_NAMED:])
    raise MeanwhileError(f"这本台账刚刚被改过：{said}。您这次的还没有保存，填写的内容都在下面，看过后可以再保存。")


def _check_meaning(row: Register, old: Field, new: Field) -> None:
    if (old.kind, old.unit) == (new.kind, new.unit):
        return
    lines = held(row).get(old.key, 0)
    if lines:
        raise RuleBreach(
            f"“{old.caption}”已有 {lines} 条填报（{KINDS[old.kind]}{f'，{old.unit}' if old.unit else ''}），"
            "不能改成另一种内容或单位，没有保存。请停用这一栏，另加一栏；原来的内容都留着。"
        )


def _write(by: Actor, row: Register, definition: Definition, words: str) -> Register:
    row.draft = definition.to_json()
    row.revision += 1
    row.is_changed = True
    if row.current_id is None:
        row.title = definition.title[:60]
    row.save(update_fields=["draft", "revision", "is_changed", "title"])
    _note(by, row, words)
    log(by, row, "draft", words)
    return row


def _note(by: Actor, row: Register, words: str) -> None:
    Change.objects.create(
        register=row, county_id=row.county_id, org_path=row.org_path, revision=row.revision, words=words[:300],
        by=by.account_id, by_name=by.name[:60],
    )  # fmt: skip
