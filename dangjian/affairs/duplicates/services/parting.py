"""A merge is undone, or records are found to be different people."""

from datetime import date

from django.apps import apps
from django.db import transaction

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.models import StoredFile
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.duplicates import snapshots
from dangjian.affairs.duplicates.models import Case, Merger, Side, State
from dangjian.affairs.people import entries
from dangjian.affairs.people.models import Person, Source
from dangjian.rulebook import RuleBreach


@transaction.atomic
def undo(*, by: Actor, merger: Merger, on: date) -> None:
    """Part two records again, both exactly as they stood before the merge.

    Raises ``RuleBreach`` after the days of the rule, and with the list of what was changed since.
    """
    merger = Merger.objects.select_for_update().select_related("case").get(pk=merger.pk)
    list(Person.objects.select_for_update().filter(pk__in=(merger.kept_id, merger.dropped_id)).order_by("pk"))
    file = StoredFile.objects.filter(owner=snapshots.owner_of(merger)).first()
    if merger.undone_on or file is None or (file.expires_on and file.expires_on <= on):
        raise RuleBreach("这次合并已经撤销，或已过可以撤销的天数，没有改动。")
    if not by.may(Permission.DUPLICATE_MERGE, merger.kept.org_path):
        raise RuleBreach("档案已不在您的职务范围内，没有改动。请由共同的上级党组织办理。")
    text, after = snapshots.unpacked(files.read(file))
    rows = snapshots.everything(merger.kept) + snapshots.everything(merger.dropped)
    now = snapshots.digests(rows)
    since = sorted(str(apps.get_model(name)._meta.verbose_name) for name in snapshots.changed(after, now))
    if since:
        raise RuleBreach(f"合并之后又有改动：{'、'.join(since)}。没有撤销；请先把这些改回，或分别更正。")
    snapshots.restore(text, rows)
    files.remove(file)
    _reopen(merger, on)
    kept, dropped = Person.objects.get(pk=merger.kept_id), Person.objects.get(pk=merger.dropped_id)
    for person in (kept, dropped):
        entries.write(
            by=by, person=person, source=Source.MERGE, on=on, fields=(), reference=merger.case.number,
            words="撤销合并，恢复原样",
        )  # fmt: skip
    raise_epoch(account_ids=Account.objects.filter(person__in=(kept, dropped)).values_list("pk", flat=True))
    audit.record(
        by=by, action="duplicate.undo", subject=merger.case.number, path=merger.org_path,
        county_id=merger.county_id, among=(kept.public_id, dropped.public_id), words=f"{dropped} 与 {kept} 分开",
    )  # fmt: skip


def _reopen(merger: Merger, on: date) -> None:
    merger.undone_on = on
    merger.save(update_fields=["undone_on"])
    Side.objects.filter(case=merger.case, person=merger.dropped).update(is_merged=False)
    others = Case.objects.filter(kind=merger.case.kind, index=merger.case.index, state=State.OPEN)
    if not others.exists():
        Case.objects.filter(pk=merger.case_id).update(state=State.OPEN, closed_on=None)


@transaction.atomic
def distinguish(*, by: Actor, case: Case, words: str, on: date) -> Case:
    """Close a case without a merge: different people, or told to whom it concerns. Raises ``RuleBreach``."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.state != State.OPEN:
        raise RuleBreach("这件核查已经办结，没有改动。请刷新后再看。")
    if not words.strip():
        raise RuleBreach("请写明怎样核查、结果如何，没有办结。")
    case.state, case.closed_on, case.words = State.DISTINCT, on, words[:200]
    case.save(update_fields=["state", "closed_on", "words"])
    audit.record(
        by=by, action="duplicate.close", subject=case.number, path=case.org_path, county_id=case.county_id,
    )  # fmt: skip
    return case
