"""The draft from which the controlled letter is filled in (P10): never itself a letter."""

from datetime import date, datetime
from typing import Final

from dangjian.affairs.members.models import Member
from dangjian.affairs.transfers.models import Transfer
from dangjian.affairs.transfers.rules import day_words, month_words
from dangjian.foundation.documents import paper
from dangjian.foundation.time import at

HEAD: Final = "供填写介绍信使用，不作组织关系凭证"
_BLANK: Final = "＿＿＿＿＿＿＿＿"


def letter(transfer: Transfer, member: Member | None, on: date) -> bytes:
    """Return the .docx: what the controlled form asks, in its order. ID number and phone are left to be written in."""
    sheet = paper.sheet()
    paper.paragraphs(sheet, HEAD)
    paper.title(sheet, "中国共产党党员组织关系介绍信（填写稿）", lines_before=1)
    paper.paragraphs(sheet, f"编号：{transfer.letter_number or _BLANK}")
    paper.addressees(sheet, transfer.to_committee.name if transfer.to_committee else transfer.to_name)
    paper.paragraphs(sheet, _body(transfer, member, on))
    signer = transfer.from_committee.name if transfer.from_committee else transfer.from_name
    paper.signature(sheet, signer, day_words(transfer.sent_on or on))
    paper.paragraphs(sheet, _receipt(transfer))
    moment: datetime = at(transfer.sent_on or transfer.started_on, 0)
    return paper.packed(sheet, title="党员组织关系介绍信（填写稿）", author=signer, at=moment)


def _body(transfer: Transfer, member: Member | None, on: date) -> str:
    facts = [f"{transfer.person_name}同志", *_who(member, on), transfer.get_category_display()]
    paid = month_words(transfer.dues_paid_until) if transfer.dues_paid_until else _BLANK
    until = f"有效期至{day_words(transfer.valid_until)}。" if transfer.valid_until else "有效期＿＿天。"
    lines = [
        f"{'，'.join(facts)}，身份证号{_BLANK}{_BLANK}，组织关系由{transfer.from_name}转到{transfer.to_name}，请接洽。",
        f"该同志党费已交到{paid}。",
        until,
        f"党员联系电话：{_BLANK}",
    ]
    return "\n".join(lines)


def _who(member: Member | None, on: date) -> list[str]:
    if member is None:
        return []
    person = member.person
    found = [person.get_sex_display()] if person.sex in {"1", "2"} else []
    if person.born_on:
        born = person.born_on
        found.append(f"{on.year - born.year - ((on.month, on.day) < (born.month, born.day))}岁")
    return found


def _receipt(transfer: Transfer) -> str:
    return "\n".join(
        [
            "回执（由最终接收的基层党委填写，寄回转出党委）",
            f"{transfer.person_name}同志的党员组织关系已转到我处，编入{_BLANK}。",
            f"经办人：{_BLANK}　联系电话：{_BLANK}　　　　年　　月　　日",
        ]
    )
