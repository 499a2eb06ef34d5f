"""Somebody says that a line about them is wrong; the body that filled it looks and answers."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.registers.models import Entry, Objection
from dangjian.affairs.registers.services.rows import check_right, log_entries
from dangjian.rulebook import RuleBreach


@transaction.atomic
def disagree(*, by: Actor, entry: Entry, words: str, on: date) -> Objection:
    """Say something to a line about oneself. Raises ``RuleBreach`` for another's, for a delegate, while one waits."""
    row = _locked(entry)
    if row.person_id is None or row.person_id != by.person_id or by.acting_for is not None:
        raise RuleBreach("只有本人能对自己的一条提不同意见，没有保存。")
    said = words.strip()[:300]
    if not said:
        raise RuleBreach("请写上您的意见，没有保存。")
    refuse_numbers(said)
    if row.objections.filter(answered_on=None).exists():
        raise RuleBreach("您上次提的还在等答复，没有重复提出。")
    made = Objection.objects.create(entry=row, words=said, said_on=on)
    log_entries(by, [row], "disagree")
    return made


@transaction.atomic
def answer(*, by: Actor, entry: Entry, words: str, on: date) -> Objection:
    """Answer what waits at a line: what was changed, or why it stays. Raises ``RuleBreach`` for one's own."""
    row = _locked(entry)
    check_right(by, Permission.REGISTER_FILL, row.org_path)
    if row.person_id == by.person_id:
        raise RuleBreach("自己提的意见由支部其他同志答复，没有保存。")
    found = row.objections.filter(answered_on=None).first()
    said = words.strip()[:300]
    if found is None or not said:
        raise RuleBreach("没有等答复的意见，或还没有写答复，没有保存。请刷新后查看。")
    refuse_numbers(said)
    found.answer, found.answered_on, found.answered_name = said, on, by.name[:60]
    found.save(update_fields=["answer", "answered_on", "answered_name"])
    log_entries(by, [row], "answer")
    return found


def _locked(entry: Entry) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("register", "organization", "version")
    row = rows.get(pk=entry.pk)
    if row.closed_on is not None:
        raise RuleBreach("这一条已经销去，没有改动。")
    return row
