"""A blank is taken in, filled, and thrown away."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.models import StoredFile
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks import plans, writing
from dangjian.affairs.blanks.catalogue import Asked
from dangjian.affairs.blanks.facts.people import near_to
from dangjian.affairs.blanks.models import Blank, Remembered
from dangjian.affairs.blanks.proposals import Lexicon, propose
from dangjian.affairs.blanks.rules.captions import remembered_as
from dangjian.affairs.blanks.rules.parting import parted
from dangjian.affairs.blanks.services.looks import note_looks
from dangjian.affairs.blanks.writing import Part
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents import filling, markings
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.spreadsheets import XLSX
from dangjian.rulebook.breach import RuleBreach

KEPT: Final = timedelta(days=30)
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKED: Final = "此文标有密级或内部标志，不得在本平台处理。内容未保存。"
_NO_TABLE: Final = (
    "没有认出表头：表里没有平台知道的列（如党组织名称、党员总数、姓名）。文件没有保存，请检查是否选错了表。"
)


@transaction.atomic
def take_in(*, organization: Organization, data: bytes, name: str, on: date, by: Actor) -> Blank:
    """Read a superior's blank and keep it for 30 days.

    Raises ``RuleBreach`` where it is marked secret (P36), cannot be read, or has no heads that we know.
    """
    try:
        form = filling.survey(data, name)
    except Unsupported as problem:
        raise RuleBreach(str(problem)) from problem
    if markings.is_marked(f"{name}\n{form.text}"):
        raise RuleBreach(MARKED)
    form = parted(form, Lexicon(organization.county_id).knows)
    if not propose(form, {}, organization.county_id):
        raise RuleBreach(_NO_TABLE)
    kept = _store(organization, data, name, XLSX if form.kind == "xlsx" else DOCX, on)
    blank = Blank(
        organization=organization, county_id=organization.county_id, org_path=organization.path,
        account_id=by.account_id, maker=by.name, name=name[:200], file=kept,
    )  # fmt: skip
    blank.keep(json.dumps({**form.to_json(), "text": ""}, ensure_ascii=False))
    blank.save()
    _record(blank, "blank.take_in", by, f"上传上级要表 {blank.name}")
    return blank


def _store(organization: Organization, data: bytes, name: str, media_type: str, on: date) -> StoredFile:
    return files.store(
        data, owner="blanks.blank", name=name, media_type=media_type, county_id=organization.county_id,
        organization_id=organization.pk, org_path=organization.path, privacy=Privacy.SENSITIVE, expires_on=on + KEPT,
    )  # fmt: skip


@transaction.atomic
def fill(
    *,
    blank: Blank,
    parts: Sequence[Part],
    untouched: Sequence[tuple[str, str]],
    reason: str,
    asked: Asked,
    at: datetime,
    by: Actor,
) -> Blank:
    """Fill the tables of a blank as planned, the last decided one last, and keep what was corrected in it.

    The whole file is filled anew: ``parts`` are all its tables that are to be filled, ``untouched`` the others.
    ``asked`` is who asks with all their posts, as at which day; sealed values need ``reason``.
    """
    if blank.file is None:
        raise RuleBreach("这张表上传已过 30 天，文件已删除，没有填。请重新上传。")
    revealing = [part for part in parts if plans.is_revealing(part.plan, part.proposal)]
    is_revealing = bool(revealing)
    if is_revealing and not reason.strip():
        raise RuleBreach("要填的内容里有证件号码或电话，请写明用途。没有填，其他选择都保留着。")
    by_table = {part.proposal.number: part for part in parts}
    in_order = [by_table[number] for number in sorted(by_table)]
    results = [(part, writing.written(part.proposal, part.plan, part.found, asked)) for part in in_order]
    order = writing.order(results, untouched, by.name, asked.on)
    try:
        data = filling.fill(files.read(blank.file), order)
    except Unsupported as problem:
        raise RuleBreach(str(problem)) from problem
    _remember(blank, parts[-1], by)
    if blank.result:
        files.remove(blank.result)
    blank.result = _store(blank.organization, data, f"已填 {blank.name}", blank.file.media_type, asked.on)
    tables = [part.plan.to_json() for part in in_order]
    blank.plan = {"tables": tables, "reason": reason if is_revealing else "", "by": by.account_id}
    blank.is_revealing, blank.filled_at = is_revealing, at
    near = [part for part in parts if plans.has_conditions(part.plan, part.proposal)]
    blank.condition_bodies = sorted(near_to(asked, _members(near)))
    blank.filled = len(order.entries)
    blank.unknown = sum(len(result.unknown) + result.left_empty for _, result in results)
    blank.save()
    if is_revealing:
        note_looks(by=by, people=[member.person for member in _members(revealing)], reason=reason)
    words = f"填上级要表 {blank.name}：{blank.filled} 格"
    among = [pk for _, pk in {(type(row), row.pk): None for part in in_order for row in part.found.rows}]
    _record(blank, "blank.fill", by, f"{words}；含证件号码或电话，用途：{reason}" if is_revealing else words, among)
    return blank


def _members(parts: Sequence[Part]) -> list[Member]:
    rows = [row for part in parts for row in part.found.rows if isinstance(row, Member)]
    return list({row.pk: row for row in rows}.values())


def _remember(blank: Blank, part: Part, by: Actor) -> None:
    proposal = part.proposal
    for place, key in plans.corrections(part.plan, proposal).items():
        caption = remembered_as(proposal.layout.columns[place].path)
        if caption:
            Remembered.objects.update_or_create(
                county_id=blank.county_id,
                subject=proposal.subject,
                caption=caption,
                defaults={"key": key, "account_id": by.account_id, "org_path": blank.org_path},
            )


@transaction.atomic
def discard(*, blank: Blank, by: Actor) -> None:
    """Throw a blank away with both its files."""
    _record(blank, "blank.discard", by, f"删除上级要表 {blank.name}")
    stored = [file for file in (blank.file, blank.result) if file]
    blank.delete()
    for file in stored:
        files.remove(file)


def _record(blank: Blank, action: str, by: Actor, words: str, among: list[int] | None = None) -> None:
    audit.record(
        by=by, action=action, subject=blank.public_id, organization_id=blank.organization_id, path=blank.org_path,
        words=words, among=among or (),
    )  # fmt: skip
