"""What the register holds of a person, as the record page and 我的档案 show it, and what happened to the record."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dangjian.access import zones
from dangjian.access.privacy import class_of
from dangjian.affairs.members.facts import FACTS, Fact, held
from dangjian.affairs.members.models import Member, Spell, Standing
from dangjian.affairs.members.rules import seniority_months, seniority_words
from dangjian.affairs.people import entries
from dangjian.affairs.people.holdings import Happening, Held, Section
from dangjian.affairs.people.models import Entry, Person

BASIC: Final = ("name", "sex", "ethnicity", "born_on", "id_number", "phone", "landline")
LIFE: Final = (
    "education",
    "degree",
    "occupation",
    "technical_title",
    "social_stratum",
    "is_migrant_worker",
    "residence",
    "registered_residence",
)
PARTY: Final = (
    "organization",
    "category",
    "joined_on",
    "confirmed_on",
    "joining_kind",
    "joined_at",
    "applied_on",
    "activist_on",
    "extended_until",
)
_OWN_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")
CONDITION: Final = ("standing", "lost_since", "left_on", "left_reason")
_ALWAYS: Final = frozenset({*BASIC, "education", "occupation", "residence", "joined_on", "standing"}) - {"landline"}


def sections(person: Person, on: date) -> Sequence[Section]:
    """Return the facts of a person, grouped, each with where it came from; what is not held is left out or said."""
    member = member_of(person)
    sources = entries.latest_sources(person)
    groups = [("基本情况", BASIC), ("学习、工作和居住", LIFE)]
    found = [Section(title, _facts(person, member, names, sources)) for title, names in groups]
    if member:
        party = [*_facts(person, member, PARTY, sources), *_seniority(member, on)]
        found.append(Section("党籍", party))
        found.append(Section("党籍状态", _facts(person, member, CONDITION, sources)))
    return [section for section in found if section.facts]


def member_of(person: Person) -> Member | None:
    """Return the membership of a person with its branch, if there is one."""
    return Member.objects.select_related("organization").filter(person=person).first()


def _facts(person: Person, member: Member | None, names: Sequence[str], sources: dict[str, Entry]) -> list[Held]:
    shown = (FACTS[name] for name in names)
    made = (_held(fact, person, member, sources) for fact in shown if zones.shows(fact.privacy))
    return [one for one in made if one.value or one.field in _ALWAYS]


def _held(fact: Fact, person: Person, member: Member | None, sources: dict[str, Entry]) -> Held:
    value = fact.words(held(person, member, fact.name))
    entry = sources.get(fact.name) if value else None
    return Held(
        caption=fact.caption,
        value=value,
        privacy=fact.privacy,
        source=source_words(entry) if entry else "",
        field=fact.name,
        masked=fact.mask(value) if fact.mask and value else "",
    )


def source_words(entry: Entry) -> str:
    """Return where a fact came from and when, as it stands beside the fact."""
    return f"{entry.get_source_display()}，{entry.on.year}年{entry.on.month}月{entry.on.day}日"


def _seniority(member: Member, on: date) -> list[Held]:
    privacy = FACTS["confirmed_on"].privacy
    months = seniority_months(member.confirmed_on, member.seniority_correction, on=on)
    if months is None or member.left_on or not zones.shows(privacy):
        return []
    correction = member.seniority_correction
    note = f"自转为正式党员之日起，校正 {correction:+d} 个月" if correction else "自转为正式党员之日起"
    return [Held("党龄", seniority_words(months), privacy, source=note)]


def happenings(person: Person) -> Sequence[Happening]:
    """Return what happened to the record: branches and categories, and what was entered or corrected."""
    rows = Spell.objects.filter(member__person=person, superseded_at=None).select_related("organization")
    return [*_spelled(list(rows.order_by("during"))), *(_entered(one) for one in Entry.objects.filter(person=person))]


def _spelled(rows: Sequence[Spell]) -> Iterator[Happening]:
    """Yield where someone was counted and as what; that a suspension began or ended is a condition (P21)."""
    was_suspended = False
    for row in rows:
        is_suspended = row.standing == Standing.SUSPENDED
        if row.during.lower:
            words = f"在{row.organization.short_name}，{row.get_category_display()}"
            words += f"，{row.get_standing_display()}" if is_suspended else ""
            yield Happening(row.during.lower, words, _whence(row), is_condition=is_suspended or was_suspended)
        was_suspended = is_suspended


def _whence(row: Spell | Entry) -> str:
    """Return the source with its number; an id of our own is no number that anyone could look up."""
    number = "" if _OWN_ID.search(row.reference) else row.reference
    return f"{row.get_source_display()} {number}".strip()


def _entered(entry: Entry) -> Happening:
    captions = "、".join(FACTS[name].caption for name in entry.fields if name in FACTS)
    what = "建立档案" if {"name", "organization"} <= set(entry.fields) else f"登记{captions}"
    words = f"：{entry.words}" if entry.words and zones.shows(class_of(Entry, "words")) else ""
    return Happening(
        entry.on,
        f"{what}{words}",
        _whence(entry),
        is_condition=bool(set(CONDITION) & set(entry.fields)),
    )
