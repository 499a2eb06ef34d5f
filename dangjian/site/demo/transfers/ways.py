"""Who goes from where to where, and what becomes of it."""

from dataclasses import dataclass
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import COMMITTEES, Kind, Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.transfers.models import State
from dangjian.procedures.cases.models import Took
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_OUTSIDE: Final = (
    "中共南川省云溪市高新区工作委员会",
    "中共海东省临港县城关镇委员会",
    "中共北原省林州市第一中学委员会",
)
_PASS, _RETURN = Took.PASS, Took.RETURN
_MOST, _SHARE = 60, 16
_FIFTH, _TWELFTH = 2, 11


@dataclass(frozen=True, slots=True)
class Fate:
    """A state, how many days ago it began, the steps taken with their outcome, the step whose turn it is."""

    state: State
    ago: int
    taken: tuple[tuple[str, Took], ...]
    waiting: str


def _passed(*keys: str) -> tuple[tuple[str, Took], ...]:
    return tuple((key, _PASS) for key in keys)


_WHOLE: Final = _passed("start", "send", "accept", "receipt", "archive")
FATES: Final = (
    Fate(State.DRAFT, 2, _passed("start"), "send"),
    Fate(State.SENT, 12, _passed("start", "send"), "accept"),
    Fate(State.ACCEPTED, 20, _passed("start", "send", "accept"), "receipt"),
    Fate(State.SENT, 86, _passed("start", "send"), "accept"),
    Fate(State.ARCHIVED, 150, _WHOLE, ""),
    Fate(State.RETURNED, 9, (*_passed("start", "send"), ("accept", _RETURN)), "send"),
    Fate(State.RECEIVED, 15, _passed("start", "send", "accept", "receipt"), "archive"),
    Fate(State.EXPIRED, 99, (*_passed("start", "send"), ("accept", Took.EXPIRE)), "send"),
    Fate(State.ARCHIVED, 240, _WHOLE, ""),
    Fate(State.WITHDRAWN, 40, (*_passed("start"), ("send", Took.WITHDRAW)), ""),
    Fate(State.REFUSED, 60, (*_passed("start"), ("send", Took.REFUSE)), ""),
)
OUT: Final = Fate(State.SENT, 30, _passed("start", "send"), "receipt")


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where someone goes; a target outside has no body."""

    member: Member
    source: Organization
    target: Organization | None
    outside: str = ""


def ways_of(county: County, chance: Chance) -> list[Way]:
    """Draw who goes, none of them with a post."""
    held = {row.person_id for row in county.rows.of(Appointment)} | {person.pk for person in county.cast.values()}
    free = [one for one in county.rows.of(Member) if one.category == Category.FULL and one.person_id not in held]
    open_to = [body for body in county.bodies if body.is_branch and body.closed_on is None]
    targets = [body for body in open_to if body.kind in (Kind.BRANCH, Kind.JOINT_BRANCH)]
    village = [body for body in targets if body.short_name.startswith(VILLAGE)]
    own = {body.pk for body in village}
    drawn = chance.sample(free, min(_MOST, len(free) // _SHARE))
    first = [one for one in free if one.organization_id in own and one not in drawn][:2]
    found = []
    for number, member in enumerate([*first, *drawn]):
        source = county.bodies[member.organization_id - 1]
        # Every fifth goes to the village of the printed secretary, who then has something to confirm.
        apart = [body for body in targets if committee_of(county, body) is not committee_of(county, source)]
        pool = [body for body in apart if body.pk in own] if number % 5 == _FIFTH else apart
        is_out = number % 12 == _TWELFTH or not apart
        to = None if is_out else chance.choice(pool or apart)
        found.append(Way(member, source, to, "" if to else chance.choice(_OUTSIDE)))
    return found


def committee_of(county: County, body: Organization) -> Organization:
    """Return the nearest committee at or above a body."""
    while body.kind not in COMMITTEES:
        body = county.bodies[(body.parent_id or 1) - 1]
    return body
