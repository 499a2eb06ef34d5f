"""How many of what: the county of `product.md`, and a small one of the same shapes for tests."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Size(StrEnum):
    """The whole county, or a small one that loads in a second."""

    FULL = "full"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Mix:
    """Units of a field by the body they have: committees and general branches share the branches left by the single."""

    committees: int
    general: int
    single: int
    branches: int
    joint: int = 0
    sharing: int = 0  # Units that share the joint branches.

    @property
    def units(self) -> int:
        """How many units have a body, alone or together."""
        return self.committees + self.general + self.single + self.sharing


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of a county. Committees count every 党委, the county committee too; 工委 stand beside them."""

    townships: int
    villages: Mix
    communities: Mix
    departments: Mix
    schools: Mix
    hospitals: Mix
    state_firms: Mix
    firms: Mix
    firms_in_all: int
    societies: Mix
    societies_in_all: int
    firms_out: tuple[int, int]  # Listed, but not operating any more: with a body, without.
    societies_out: tuple[int, int]
    organ_branches: int  # of each township
    mobile_branches: int
    temporary_branches: int
    members: int  # full and probationary
    others: int  # from applicant to 发展对象, counted apart
    to_branches: int  # tasks that go to every branch


MEASURES: Final = {
    Size.FULL: Measures(
        townships=13,
        villages=Mix(committees=16, general=91, single=25, branches=693),
        communities=Mix(committees=12, general=20, single=6, branches=230),
        departments=Mix(committees=14, general=16, single=25, branches=200),
        schools=Mix(committees=7, general=20, single=39, branches=190),
        hospitals=Mix(committees=3, general=6, single=16, branches=70),
        state_firms=Mix(committees=5, general=10, single=15, branches=90),
        firms=Mix(committees=5, general=10, single=200, branches=242, joint=50, sharing=180),
        firms_in_all=650,
        societies=Mix(committees=0, general=0, single=120, branches=120, joint=50, sharing=201),
        societies_in_all=492,
        firms_out=(2, 2),
        societies_out=(1, 1),
        organ_branches=3,
        mobile_branches=26,
        temporary_branches=10,
        members=63_636,
        others=1_272,
        to_branches=8,
    ),
    Size.SMALL: Measures(
        townships=3,
        villages=Mix(committees=1, general=1, single=3, branches=8),
        communities=Mix(committees=0, general=0, single=1, branches=1),
        departments=Mix(committees=1, general=1, single=4, branches=9),
        schools=Mix(committees=1, general=0, single=1, branches=4),
        hospitals=Mix(committees=0, general=0, single=1, branches=1),
        state_firms=Mix(committees=0, general=0, single=1, branches=1),
        firms=Mix(committees=0, general=0, single=2, branches=2, joint=1, sharing=2),
        firms_in_all=6,
        societies=Mix(committees=0, general=0, single=1, branches=1, joint=1, sharing=2),
        societies_in_all=4,
        firms_out=(1, 1),
        societies_out=(0, 0),
        organ_branches=1,
        mobile_branches=1,
        temporary_branches=1,
        members=1_000,
        others=20,
        to_branches=3,
    ),
}
