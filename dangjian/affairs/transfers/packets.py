"""What goes to the national system and what comes from it: one person as a workbook or JSON, and the two compared."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.reading import Value
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import Unreadable
from dangjian.affairs.transfers.models import Transfer
from dangjian.affairs.transfers.rules import day_words, month_words
from dangjian.foundation.documents.content import Content, Row, Unsupported
from dangjian.foundation.documents.extraction import extract
from dangjian.foundation.spreadsheets import Column, workbook
from dangjian.rulebook import rule

NATIONAL: Final = "national"
FORMAT: Final = "dangjian.transfer"  # Said in a JSON packet, so that nothing else is taken for one.
VERSION: Final = 1
LONGEST: Final = 200
LARGEST: Final = 64 * 1024  # Bytes: one person is a few hundred.
# How the same field is headed elsewhere.
_ALSO: Final = {
    "身份证号": "id_number", "身份证号码": "id_number", "公民身份号码": "id_number", "联系电话": "phone",
    "手机号码": "phone", "入党日期": "joined_on", "入党时间": "joined_on", "转正日期": "confirmed_on",
    "转正时间": "confirmed_on", "出生年月": "born_on", "家庭住址": "residence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the two sides hold differently, in words, and who keeps it true."""

    field: str
    caption: str
    ours: str
    theirs: str
    is_national: bool

    @property
    def advice(self) -> str:
        """What is to be done about it."""
        return "以全国系统为准，可更正本平台" if self.is_national else "以党支部为准，请在全国系统更正"


def owners(on: date) -> Mapping[str, str]:
    """Return who keeps each field true."""
    return {name: str(owner) for name, owner in rule("transfers.owners", on=on).table.items()}


def packet(transfer: Transfer, member: Member, on: date) -> bytes:
    """Return the workbook of one person for typing into the national system; ID number and phone in the clear."""
    rows = [(FACTS[name].caption, _words(member.person, member, name)) for name in owners(on)]
    rows += list(_of_transfer(transfer).items())
    columns: list[Column[tuple[str, str]]] = [
        Column("项目", 18, lambda row: row[0]),
        Column("内容", 46, lambda row: row[1]),
    ]
    line = f"{day_words(on)}导出，供录入全国党员管理信息系统；含个人信息，用后删除"
    return workbook(title="组织关系转接信息表", line=line, columns=columns, rows=rows, sheet="转接信息")


def packet_as_json(transfer: Transfer, member: Member, on: date) -> bytes:
    """Return the same as JSON, for a county that feeds it to a program; read again by ``read_json``."""
    person = {name: _words(member.person, member, name) for name in owners(on)}
    told = {"format": FORMAT, "version": VERSION, "exported_on": on.isoformat(), "person": person}
    return json.dumps({**told, "transfer": _of_transfer(transfer)}, ensure_ascii=False, indent=2).encode()


def _of_transfer(transfer: Transfer) -> dict[str, str]:
    return {
        "转出党支部": transfer.from_name,
        "接收党支部": transfer.to_name,
        "转接原因": transfer.get_reason_display(),
        "党费缴至": month_words(transfer.dues_paid_until) if transfer.dues_paid_until else "",
        "介绍信编号": transfer.letter_number,
        "有效期至": day_words(transfer.valid_until),
    }


def _words(person: Person, member: Member, name: str) -> str:
    return FACTS[name].words(held(person, member, name))


def read_file(data: bytes, name: str, on: date) -> dict[str, str]:
    """Return what a workbook or a JSON packet says of one person; raises ``Unsupported`` in words."""
    return read_json(data, on) if name.lower().endswith(".json") else read(extract(data, name), on)


