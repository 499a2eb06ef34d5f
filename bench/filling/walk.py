"""The register measured; needs Django's settings and a loaded county."""

import io
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from bench.copying import copy_seconds, encoded
from bench.county import TODAY, web
from bench.measures import Measure, percentile, seconds
from bench.walk import people
from bench.walk.pages import Wanted, times
from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.affairs.registers import services
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.queries.sums import roll_up
from dangjian.affairs.registers.rules.definitions import Definition, read_definition
from dangjian.affairs.registers.rules.periods import period_of
from dangjian.affairs.registers.sheets import book
from dangjian.foundation.ids import public_id
from dangjian.foundation.time import at

PROMISE: Final = 5.0  # Times parse and COPY (issue 5, C).
GROWTH: Final = 12.0  # Times the time of a tenth of the bodies.
MILLISECONDS: Final = 200.0
REQUESTS: Final = 50
ROUNDS: Final = 3
TABLES: Final = ("registers_entry", "registers_figure", "registers_turn")
NOON: Final = at(TODAY, 12)
PERIOD: Final = period_of("quarter", TODAY).key
FIELDS: Final[list[dict[str, Any]]] = [
    {"key": "members", "caption": "党员数", "kind": "integer", "fact": "members"},
    {"key": "women", "caption": "女党员数", "kind": "integer", "fact": "women"},
    *({"key": f"money{n}", "caption": f"收入{n}", "kind": "money", "unit": "万元", "min": "0"} for n in range(1, 7)),
    *({"key": f"count{n}", "caption": f"数量{n}", "kind": "integer", "unit": "个"} for n in range(1, 7)),
    {
        "key": "sum",
        "caption": "收入合计",
        "kind": "formula",
        "formula": "sum",
        "of": [f"money{n}" for n in range(1, 7)],
    },
    {"key": "share", "caption": "收入占比", "kind": "formula", "formula": "share", "of": ["money1", "money2"]},
    {"key": "state", "caption": "状况", "kind": "choice", "choices": ["好", "一般", "差"]},
    {"key": "has", "caption": "有无", "kind": "yes_no"},
    {"key": "day", "caption": "核实日期", "kind": "day"},
    {"key": "note", "caption": "说明", "kind": "text"},
]


