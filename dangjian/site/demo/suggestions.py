"""What people of the demo said about the platform, with the county's replies: some wait, one a second time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.accounts.models import Account
from dangjian.foundation.time import at
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.programme.suggestions.models import Outcome, Reply, Suggestion
from dangjian.programme.suggestions.rules import answer_workdays
from dangjian.site.demo.cast import CAST, OFFICER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_WHO: Final = f"{OFFICER.name} · {OFFICER.title}"
_MORNING: Final = 9


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what how many days ago, and what was replied after how many workdays."""

    login: str
    ago: int
    page: str
    words: str
    is_signed: bool = False
    outcome: str = ""
    after: int = 0
    reply: str = ""
    is_helpful: bool | None = None
    said_back: str = ""


_SAID: Final = (
    Said(
        "tangxiaowen", 171, "党员", "镇里每季度要的党员年龄段统计，平台上已经有出生日期，能不能不再让支部另报。",
        outcome=Outcome.ADOPTED, after=3, reply="以后从名册直接取，不再要支部报。", is_helpful=True,
    ),
    Said(
        "gaojunfeng", 96, "本单位任务", "任务说明太长，手机上要翻好几屏，希望把要做什么写在最前面。", is_signed=True,
        outcome=Outcome.ADOPTED, after=6, reply="下发时第一行写要做什么，依据放到后面。已告知各发文单位。",
        is_helpful=True,
    ),
    Said(
        "chenshoutian", 40, "本单位任务", "村里晚上才有空填，通知能不能不要下午五点半发。", is_signed=True,
        outcome=Outcome.EXPLAINED, after=4, reply="18时至次日8时平台不推送；17时以后的并入第二天早上一起送。",
        is_helpful=True,
    ),
    Said(
        "yangchunmei", 26, "党员", "外出党员的电话经常换，改一次要打开档案找半天。",
        outcome=Outcome.EXPLAINED, after=5, reply="党员本人在“我的档案”里可以申请更正，支部点同意即可。",
        is_helpful=False, said_back="老党员不会用手机，还是得支部来改，希望名册上就能改。",
    ),
    Said(
        "wangguilan", 9, "", "字再大一点，长辈版的按钮也再大一点。",
        outcome=Outcome.ADOPTED, after=2, reply="下一版把长辈版的字号、按钮各放大一档。",
    ),
    Said("tangxiaowen", 6, "清单台账", "同一件事县里两个清单都列了，要填两遍，希望能合成一件。"),
    Said("luowenbin", 2, "验收销号", "初验时想一次看完一个村的几件任务，现在要一件一件打开。", is_signed=True),
)  # fmt: skip


def write(county: County) -> None:
    """Add what was said, in the order of its days, numbered anew each year; only the ids are drawn."""
    chance = Chance(county.measures.members + 13, county.today)
    titles = {part.login: f"{part.name} · {part.title}" for part in CAST}
    accounts = {row.person_id: row.pk for row in county.rows.of(Account)}
    officer = accounts[county.cast[OFFICER.login].pk]
    numbers: dict[int, int] = {}
    top = county.bodies[0]
    for said in sorted(_SAID, key=lambda one: -one.ago):
        person = county.cast[said.login]
        on = county.today - timedelta(days=said.ago)
        numbers[on.year] = numbers.get(on.year, 0) + 1
        due = add_workdays(on, answer_workdays(on))
        replied = min(add_workdays(on, said.after), county.today)
        is_waiting = not said.reply or said.is_helpful is False
        row = county.rows.add(
            Suggestion(
                public_id=chance.public_id(),
                county_id=top.pk,
                org_path=top.path,
                year=on.year,
                number=numbers[on.year],
                person_id=person.pk,
                account_id=accounts[person.pk],
                signature=titles[said.login] if said.is_signed else "",
                page=said.page,
                words=said.words,
                said_on=on,
                said_at=at(on, _MORNING),
                due_on=_again(replied) if said.is_helpful is False else due,
                is_waiting=is_waiting,
            )
        )
        if said.reply:
            county.rows.put(
                Reply,
                suggestion_id=row.pk,
                outcome=said.outcome,
                words=said.reply,
                account_id=officer,
                who=_WHO,
                on=replied,
                due_on=due,
                replied_at=at(replied, _MORNING),
                is_helpful=said.is_helpful,
                said_back=said.said_back,
            )


def _again(replied: date) -> date:
    """Return the new day of one that did not help: its writer said so the day after."""
    said_back = replied + timedelta(days=1)
    return add_workdays(said_back, answer_workdays(said_back))
