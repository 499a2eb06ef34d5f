"""Checks a roster of bodies: what each is, under whom it stands, and whether it may stand there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dangjian.affairs.imports.columns.days import read_day
from dangjian.affairs.imports.kinds.branches import Bodies, plain
from dangjian.affairs.imports.kinds.rows import Checked, Found, Row, quoted
from dangjian.affairs.imports.models import Level as Weight
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.affairs.organizations.rules import may_hold
from dangjian.affairs.people.rules import Unreadable

# What a name says of the kind, the longer words first.
_BY_NAME: Final = (
    (re.compile(r"联合(党支部|支部委员会|支部)"), Kind.JOINT_BRANCH),
    (re.compile(r"临时(党支部|支部委员会|支部)"), Kind.TEMPORARY_BRANCH),
    (re.compile(r"流动党员(党支部|支部委员会|支部)"), Kind.MOBILE_BRANCH),
    (re.compile(r"总支"), Kind.GENERAL_BRANCH),
    (re.compile(r"支部"), Kind.BRANCH),
    (re.compile(r"党小组"), Kind.GROUP),
    (re.compile(r"工委|工作委员会"), Kind.WORK_COMMITTEE),
    (re.compile(r"党委|委员会"), Kind.COMMITTEE),
)
_KINDS: Final = {str(kind.label): kind for kind in Kind} | {"支部": Kind.BRANCH, "总支": Kind.GENERAL_BRANCH}
_FIELDS: Final = {str(field.label): field for field in Field} | {
    "两新": Field.PRIVATE_FIRM,
    "非公": Field.PRIVATE_FIRM,
    "行政村": Field.RURAL,
    "机关事业": Field.ORGAN,
    "国有企业": Field.STATE_FIRM,
    "医院": Field.HOSPITAL,
}
_TOWNSHIP: Final = re.compile(r"[镇乡]|街道")
_LONGEST: Final = {"name": 120, "short_name": 40}


class BodyRows:
    """Checks rows of bodies at and below ``top``; a superior may stand in the roster itself, above its bodies."""

    def __init__(
        self, top: Organization, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool
    ) -> None:
        self._top, self._on, self._from_1904 = top, on, from_1904
        self._bodies = Bodies(top, on, branches_only=False)
        self._columns = sorted(columns.items())
        self._seen = seen
        self._brought: dict[str, dict[str, Any]] = {}  # What the roster brings, by plain name.

    def check(self, rows: Sequence[Row]) -> Iterator[Checked]:
        """Yield every row; the bodies of a block are known to each other before their superiors are looked for."""
        read = [self._read(row) for row in rows]
        for checked, facts in read:
            if checked.state != "error" and "id" not in facts:
                self._brought[plain(facts["name"])] = facts
        for checked, facts in read:
            if checked.state != "error":
                self._settle(checked, facts)
        for checked, facts in read:
            if checked.state == "new":
                self._refuse_loose(checked, facts)
            yield checked

    def notes(self) -> list[str]:
        """Return what is said of the file as a whole."""
        return ["写入后，表里的党组织按行的先后排序（县内序号）；已有的党组织只调整次序，名称、类别不改。"]

    def _read(self, row: Row) -> tuple[Checked, dict[str, Any]]:
        checked = Checked(row, "new")
        cells = {name: row.cells[at] for at, name in self._columns if at < len(row.cells) and row.cells[at]}
        facts: dict[str, Any] = {"superior": cells.get("superior", ""), "name": cells.get("name", "")}
        for name, caption in (("name", "党组织名称"), ("superior", "上级名称")):
            if not facts[name]:
                _wrong(checked, name, f"没有填{caption}。")
        for name, longest in _LONGEST.items():
            if len(cells.get(name, "")) > longest:
                _wrong(checked, name, f"最多 {longest} 个字。")
        if checked.state == "error":
            return checked, facts
        first = self._seen.setdefault(plain(facts["name"]), row)
        if first is not row:
            _wrong(checked, "name", f"与第 {first.number} 行的名称相同，重复了。")
        self._take(checked, facts, cells)
        return checked, facts

    def _take(self, checked: Checked, facts: dict[str, Any], cells: dict[str, str]) -> None:
        facts["short_name"] = cells.get("short_name") or _shortened(facts["name"])
        try:
            facts["founded_on"] = read_day(cells.get("founded_on", ""), from_1904=self._from_1904).on
            if facts["founded_on"] and facts["founded_on"] > self._on:
                _wrong(checked, "founded_on", "建立时间在今天之后，请核对。")
        except Unreadable as wrong:
            _wrong(checked, "founded_on", str(wrong))
        facts["kind"] = _kind(cells.get("kind", ""), facts["name"])
        if facts["kind"] is None:
            _wrong(
                checked, "kind", "类别应为党委、工委、党总支、党支部、联合党支部、临时党支部、流动党员党支部或党小组。"
            )
        facts["field"] = _FIELDS.get(cells.get("field", ""))
        if cells.get("field") and facts["field"] is None:
            words = "认不出这个领域，按上级党组织的领域写入。"
            checked.found.append(Found(Weight.WARNING, "field", words))

    def _settle(self, checked: Checked, facts: dict[str, Any]) -> None:
        brought = self._brought.get(plain(facts["superior"]))
        above: Organization | None = None
        if brought is None or brought is facts:
            try:
                above = self._bodies.find(facts["superior"])
            except Unreadable as wrong:
                _wrong(checked, "superior", f"{wrong}上级在表里的，请排在它前面。")
                return
        facts["above"] = above.pk if above else None
        kind = above.kind if above else (brought or {})["kind"]
        if not may_hold(kind, facts["kind"]):
            words = f"{Kind(kind).label}之下不设{Kind(facts['kind']).label}，请核对上级和类别。"
            _wrong(checked, "superior", words)
            return
        facts["field"] = facts["field"] or (above.field if above else (brought or {}).get("field")) or self._top.field
        facts["level"] = _level(facts, above)
        self._compare(checked, facts, above)

    def _compare(self, checked: Checked, facts: dict[str, Any], above: Organization | None) -> None:
        """A name that stands below the body already is that body: only its place in the order may change."""
        same = [body for body in self._bodies.all if plain(body.name) == plain(facts["name"])]
        if len(same) > 1:
            _wrong(checked, "name", f"范围内已有 {len(same)} 个同名的党组织，分不清是哪一个。")
        elif same and (above is None or same[0].parent_id != above.pk):
            stands = same[0].parent.name if same[0].parent else "无"
            _wrong(checked, "superior", f"已登记的上级是“{stands}”。表格不调整隶属，请在党组织页面办理。")
        elif same:
            checked.state = "unchanged"
            checked.prepared = ["known", same[0].pk, {}]
        else:
            founded = facts["founded_on"].isoformat() if facts["founded_on"] else None
            kept = {name: facts[name] for name in ("name", "short_name", "kind", "field", "level", "above")}
            checked.prepared = ["found", None, kept | {"founded_on": founded, "superior": plain(facts["superior"])}]

    def _refuse_loose(self, checked: Checked, facts: dict[str, Any]) -> None:
        """Refuse a body whose superiors, all in the roster, never come down to one that stands."""
        passed, at = set[str](), facts
        while at.get("above") is None:
            name = plain(at["superior"])
            if name in passed or name not in self._brought:
                _wrong(checked, "superior", f"上级“{quoted(at['superior'])}”所在的行有错，或者互为上级。")
                return
            passed.add(name)
            at = self._brought[name]


def _wrong(checked: Checked, field: str, words: str) -> None:
    checked.state, checked.prepared = "error", None
    checked.found.append(Found(Weight.ERROR, field, words))


def _kind(words: str, name: str) -> Kind | None:
    if words:
        return _KINDS.get(words)
    return next((kind for pattern, kind in _BY_NAME if pattern.search(name)), None)


def _level(facts: dict[str, Any], above: Organization | None) -> Level:
    if above is None or above.level != Level.COUNTY or facts["kind"] not in (Kind.COMMITTEE, Kind.WORK_COMMITTEE):
        return Level.BASE
    return Level.TOWNSHIP if _TOWNSHIP.search(facts["name"]) else Level.DEPARTMENT


def _shortened(name: str) -> str:
    """Return a short name: 中共石桥镇委员会 is 石桥镇党委, 中共东河村支部委员会 is 东河村党支部."""
    short = name.removeprefix("中国共产党").removeprefix("中共")
    for long, brief in (
        ("党支部委员会", "党支部"),
        ("总支部委员会", "党总支"),
        ("支部委员会", "党支部"),
        ("委员会", "党委"),
    ):
        if short.endswith(long):
            return (short.removesuffix(long) + brief)[:40]
    return short[:40]