def measures(*, is_whole: bool) -> list[Measure]:
    """Return the ratio first, then the slowest page, then the growth where ten times the bodies fill it."""
    walks = [Walk() for _ in range(ROUNDS)]
    walk = sorted(walks, key=lambda one: one.ratio)[ROUNDS // 2]
    found = [walk.measure(), *_pages(walk.register)]
    if is_whole:
        _grow(9)
        larger = Walk()
        found.append(larger.measure())
        found.append(
            Measure(f"{larger.bodies} 个与 {walk.bodies} 个党组织相比", larger.taken, walk.taken, "秒", GROWTH)
        )
    return found


class Walk:
    """Publish, bring in the workbook filled, write, roll up; beside parse and COPY of the rows that came of it."""

    def __init__(self) -> None:
        officer, top = people.actor(Role.COUNTY_OFFICER), people.county_body()
        self.register = services.begin(by=officer, organization=top, definition=definition())
        data = _workbook(self.register, officer)
        before = {table: _last(table) for table in TABLES}
        self.publish = seconds(lambda: services.publish(by=officer, register=self.register, revision=1, at=NOON))
        self.register.refresh_from_db()
        self.check = seconds(lambda: self._bring(officer, top, data))
        self.write = seconds(lambda: services.write(by=officer, upload=self.register.uploads.get(), at=NOON))
        text = definition()
        self.roll_up = seconds(lambda: roll_up(self.register, text, PERIOD, top, TODAY))
        self.bodies = Entry.objects.filter(register=self.register).count()
        rows = {table: encoded(table, "id > %s", [last]) for table, last in before.items()}
        self.parse = min(seconds(lambda: _parse(data)) for _ in range(2))
        self.copy = min(copy_seconds(rows) for _ in range(2))
        print(
            f"发布 {self.publish:.2f}，核对 {self.check:.2f}，写入 {self.write:.2f}，汇总 {self.roll_up:.3f} 秒；"
            f"解析 {self.parse:.2f}，COPY {self.copy:.2f} 秒"
        )

    def _bring(self, officer: Actor, top: Organization, data: bytes) -> None:
        upload = services.bring(
            by=officer, register=self.register, organization=top, period=PERIOD, data=data, name="台账.xlsx", at=NOON
        )
        if upload.fault_count:
            raise RuntimeError(str(upload.faults[:5]))

    @property
    def taken(self) -> float:
        """Seconds of all four."""
        return self.publish + self.check + self.write + self.roll_up

    @property
    def ratio(self) -> float:
        """Times parse and COPY."""
        return self.taken / (self.parse + self.copy)

    def measure(self) -> Measure:
        """Return it beside its limit."""
        name = f"{self.bodies} 个党组织 × {len(FIELDS)} 栏：发布、导入、汇总"
        return Measure(name, self.taken, self.parse + self.copy, "秒", PROMISE)


def definition() -> Definition:
    """Return the register: 20 fields, two of them known, two worked out."""
    return read_definition(
        {"title": "基准台账", "about": "body", "period": "quarter", "filled_by": ["branches"], "field": FIELDS}
    )


def _workbook(register: Register, officer: Actor) -> bytes:
    """Return the register's own workbook with every cell filled that somebody fills."""
    chance, text = Random(11), definition()  # noqa: S311  # figures, no secret
    bodies = list(asked_bodies(text, register.organization, TODAY).select_related("parent").in_order())
    file = load_workbook(io.BytesIO(book(register, text, PERIOD, [], bodies, officer, TODAY)))
    page: Any = file.active
    heads = {cell.value: cell.column for cell in page[3]}
    for row in range(4, page.max_row + 1):
        for one in text.asked:
            if not one.fact:
                page.cell(row, heads[one.head], _filled(one.kind, chance))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _filled(kind: str, chance: Random) -> object:
    if kind == "money":
        return chance.randrange(1, 10_000) / 100
    if kind == "integer":
        return chance.randrange(500)
    return {"choice": "一般", "yes_no": "是", "day": "2026-10-08", "text": f"核实过{chance.randrange(99)}处"}[kind]


def _parse(data: bytes) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    for _ in sheet.iter_rows():
        continue


def _last(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608  # our own tables
        return int(cursor.fetchone()[0])


def _pages(register: Register) -> list[Measure]:
    """Return the slowest page by the 95th percentile of many requests through the real web server."""
    line = Entry.objects.filter(register=register).order_by("id")[7]
    home = Organization.objects.get(pk=people.actor(Role.SECRETARY).posts[0].organization_id)
    at_home = Entry.objects.filter(register=register, organization=home).first()
    board = reverse("registers:board", args=[register.public_id])
    officer: Sequence[str] = (
        reverse("registers:index"), reverse("registers:every"), reverse("registers:definitions"),
        reverse("registers:definition", args=[register.public_id]), board, f"{board}chart/?field=money1",
        f"{board}waiting/", f"{board}lines/", reverse("registers:line", args=[line.public_id]),
        reverse("registers:publication", args=[register.public_id]),
    )  # fmt: skip
    wanted = [Wanted(Role.COUNTY_OFFICER, address) for address in officer]
    wanted.append(Wanted(Role.SECRETARY, reverse("registers:index")))
    if at_home:
        wanted.append(Wanted(Role.SECRETARY, reverse("registers:again", args=[at_home.public_id])))
    with web() as server:
        took = {page: percentile(times(server, page, REQUESTS)) * 1000 for page in wanted}
    for page, spent in sorted(took.items(), key=lambda pair: -pair[1]):
        print(f"{page.role} {page.address}：{spent:.0f} 毫秒")
    worst = max(took, key=lambda page: took[page])
    return [Measure(f"最慢的页面 {worst.address}", took[worst], MILLISECONDS, "毫秒")]


def _grow(times_more: int) -> None:
    """Set up so many more branches beside every one there is."""
    made = []
    for branch in Organization.objects.filter(kind__in=BRANCHES, closed_on=None).order_by("pk"):
        for number in range(1, times_more + 1):
            place = paths.child(branch.path[: -paths.WIDTH], 4_000 * number + paths.number(branch.path))
            made.append(
                Organization(
                    public_id=public_id(), name=f"{branch.name}（{number}）",
                    short_name=f"{branch.short_name}{number}"[:40], initials=branch.initials, kind=branch.kind,
                    level=branch.level, field=branch.field, parent_id=branch.parent_id, path=place,
                    county_id=branch.county_id, order_no=branch.order_no, area_id=branch.area_id,
                )
            )  # fmt: skip
    Organization.objects.bulk_create(made, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
