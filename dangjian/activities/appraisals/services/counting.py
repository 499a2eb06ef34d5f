"""The urn is opened once, or given up for paper; either way it is gone afterwards, and with it who had voted."""

from datetime import date, datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.secrets import unseal_bytes
from dangjian.activities.appraisals.models import Appraisal, Grading, SealedUrn, State, Turn, Way
from dangjian.activities.appraisals.rules import Grade, Urn, least_voters
from dangjian.activities.appraisals.services.rows import check_right, locked, log
from dangjian.channels.inbox.services import recall
from dangjian.rulebook import RuleBreach


class Miscounted(Exception):
    """The urn holds another number of ballots than turns were taken: it is not opened."""


@transaction.atomic
def count(*, by: Actor, appraisal: Appraisal, on: date, at: datetime) -> Appraisal:
    """Open the urn: the counts stand with each member, urn and turns are deleted.

    Raises ``RuleBreach`` where it is not being voted on, and below the least number of ballots (P20);
    ``Miscounted`` where ballots and turns differ.
    """
    row, sealed = _with_urn(by, appraisal)
    urn = Urn.from_bytes(unseal_bytes(bytes(sealed.counts), bytes(sealed.place)))
    turns = Turn.objects.filter(appraisal=row)
    if turns.values("member_id").distinct().count() != urn.cast:
        raise Miscounted(f"{row.public_id}: {urn.cast} ballots")
    least = least_voters(on)
    if urn.cast < least.number:
        raise RuleBreach(
            f"只收到 {urn.cast} 票，不满 {least.number} 票，开箱容易看出是谁投的，没有开箱。可以再等等，或改用纸质票。",
            citation=least.citation,
        )
    for grading in Grading.objects.filter(appraisal=row):
        for grade, number in zip(Grade, urn.counts[grading.member_id], strict=True):
            setattr(grading, grade.value, number)
        grading.save(update_fields=[grade.value for grade in Grade])
    row.state, row.counted_on, row.cast = State.COUNTED, on, urn.cast
    return _without_urn(by, row, "count", f"{row} 收到 {urn.cast} 票", at)


@transaction.atomic
def move_to_paper(*, by: Actor, appraisal: Appraisal, at: datetime) -> Appraisal:
    """Give the urn up, unopened, and go on with paper."""
    row, _ = _with_urn(by, appraisal)
    row.state, row.way = State.COUNTED, Way.PAPER
    return _without_urn(by, row, "paper", f"{row} 改用纸质票，票箱未开，作废", at)


def _with_urn(by: Actor, appraisal: Appraisal) -> tuple[Appraisal, SealedUrn]:
    """Return the row and its urn, both locked: who is casting waits, and then finds no urn."""
    row = locked(appraisal)
    check_right(by, row.org_path)
    sealed = SealedUrn.objects.select_for_update().filter(appraisal=row).first()
    if sealed is None:
        raise RuleBreach("测评已经结束，没有重复办理。请刷新后查看。")
    return row, sealed


def _without_urn(by: Actor, row: Appraisal, action: str, words: str, at: datetime) -> Appraisal:
    row.save()
    SealedUrn.objects.filter(appraisal=row).delete()
    Turn.objects.filter(appraisal=row).delete()
    recall(by=by, subject_keys=[row.source], at=at)
    log(by, row, action, words)
    return row
