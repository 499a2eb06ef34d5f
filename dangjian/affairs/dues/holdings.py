"""What is held of a person's dues, for the record page of the branch and 我的档案."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.dues.queries.own import own
from dangjian.affairs.dues.rules import yuan
from dangjian.affairs.dues.rules.months import words
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person


def sections(person: Person, on: date) -> list[Section]:
    """Return what is set, paid up to and owed; nothing for whom nothing was ever set."""
    held = own(person.pk, on)
    if not held.assessments:
        return []
    facts = []
    if held.now:
        source = f"{held.now.set_on.year}年{held.now.set_on.month}月{held.now.set_on.day}日核定"
        facts.append(Held("每月应交", f"{yuan(held.now.cents)} 元", Privacy.PERSONAL, source))
        facts.append(Held("收入情形", held.now.kind.caption, Privacy.PERSONAL, source))
    if held.paid and held.paid[0].month:
        facts.append(Held("交到", words(held.paid[0].month), Privacy.PERSONAL, "党费台账"))
    if held.owed:
        facts.append(Held("还没有交", f"{len(held.owed)} 个月，{yuan(held.cents)} 元", Privacy.SENSITIVE, "党费台账"))
    address = reverse("dues:mine")
    return [Section("党费", facts, is_condition=True, own_address=address, own_caption="看计算过程和交纳记录")]
