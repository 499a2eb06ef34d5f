"""What a register would ask although it is known: facts of the platform, fields of other registers."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from dangjian.access import paths
from dangjian.affairs.blanks.catalogue import Fact
from dangjian.affairs.registers.models import Register, RegisterQuerySet
from dangjian.affairs.registers.rules.alike import plain
from dangjian.affairs.registers.rules.definitions import Definition


def twice(register: Register, definition: Definition, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield every field that asks for what the platform or another running register holds; a query."""
    known = {plain(words): fact for fact in facts.values() for words in fact.captions}
    mine = {plain(field.caption): field for field in definition.asked if not field.fact}
    for words, field in mine.items():
        if words in known:
            yield f"“{field.caption}”平台里已有（{known[words].source}），改成“平台里已有的”一栏，就不用再填。"
    for other in around(register.county_id, register.org_path).exclude(pk=register.pk):
        if other.current is None or not set(other.current.text.filled_by) & set(definition.filled_by):
            continue
        theirs = [field for field in other.current.text.asked if plain(field.caption) in mine]
        if theirs:
            names = "、".join(field.caption for field in theirs)
            yield f"《{other}》（{other.organization.short_name}）已经在填：{names}。可以合并，或者从那里取。"


def around(county_id: int, path: str) -> RegisterQuerySet:
    """Return the running registers of a county that meet the bodies at or below a place."""
    above = Q(org_path__in=paths.ancestors(path))
    below = Q(org_path__gte=path, org_path__lt=paths.following(path))
    rows = Register.objects.running().filter(above | below, county_id=county_id)
    return rows.select_related("current", "organization").in_order()
