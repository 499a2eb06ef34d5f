"""What is counted of firms and societies, offered to blanks and registers: at and below a body, from rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.access.paths import ancestors
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.newcomers.queries.tallies import by_place
from dangjian.affairs.newcomers.rules import CAPTIONS, FIRM, SOCIETY, Share, Tally
from dangjian.affairs.organizations.models import Organization

# The ending of a key: whether it adds up, the words of it, the figure or share.
_COUNTED: Final[dict[str, tuple[bool, str, Callable[[Tally], int | Share]]]] = {
    "base": (True, "{}数", lambda tally: tally.base),
    "covered": (True, "已建党组织{}数", lambda tally: tally.covered),
    "own": (True, "单独组建党组织{}数", lambda tally: tally.own),
    "joint": (True, "联合组建党组织{}数", lambda tally: tally.joint),
    "without": (True, "未建党组织{}数", lambda tally: tally.without),
    "out": (True, "不计入的{}数", lambda tally: tally.out),
    "coverage": (False, "{}党组织覆盖率", lambda tally: tally.coverage),
    "own_share": (False, "{}单独组建率", lambda tally: tally.own_share),
    "work_share": (False, "{}党的工作覆盖率", lambda tally: tally.work_share),
}
_ALSO: Final = {
    f"{FIRM}_base": ("非公有制企业数", "非公企业总数"),
    f"{SOCIETY}_base": ("社会组织总数",),
    f"{FIRM}_covered": ("已建立党组织的非公企业数", "非公企业已建党组织数"),
    f"{SOCIETY}_covered": ("已建立党组织的社会组织数", "社会组织已建党组织数"),
    f"{FIRM}_coverage": ("非公企业组织覆盖率", "非公有制企业党组织覆盖率"),
    f"{SOCIETY}_coverage": ("社会组织组织覆盖率",),
}


_KEYS: Final = {f"newcomers_{field}_{name}": (field, name) for field in CAPTIONS for name in _COUNTED}


def counted(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return the figures at and below each body; one query."""
    tallies = _rolled_up(asked.actor.narrowed(Permission.NEWCOMER_VIEW), asked.on)
    bodies = [row for row in rows if isinstance(row, Organization)]
    found: dict[str, Values] = {}
    for key in keys:
        field, name = _KEYS[key]
        found[key] = {body.pk: _known(name, tallies.get((body.path, field), Tally())) for body in bodies}
    return found


def _rolled_up(actor: Actor, on: date) -> dict[tuple[str, str], Tally]:
    found: dict[tuple[str, str], Tally] = {}
    for (path, field), tally in by_place(actor, on).items():
        for place in ancestors(path):
            found[place, field] = found.get((place, field), Tally()) + tally
    return found


def _known(name: str, tally: Tally) -> Known:
    figure = _COUNTED[name][2](tally)
    if isinstance(figure, Share):
        return Known(figure.words, figure.rests_on) if figure.base else Known(None, "没有底数")
    return Known(figure)


def _fact(key: str, field: str, name: str) -> Fact:
    adds, words, _ = _COUNTED[name]
    return Fact(
        key=key,
        captions=(words.format(CAPTIONS[field]), *_ALSO.get(f"{field}_{name}", ())),
        subject=Subject.BODY,
        privacy=Privacy.INTERNAL,
        permission=Permission.NEWCOMER_VIEW,
        source="两新单位，含所辖",
        answer=counted,
        group="两新单位",
        is_additive=adds,
    )


FACTS: Final = tuple(_fact(key, field, name) for key, (field, name) in _KEYS.items())
