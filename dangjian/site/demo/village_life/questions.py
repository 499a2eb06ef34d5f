"""What villagers of the demo asked, nobody knows who: answered and open, answered to the asker alone, waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from dangjian.community.villages.models import Question
from dangjian.community.villages.rules import answer_workdays
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.village_life.places import Place


@dataclass(frozen=True, slots=True)
class Said:
    """What was asked so many days ago; empty where it waits."""

    ago: int
    words: str
    answer: str = ""
    is_open: bool = False
    is_about_cadres: bool = False


_SAID: Final = (
    Said(48, "机耕道硬化剩下的钱去哪儿了？", "决算比预算少 0.4 万元，留在集体账上，财务公布里列了。", is_open=True),
    Said(33, "今年的水费还按去年的收吗？", "村民代表会议定的不涨，仍是每方 2 元。", is_open=True),
    Said(21, "我家门口的路灯不亮好几天了。", "已请师傅换了控制器，当晚亮了。", is_open=False),
    Said(6, "低保评议什么时候开始，要交什么？"),
    Said(4, "村会计说今年分红要扣钱，依据是什么？", is_about_cadres=True),
)  # fmt: skip
_EVERY: Final = 9


def write(county: County, chance: Chance, desks: Desks, places: Sequence[Place]) -> None:
    """Add them: all in the printed village, one in every ninth."""
    for number, place in enumerate(places):
        said = _SAID if place.is_own else _SAID[number % len(_SAID) :][:1] if number % _EVERY == 0 else ()
        numbers: dict[int, int] = {}
        for one in said:
            _question(county, chance, desks, place, one, numbers)


def _question(county: County, chance: Chance, desks: Desks, place: Place, said: Said, numbers: dict[int, int]) -> None:
    on = county.today - timedelta(days=said.ago)
    numbers[on.year] = numbers.get(on.year, 0) + 1
    to = place.above if said.is_about_cadres else place.body
    answered = min(add_workdays(on, 4), county.today) if said.answer else None
    county.rows.put(
        Question, public_id=chance.public_id(), ticket=UUID(int=chance.getrandbits(128), version=4),
        village_id=place.village.pk, organization_id=to.pk, county_id=1, org_path=to.path, year=on.year,
        number=numbers[on.year], words=said.words, is_about_cadres=said.is_about_cadres, may_publish=said.is_open,
        asked_on=on, due_on=add_workdays(on, answer_workdays(on)), answer=said.answer, answered_on=answered,
        answered_by=desks.answers(to).account_id if answered else None,
        answerer=to.short_name[:60] if answered else "", published_on=answered if said.is_open else None,
    )  # fmt: skip
