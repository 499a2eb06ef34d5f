"""Two records become one: fields chosen side by side, everything that hung on the one hangs on the other."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.db.models.functions import Now

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.duplicates import snapshots
from dangjian.affairs.duplicates.models import Case, Merger, Side, State
from dangjian.affairs.members import uniting
from dangjian.affairs.members.facts import FACTS, SPELLED, held
from dangjian.affairs.members.held import member_of
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.members.services import correct_record
from dangjian.affairs.people.doors import Holding
from dangjian.affairs.people.models import Person, Source
from dangjian.rulebook import RuleBreach, rule

# What a merge may take from the other record; branch, category and standing stay those of the one that is kept.
CHOSEN: Final = tuple(name for name in FACTS if name not in SPELLED)
_BLANK: Final = {
    "sex": "", "ethnicity": "", "born_on": None, "education": "", "degree": "", "occupation": "", "technical_title": "",
    "social_stratum": "", "is_migrant_worker": None, "residence": "", "registered_residence": "", "id_number": None,
    "id_index": None, "phone": None, "phone_index": None, "landline": None,
}  # fmt: skip


@transaction.atomic
def merge(*, by: Actor, case: Case, kept: Person, dropped: Person, taken: tuple[str, ...], on: date) -> Merger:
    """Merge ``dropped`` into ``kept``, which takes the fields ``taken`` from it; return what can be undone.

    Both were sealed away before, for the days of the rule. Raises ``RuleBreach`` where ``by`` does not have both in
    scope or is one of them, where the case is closed, and where both records have what a person can have only once.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    both = Person.objects.select_for_update().filter(pk__in=(kept.pk, dropped.pk)).order_by("pk")
    people = {one.pk: one for one in both}
    kept, dropped = people[kept.pk], people[dropped.pk]
    _refuse(by, case, kept, dropped)
    before = snapshots.everything(kept) + snapshots.everything(dropped)
    text = snapshots.written(before)
    chosen = _chosen(kept, dropped, taken)
    _hang(kept, dropped)
    Person.objects.filter(pk=dropped.pk).update(**_BLANK, merged_into=kept)
    if chosen:
        correct_record(
            by=by, person=kept, changes=chosen, source=Source.MERGE, on=on, reference=case.number, words="合并重复档案"
        )
    made = Merger.objects.create(
        case=case, kept=kept, dropped=dropped, county_id=kept.county_id, org_path=case.org_path,
        account_id=by.account_id, on=on,
    )  # fmt: skip
    _keep(made, text, kept, dropped, on)
    Side.objects.filter(case=case, person=dropped).update(is_merged=True)
    if case.sides.filter(person__isnull=False, is_merged=False).count() <= 1:
        case.state, case.closed_on = State.MERGED, on
        case.save(update_fields=["state", "closed_on"])
    _changed_rights(kept, dropped)
    audit.record(
        by=by, action="duplicate.merge", subject=case.number, path=case.org_path, county_id=case.county_id,
        among=(kept.public_id, dropped.public_id), words=f"{dropped} 并入 {kept}",
    )  # fmt: skip
    return made


def _refuse(by: Actor, case: Case, kept: Person, dropped: Person) -> None:
    if case.state != State.OPEN:
        raise RuleBreach("这件核查已经办结，没有改动。请刷新后再看。")
    if kept.pk == dropped.pk or kept.merged_into_id or dropped.merged_into_id:
        raise RuleBreach("两份档案已经合并过，没有改动。请刷新后再看。")
    sides = set(case.sides.filter(is_merged=False).values_list("person_id", flat=True))
    if not {kept.pk, dropped.pk} <= sides:
        raise RuleBreach("所选档案不在这件核查里，没有改动。")
    if not all(by.may(Permission.DUPLICATE_MERGE, one.org_path) for one in (kept, dropped)):
        raise RuleBreach("有一份档案不在您的职务范围内，没有合并。请由共同的上级党组织办理。")
    if by.person_id in (kept.pk, dropped.pk):
        raise RuleBreach("不能合并自己的档案，没有改动。请由同级其他人或上级办理。")


def _chosen(kept: Person, dropped: Person, taken: tuple[str, ...]) -> Mapping[str, object]:
    mine, theirs = member_of(kept), member_of(dropped)
    found = {}
    for name in taken:
        if name in CHOSEN and (FACTS[name].is_of_person or (mine and theirs)):
            value = held(dropped, theirs, name)
            if value != held(kept, mine, name):
                found[name] = value
    return found


def _hang(kept: Person, dropped: Person) -> None:
    """Let every row that named ``dropped`` or their membership name ``kept``; raises ``RuleBreach`` where it cannot.

    The sign-in that is left stands where the person now does: whoever administers sign-ins there finds it.
    """
    mine, theirs = member_of(kept), member_of(dropped)
    if mine and theirs:
        # One person, one history: the spells of the other roll are superseded, and stay readable.
        Spell.objects.filter(member=theirs, superseded_at=None).update(superseded_at=Now())
        uniting.tell(uniting.United(mine, theirs))
        for one in snapshots.pointing_at(Member):
            _point(one, theirs.pk, mine.pk)
        theirs.delete()
    for one in snapshots.pointing_at(Person):
        _point(one, dropped.pk, kept.pk)
    if theirs and not mine:
        Person.objects.filter(pk=kept.pk).update(
            organization_id=theirs.organization_id, county_id=theirs.county_id, org_path=theirs.org_path
        )
    stands = Person.objects.get(pk=kept.pk)
    Account.objects.filter(person=kept).update(county_id=stands.county_id, org_path=stands.org_path)


def _point(one: Holding, old: int, new: int) -> None:
    column = one.column if one.column.endswith("_id") else f"{one.column}_id"
    rows = one.model._default_manager.filter(**{column: old})
    if one.is_single and rows.exists() and one.model._default_manager.filter(**{column: new}).exists():
        _set_aside(one.model, old)
        return
    try:
        with transaction.atomic():
            rows.update(**{column: new})
    except IntegrityError:
        words = f"两份档案各有一项“{one.model._meta.verbose_name}”，不能自动合并，没有改动。请先办结其中一项。"
        raise RuleBreach(words) from None


def _set_aside(model: type[Model], old: int) -> None:
    """Close the second of what a person has once: a sign-in stays where it is and opens no more."""
    if model is not Account:
        raise RuleBreach(f"两份档案各有一项“{model._meta.verbose_name}”，不能自动合并，没有改动。请先办结其中一项。")
    Account.objects.filter(person_id=old).update(is_active=False)


def _keep(made: Merger, text: str, kept: Person, dropped: Person, on: date) -> None:
    after = snapshots.digests(snapshots.everything(kept) + snapshots.everything(dropped))
    files.store(
        snapshots.packed(text, after),
        owner=snapshots.owner_of(made),
        name=f"合并前的档案 {made.case.number}",
        media_type="application/json",
        county_id=made.county_id,
        organization_id=kept.organization_id,
        org_path=made.org_path,
        privacy=Privacy.SENSITIVE,
        expires_on=on + timedelta(days=rule("duplicates.undo_days", on=on).number),
    )


def _changed_rights(*people: Person) -> None:
    raise_epoch(account_ids=Account.objects.filter(person__in=people).values_list("pk", flat=True))
