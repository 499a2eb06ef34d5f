"""What the person says."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.disposals.models import Disposal, Statement
from dangjian.affairs.disposals.services.rows import locked, record
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach


@transaction.atomic
def state(*, by: Actor, row: Disposal, words: str, on: date) -> Statement:
    """Keep what the person says to it. Raises ``RuleBreach`` for anybody else, without words, and at its end."""
    found = locked(row)
    if by.person_id != found.person_id or by.acting_for is not None:
        raise RuleBreach("意见由本人写，没有保存。")
    refuse_numbers(words)
    if not words.strip():
        raise RuleBreach("还没有写意见，没有保存。")
    made = Statement.objects.create(
        disposal=found, county_id=found.county_id, org_path=found.org_path, words=words.strip()[:1000], said_on=on
    )
    record(by, found)
    return made
