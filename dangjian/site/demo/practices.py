"""A local procedure of the county's, published last year, and matters of villages on their way through it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dangjian.affairs.organizations.models import COMMITTEES, Kind, Organization
from dangjian.affairs.organizations.models import Field as Trade
from dangjian.affairs.practices.rules import AGREE, HOME, TAKE
from dangjian.foundation.time import at
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.cases.models import Case, CaseStep, Party, Publicity, State, Vote
from dangjian.procedures.definitions.models import Definition
from dangjian.site.demo.cast import OFFICER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks

KEY: Final = "practices.village-posts"
TITLE: Final = "村级公益岗位选聘"
_LATEST: Final = {"number": 10, "unit": "个工作日", "after": "notice", "strict": True}
_STEPS: Final[tuple[dict[str, Any], ...]] = (
    {"key": "propose", "says": "党支部提出岗位和条件", "party": HOME, "permission": TAKE, "papers": ["岗位说明"]},
    {"key": "vote", "says": "党员大会讨论人选", "party": HOME, "permission": AGREE, "vote": "decision"},
    {"key": "notice", "says": "村里公示人选", "party": HOME, "permission": TAKE,
     "publicity": {"number": 5, "unit": "个工作日", "strict": True}},
    {"key": "check", "says": "镇（街道）党委审核", "party": "superior", "permission": AGREE, "latest": _LATEST},
    {"key": "file", "says": "县里备案", "party": "county", "permission": TAKE},
)  # fmt: skip
_WHO: Final = {HOME: "村党组织", "superior": "镇（街道）党委", "county": "县委组织部"}


@dataclass(frozen=True, slots=True)
class Fate:
    """How many steps of a matter were taken, and how many days ago it began."""

    title: str
    taken: int
    ago: int


_FATES: Final = (
    Fate("选聘保洁员两名", 1, 6),
    Fate("选聘护林员一名", 5, 120),
    Fate("选聘水库巡查员一名", 3, 24),
    Fate("选聘公益性岗位文书一名", 4, 40),
    Fate("选聘农家书屋管理员一名", 0, 1),
    Fate("选聘保洁员三名", 5, 200),
)


def write(county: County) -> None:
    """Add the text and the matters: the first is the printed village's."""
    chance = Chance(county.measures.members + 29, county.today)
    desks = Desks(county)
    text = county.rows.add(_text(county, chance))
    villages = [
        one for one in county.bodies if one.field == Trade.RURAL and one.kind == Kind.BRANCH and not one.closed_on
    ]
    own = [one for one in villages if one.short_name.startswith(VILLAGE)][:1]
    homes = [*own, *chance.sample([one for one in villages if one not in own], len(_FATES) - len(own))]
    for home, fate in zip(homes, _FATES, strict=True):
        _matter(county, chance, desks, text, home, fate)


def _text(county: County, chance: Chance) -> Definition:
    on = county.today - timedelta(days=300)
    steps = [{"who": _WHO[step["party"]], "outcomes": ["pass", "return", "withdraw"]} | step for step in _STEPS]
    return Definition(
        public_id=chance.public_id(), county_id=county.root.pk, org_path=county.root.path, key=KEY, version=1,
        title=TITLE, basis=f"县委组织部{on.year}年第3次部务会", steps=steps, published_on=on, revision=2,
        recorded_at=at(on, 10), recorded_by=1, recorded_name=OFFICER.name,
    )  # fmt: skip


def _matter(county: County, chance: Chance, desks: Desks, text: Definition, home: Organization, fate: Fate) -> None:
    begun = county.today - timedelta(days=fate.ago)
    is_done = fate.taken == len(_STEPS)
    days = _days(begun, fate.taken)
    case = county.rows.add(
        Case(
            public_id=chance.public_id(), definition=KEY, version=1, text_id=text.pk,
            subject=f"organizations.organization:{home.public_id}", title=fate.title, organization_id=home.pk,
            county_id=1, org_path=home.path, state=State.DONE if is_done else State.OPEN, opened_on=begun,
            opened_by=desks.answers(home).account_id, closed_on=days[-1] if is_done else None,
        )
    )  # fmt: skip
    bodies = {HOME: home, "superior": _above(county, home), "county": county.root}
    parties = {
        key: county.rows.add(
            Party(case_id=case.pk, key=key, organization_id=body.pk, name=body.short_name[:60], county_id=1,
                  org_path=body.path)
        )
        for key, body in bodies.items()
    }  # fmt: skip
    opened = begun
    for number, step in enumerate(_STEPS[: fate.taken + 1]):
        is_taken = number < fate.taken
        body = bodies[step["party"]]
        hand = desks.of_person(county.cast[OFFICER.login].pk) if body is county.root else desks.answers(body)
        row = county.rows.add(
            CaseStep(
                case_id=case.pk, party_id=parties[step["party"]].pk, county_id=1, org_path=home.path, key=step["key"],
                permission=step["permission"], opened_on=opened,
                due_on=add_workdays(opened, 10) if step["key"] == "check" else None,
                due_reason=f"10个工作日（《{text.basis}》）" if step["key"] == "check" else "",
                outcome="pass" if is_taken else "", taken_on=days[number] if is_taken else None,
                taken_at=at(days[number], 10) if is_taken else None, account_id=hand.account_id if is_taken else None,
                account_name=hand.name if is_taken else "", papers=step.get("papers", []) if is_taken else [],
            )
        )  # fmt: skip
        if is_taken:
            _found(county, chance, row, days[number])
            opened = days[number]


def _found(county: County, chance: Chance, row: CaseStep, on: date) -> None:
    """Keep what was counted and shown at a step."""
    if row.key == "vote":
        entitled = chance.randint(18, 40)
        present = entitled - chance.randint(0, 6)
        no = chance.randint(0, 2)
        county.rows.put(Vote, step_id=row.pk, motion="decision", entitled=entitled, present=present, ballots=present,
                        yes=present - no, no=no, abstained=0, written=0, is_passed=True)  # fmt: skip
    elif row.key == "notice":
        county.rows.put(Publicity, step_id=row.pk, from_on=row.opened_on, until_on=on - timedelta(days=1))


def _days(begun: date, taken: int) -> list[date]:
    """Give the days on which the steps were taken: the notice hangs its lawful days first."""
    found, day = [], begun
    for step in _STEPS[:taken]:
        day = add_workdays(day, 5) + timedelta(days=1) if "publicity" in step else add_workdays(day, 2)
        found.append(day)
    return found


def _above(county: County, home: Organization) -> Organization:
    body = county.bodies[(home.parent_id or 1) - 1]
    while body.kind not in COMMITTEES:
        body = county.bodies[(body.parent_id or 1) - 1]
    return body
