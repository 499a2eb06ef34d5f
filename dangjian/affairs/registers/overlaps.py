"""What a register would ask although it is known: facts of the platform, fields of other registers."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from dangjian.access import paths
from dangjian.affairs.blanks.catalogue import Fact
from dangjian.affairs.blanks.rules.captions import Confidence, index, match
from dangjian.affairs.registers.models import Register, RegisterQuerySet
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.fields import Field


def twice(register: Register, definition: Definition, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield every field that asks for what the platform or another running register holds; a query."""
    shared = {key: fact for key, fact in facts.items() if not key.startswith("register:")}
    known = index({key: fact.captions for key, fact in shared.items()})
    mine = [field for field in definition.asked if not field.fact]
    for field in mine:
        if key := meant(field.caption, known):
            yield f"“{field.caption}”平台里已有（{shared[key].source}），改取平台的就不用填。"
    for other in running_around(register.county_id, register.org_path).exclude(pk=register.pk):
        if other.current is None or not set(other.current.text.filled_by) & set(definition.filled_by):
            continue
        theirs = held(other.current.text)
        names = [field.caption for field in mine if meant(field.caption, theirs)]
        if names:
            yield f"《{other}》（{other.organization.short_name}）已经在填：{'、'.join(names)}。可以合并，或从那里取。"


def held(definition: Definition) -> Mapping[str, str]:
    """Return the words by which a register's own fields are asked for."""
    fields: list[Field] = [field for field in definition.asked if not field.fact]
    return index({field.key: (field.caption,) for field in fields})


def meant(caption: str, known: Mapping[str, str]) -> str:
    """Return the key that a caption surely asks for; empty where there is none."""
    found = match((caption,), known) if known else None
    return found.key if found and found.confidence >= Confidence.LIKELY else ""


def running_around(county_id: int, path: str) -> RegisterQuerySet:
    """Return the running registers of a county that meet the bodies at or below a place."""
    above = Q(org_path__in=paths.ancestors(path))
    below = Q(org_path__gte=path, org_path__lt=paths.following(path))
    rows = Register.objects.running().filter(above | below, county_id=county_id)
    return rows.select_related("current", "organization").in_order()
