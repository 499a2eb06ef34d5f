"""一村一策, the “四个一”, and a word each month."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.words import refuse_numbers
from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import Help, Helper, Pace, Progress, Rectification, Trouble
from dangjian.programme.rectification.services.rows import locked, record
from dangjian.rulebook import RuleBreach


@transaction.atomic
def write_plan(*, by: Actor, row: Rectification, troubles: Sequence[Trouble], remedy: str) -> Rectification:
    """Say what is wrong and what is done about it. Raises ``RuleBreach`` without either, and before it is listed."""
    found = _listed(by, row)
    refuse_numbers(remedy)
    if not troubles or not remedy.strip():
        raise RuleBreach("类型和整顿措施都要写，没有保存。")
    found.troubles = [one for one in Trouble.values if one in set(troubles)]
    found.remedy = remedy.strip()[:600]
    found.save(update_fields=["troubles", "remedy"])
    record(by, found)
    return found


@transaction.atomic
def set_helper(*, by: Actor, row: Rectification, help: Help, name: str, title: str, since: date) -> Helper:  # noqa: A002
    """Name who helps; who did before ends on the day the new one begins.

    Raises ``RuleBreach`` without a name, without a post for a person, and for a day before the one who helps now.
    """
    found = _listed(by, row)
    refuse_numbers(name, title)
    if not name.strip() or (help != Help.UNIT and not title.strip()):
        raise RuleBreach("姓名、职务都要写（单位只写名称），没有保存。")
    for now in found.helpers.filter(help=help, until=None):
        if since < now.since:
            raise RuleBreach("开始日期早于现在这一位的开始日期，没有保存。请改日期。")
        now.until = since
        now.save(update_fields=["until"])
    made = Helper.objects.create(
        rectification=found, county_id=found.county_id, org_path=found.org_path, help=help, name=name.strip()[:60],
        title=title.strip()[:60], since=since, account_id=by.account_id,
    )  # fmt: skip
    record(by, found)
    return made


@transaction.atomic
def note_progress(*, by: Actor, row: Rectification, pace: Pace, words: str, on: date) -> Progress:
    """Say in one line how this month went; the same month again replaces it.

    Raises ``RuleBreach`` before it is listed, and without words.
    """
    found = _listed(by, row)
    refuse_numbers(words)
    if not words.strip():
        raise RuleBreach("请用一句话写明进展；滞后的写明原因，没有保存。")
    made, _ = Progress.objects.update_or_create(
        rectification=found, month=on.replace(day=1),
        defaults={
            "county_id": found.county_id, "org_path": found.org_path, "pace": pace, "words": words.strip()[:200],
            "account_id": by.account_id, "account_name": by.name[:60],
        },
    )  # fmt: skip
    record(by, found)
    return made


def missing_for_plan(row: Rectification) -> list[str]:
    """Return what the plan still lacks, in words."""
    missing = [] if row.troubles and row.remedy else ["一村一策（类型、措施）"]
    named = set(row.helpers.filter(until=None).values_list("help", flat=True))
    return missing + [one.label for one in Help if one.value not in named]


def _listed(by: Actor, row: Rectification) -> Rectification:
    found = locked(row)
    if found.listed_on is None:
        raise RuleBreach(
            "还没有列为整顿对象，没有改动。认定程序走完以后再写。", citation=rules.helpers(found.proposed_on).citation
        )
    if not by.may(Permission.RECTIFICATION_EDIT, found.township.path):
        raise RuleBreach(f"由{found.township.short_name}填写，没有改动。")
    return found
