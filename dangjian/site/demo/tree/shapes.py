"""A unit's body: a committee, a general branch with its branches, or one branch."""

from dataclasses import dataclass
from enum import Enum

from dangjian.affairs.organizations.models import Area, Field, Kind, Level, Organization
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.sizes import Mix

_NUMERALS = "一二三四五六七八九"


class Form(Enum):
    """The three forms: kind, as the full name says it, as people say it."""

    COMMITTEE = (Kind.COMMITTEE, "委员会", "党委")
    GENERAL = (Kind.GENERAL_BRANCH, "总支部委员会", "党总支")
    SINGLE = (Kind.BRANCH, "支部委员会", "党支部")


@dataclass(frozen=True, slots=True)
class Shape:
    """A form and how many branches stand below."""

    form: Form
    branches: int = 0


def shapes(mix: Mix, chance: Chance) -> list[Shape]:
    """One shape a unit, committees first, the branches shared out: committees get more, all at least two."""
    weights = [3] * mix.committees + [2] * mix.general
    left = mix.branches - mix.single - 2 * len(weights)
    below = [2] * len(weights)
    for place in chance.choices(range(len(weights)), weights, k=left) if weights else ():
        below[place] += 1
    forms = [Form.COMMITTEE] * mix.committees + [Form.GENERAL] * mix.general
    return [Shape(form, count) for form, count in zip(forms, below, strict=True)] + [Shape(Form.SINGLE)] * mix.single


def settle(
    county: County,
    stem: str,
    short: str,
    shape: Shape,
    field: Field,
    parent: Organization,
    *,
    area: Area | None = None,
    level: Level = Level.BASE,
) -> Organization:
    """Grow the body of `stem` and the branches below it."""
    kind, full, brief = shape.form.value
    body = county.grow(f"中共{stem}{full}", f"{short}{brief}", kind, field, parent=parent, area=area, level=level)
    for number in range(shape.branches):
        ordinal = f"第{numeral(number + 1)}"
        county.grow(
            f"中共{stem}{ordinal}支部委员会", f"{short}{ordinal}党支部", Kind.BRANCH, field, parent=body, area=area
        )
    return body


def numeral(number: int) -> str:
    """A number from 1 to 99 as Chinese writes it: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十"
    return head + (_NUMERALS[ones - 1] if ones else "")
