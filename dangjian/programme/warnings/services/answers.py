"""A warning is explained by the body or dismissed from above, with a reason; the fact stays on record."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.people.words import refuse_numbers
from dangjian.programme.warnings.models import Ending, RaisedWarning
from dangjian.rulebook import RuleBreach


@transaction.atomic
def explain(*, by: Actor, warning: RaisedWarning, words: str, on: date) -> RaisedWarning:
    """Explain why it was not done: the warning stands no more.

    Raises ``RuleBreach`` for no words and where it stands no more.
    """
    return _end(by, warning, Ending.EXPLAINED, words, on)


@transaction.atomic
def dismiss(*, by: Actor, warning: RaisedWarning, words: str, on: date) -> RaisedWarning:
    """Dismiss a warning of a body below. Raises ``RuleBreach`` for one's own body too."""
    if warning.organization_id in by.post_bodies:
        raise RuleBreach("这是本单位的预警，不能自己撤销，没有改动。可以说明情况。")
    return _end(by, warning, Ending.DISMISSED, words, on)


def _end(by: Actor, warning: RaisedWarning, ending: Ending, words: str, on: date) -> RaisedWarning:
    row = RaisedWarning.objects.select_for_update().get(pk=warning.pk)
    if row.ended:
        raise RuleBreach(f"这项预警{row.standing.words}，没有重复办理。请刷新后查看。")
    if not words.strip():
        raise RuleBreach("请用一句话写明原因，未保存。")
    refuse_numbers(words)
    row.ended, row.ended_on, row.words = ending, on, words.strip()[:200]
    row.who, row.account_id = by.caption[:120], by.account_id
    row.save(update_fields=["ended", "ended_on", "words", "who", "account_id"])
    action = "explain" if ending is Ending.EXPLAINED else "dismiss"
    audit.record(by=by, action=f"warning.{action}", subject=row.public_id, words=row.words,
                 organization_id=row.organization_id, path=row.org_path, county_id=row.county_id)  # fmt: skip
    return row