def read_json(data: bytes, on: date) -> dict[str, str]:
    """Return what a JSON packet says of one person, by field, as records write it; fields we do not know are left.

    Raises ``Unsupported`` in words for what is too large, no JSON, or no packet of ours.
    """
    if len(data) > LARGEST:
        raise Unsupported("这个文件太大，不是转接信息，没有核对。请上传一名党员的转接信息（.json）。")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise Unsupported("这个文件不是完好的 JSON，没有核对。请重新导出后上传。") from None
    person = told.get("person") if isinstance(told, dict) else None
    if not isinstance(person, dict) or (told.get("format"), told.get("version")) != (FORMAT, VERSION):
        raise Unsupported("这个文件不是本平台格式的转接信息，没有核对。请上传转接信息（.json）或全国系统导出的表。")
    known = owners(on)
    found = {name: value for name, value in person.items() if name in known and isinstance(value, str) and value}
    if "name" not in found:
        raise Unsupported("文件里没有“姓名”一栏，没有核对。请重新导出后上传。")
    return {name: _readable(name, value[:LONGEST].replace("\0", ""), on) for name, value in found.items()}


def read(content: Content, on: date) -> dict[str, str]:
    """Return what a workbook of the national system says of one person, by field, as records write it.

    Understands a row of heads over a row of values, and heads beside values. Raises ``Unsupported`` in words.
    """
    heads = {_plain(FACTS[name].caption): name for name in owners(on)} | {_plain(k): v for k, v in _ALSO.items()}
    found: dict[str, str] = {}
    for table in content.tables:
        found |= _across(table.rows, heads) if len(table.rows) > 1 else {}
        found |= {name: value for name, value in _down(table.rows, heads).items() if name not in found}
    if "name" not in found:
        raise Unsupported("表里没有找到“姓名”一栏，没有核对。请上传从全国系统导出的党员信息表（.xlsx）。")
    return {name: _readable(name, value, on) for name, value in found.items()}


def _across(rows: tuple[Row, ...], heads: Mapping[str, str]) -> dict[str, str]:
    for place, row in enumerate(rows[:-1]):
        named = [heads.get(_plain(cell.text)) for cell in row.cells]
        if len({name for name in named if name}) > 2:  # noqa: PLR2004  # three heads in a row make a head
            values = rows[place + 1].cells
            return {name: cell.text for name, cell in zip(named, values, strict=False) if name and cell.text}
    return {}


def _down(rows: tuple[Row, ...], heads: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for head, value in zip(row.cells, row.cells[1:], strict=False):
            name = heads.get(_plain(head.text))
            if name and value.text and _plain(value.text) not in heads:
                found.setdefault(name, value.text)
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip(":：*")


def _readable(name: str, value: str, on: date) -> str:
    """Return a value as records keep it; raises ``Unsupported`` naming the field, never the value."""
    text = value
    if name.endswith("_on"):
        digits = "".join(character if character.isdigit() else " " for character in value).split()
        joined = digits[0] if len(digits) == 1 and len(digits[0]) == 8 else ""  # noqa: PLR2004  # 20050701
        parts = [joined[:4], joined[4:6], joined[6:]] if joined else digits
        text = "-".join([parts[0], *(part.zfill(2) for part in parts[1:3])]) if len(parts) > 2 else value  # noqa: PLR2004  # year, month, day
    try:
        read = FACTS[name].read(text, on)
    except Unreadable as wrong:
        raise Unsupported(f"“{FACTS[name].caption}”一栏认不出：{wrong}没有核对。") from None
    return read.isoformat() if isinstance(read, date) else str(read or "")


def differences(person: Person, member: Member, theirs: Mapping[str, str], on: date) -> list[Difference]:
    """Return the fields that differ, those of the national system first; sealed ones in masks."""
    kept = owners(on)
    found = []
    for name in sorted(theirs, key=lambda one: (kept.get(one) != NATIONAL, list(kept).index(one))):
        fact, ours = FACTS[name], held(person, member, name)
        value = fact.read(theirs[name], on)
        if value == ours or (not value and not ours):
            continue
        shown = [_shown(name, one) for one in (ours, value)]
        found.append(Difference(name, fact.caption, shown[0], shown[1], kept[name] == NATIONAL))
    return found


def _shown(name: str, value: Value) -> str:
    fact = FACTS[name]
    words = fact.words(value)
    return (fact.mask(words) if fact.mask else words) if words else "未填"
