"""Whom the demo's tasks go to, by the word that stands in their files."""

from collections.abc import Callable
from typing import Final

from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Level, Organization
from dangjian.programme.tasks.targets import Targets
from dangjian.site.demo.county import Attachment, County

_KINDS: Final = tuple(kind.value for kind in BRANCHES)
_TOP: Final = (Level.TOWNSHIP.value, Level.DEPARTMENT.value)
_RULES: Final = {
    "branches": Targets(kinds=_KINDS),
    "townships": Targets(levels=(Level.TOWNSHIP.value,)),
    "departments": Targets(levels=(Level.DEPARTMENT.value,), fields=(Field.ORGAN.value,)),
    "upper": Targets(levels=_TOP),
    "firm_branches": Targets(kinds=_KINDS, fields=(Field.PRIVATE_FIRM.value,)),
    "society_branches": Targets(kinds=_KINDS, fields=(Field.SOCIETY.value,)),
    "joint_branches": Targets(kinds=(Kind.JOINT_BRANCH.value,)),
}
_NAMED: Final[dict[str, Callable[[Organization], bool]]] = {
    "villages": lambda body: body.field == Field.RURAL and body.level == Level.BASE,
    "communities": lambda body: body.field == Field.COMMUNITY,
    "systems": lambda body: body.kind == Kind.WORK_COMMITTEE,
    "upper_systems": lambda body: body.level == Level.TOWNSHIP or body.short_name == "县两新工委",
}


def resolve(county: County, word: str) -> tuple[Targets, list[Organization]]:
    """The rule and the bodies it means below the county, in the county's order."""
    if word in _RULES:
        rule = _RULES[word]
    else:
        heads = heads_of(county)
        rule = Targets(named=tuple(b.pk for b in county.bodies[1:] if b.pk in heads and _NAMED[word](b)))
    return rule, meant(county, rule, county.root)


def heads_of(county: County) -> set[int]:
    """The ids of bodies that stand at the head of a unit, and of the work committees."""
    attached = {row.organization_id for row in county.rows.of(Attachment)}
    return attached | {body.pk for body in county.bodies if body.kind == Kind.WORK_COMMITTEE}


def meant(county: County, rule: Targets, issuer: Organization) -> list[Organization]:
    """What `Targets.bodies` finds once the rows are written."""
    below = (b for b in county.bodies if b.path.startswith(issuer.path) and b.path != issuer.path)
    return sorted((b for b in below if _is_meant(rule, b)), key=lambda body: body.order_no)


def _is_meant(rule: Targets, body: Organization) -> bool:
    if body.pk in rule.named:
        return True
    criteria = ((rule.levels, body.level), (rule.kinds, body.kind), (rule.fields, body.field))
    asked = [value in values for values, value in criteria if values]
    return bool(asked) and all(asked)
