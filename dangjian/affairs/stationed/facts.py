"""Who is stationed in a village, and how many villages have a first secretary: offered to blanks and registers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dangjian.access.paths import ancestors
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Answer, Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.stationed.queries import Chosen, Line, Tally, found, lines_of, tally
from dangjian.foundation.documents.filling import Value

_COUNTED: Final[dict[str, tuple[tuple[str, ...], Callable[[Tally], Value]]]] = {
    "stationed_required": (("应派第一书记的村数", "应派村数"), lambda tally: tally.required),
    "stationed_covered": (("已派第一书记的应派村数", "已派第一书记村数"), lambda tally: tally.covered),
    "stationed_vacant": (("第一书记空缺村数",), lambda tally: tally.vacant),
    "stationed_people": (("驻村干部人数", "驻村第一书记和工作队员人数"), lambda tally: tally.people),
    "stationed_coverage": (("第一书记应派覆盖率", "第一书记覆盖率"), lambda tally: tally.coverage),
}
_OWN: Final[dict[str, tuple[tuple[str, ...], Callable[[Line], Value | None]]]] = {
    "first_secretary": (
        ("驻村第一书记", "第一书记姓名", "驻村第一书记姓名"),
        lambda line: line.first.name if line.first else None,
    ),
    "first_secretary_home": (
        ("第一书记派出单位", "驻村第一书记派出单位"),
        lambda line: line.first.home if line.first else None,
    ),
    "first_secretary_since": (("第一书记到村时间",), lambda line: line.first.during.lower if line.first else None),
    "first_secretary_due_on": (("第一书记任期届满时间",), lambda line: line.first.due_on if line.first else None),
    "stationed_ground": (("应派第一书记类别",), lambda line: line.need.get_ground_display() if line.need else None),
    "stationed_team": (("驻村工作队员",), lambda line: line.team_words or None),
}


def counted(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return the figures of the villages at and below each body; three queries."""
    below: dict[str, list[Line]] = {}
    for line in _lines(asked):
        for place in ancestors(line.village.path):
            below.setdefault(place, []).append(line)
    tallies = {body.pk: tally(below.get(body.path, []), asked.on) for body in _bodies(rows)}
    return {key: {pk: Known(_COUNTED[key][1](one)) for pk, one in tallies.items()} for key in keys}


def own(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return what is known of the village that each body leads; three queries."""
    there = {line.village.pk: line for line in _lines(asked)}
    lines = {body.pk: there[body.pk] for body in _bodies(rows) if body.pk in there}
    return {key: {pk: _known(_OWN[key][1](line)) for pk, line in lines.items()} for key in keys}


def _lines(asked: Asked) -> list[Line]:
    scope = asked.actor.narrowed(Permission.PLACE_VIEW)
    return lines_of(list(found(scope, Chosen(), asked.on)), asked.on)


def _bodies(rows: Sequence[Row]) -> list[Organization]:
    return [row for row in rows if isinstance(row, Organization)]


def _known(value: Value | None) -> Known:
    return Known(value) if value else Known(None, "没有登记")


def _fact(key: str, captions: tuple[str, ...], answer: Answer, *, adds: bool = False) -> Fact:
    return Fact(
        key=key,
        captions=captions,
        subject=Subject.BODY,
        privacy=Privacy.INTERNAL,
        permission=Permission.PLACE_VIEW,
        source="驻村登记，含所辖" if answer is counted else "驻村登记",
        answer=answer,
        group="驻村",
        is_additive=adds,
    )


FACTS: Final = (
    *(_fact(key, words, counted, adds=key != "stationed_coverage") for key, (words, _) in _COUNTED.items()),
    *(_fact(key, words, own) for key, (words, _) in _OWN.items()),
)
