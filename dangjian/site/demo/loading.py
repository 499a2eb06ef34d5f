"""Loads the demo county into an empty database: made in memory, written by COPY, whole or not at all."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.programme.tasks.models import Assignment
from dangjian.site.demo import (
    admissions,
    disposals,
    inspections,
    life,
    mobility,
    people,
    places,
    posts,
    practices,
    programme,
    records,
    rectification,
    registers,
    renewals,
    sign_ins,
    standing,
    suggestions,
    terms,
    transfers,
    tree,
    village_life,
    warnings,
)
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import report
from dangjian.site.demo.sizes import MEASURES, Size

Progress = Callable[[str, int, int], None]
_WHOLE: Final = 100  # Making is the first half, writing the second.
_STEPS: Final[tuple[tuple[str, Callable[[County], None]], ...]] = (
    ("党组织和单位", tree.grow),
    ("党员", people.settle),
    ("职务和任职", posts.staff),
    ("档案和沿革", records.write),
    ("账号", sign_ins.open_accounts),
    ("组织关系接转", transfers.write),
    ("流动党员", mobility.write),
    ("党籍", standing.write),
    ("发展党员", admissions.write),
    ("方案、文件和清单", programme.write),
    ("地方程序", practices.write),
    ("意见建议", suggestions.write),
    ("村级事务", village_life.write),
    ("抽查走访", inspections.write),
    ("届期和历任", terms.write),
    ("软弱涣散整顿", rectification.write),
    ("组织处置", disposals.write),
    ("村（社区）换届", renewals.write),
    ("台账", registers.write),
    ("村、阵地和两新单位", places.write),
)
_LIFE: Final[tuple[tuple[str, Callable[[County], None]], ...]] = (
    ("组织生活", life.write),
    ("预警规则", warnings.write),
)


class NotEmpty(Exception):
    """The database already holds people or bodies; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and in how many seconds."""

    bodies: int
    people: int
    members: int
    assignments: int
    seconds: float


def is_loaded() -> bool:
    """Whether this database holds bodies already: the demo county, or someone's own."""
    return Organization.objects.exists()


def load(
    *, seed: int, today: date, progress: Progress | None = None, size: Size = Size.FULL, with_life: bool = True
) -> Loaded:
    """Load the county; `progress(what, done, of)`. The same rows for the same seed, day and size.

    Without organization life for who measures something else: the rest of the rows is the same.

    Raises NotEmpty where the database holds people or bodies.
    """
    if is_loaded() or Person.objects.exists():
        raise NotEmpty("数据库中已有数据，没有装载示例县，已有数据未受影响。")
    began = time.monotonic()
    tell = progress or _silent
    with _without_collector():
        county = County(seed, today, MEASURES[size])
        steps = _STEPS + _LIFE if with_life else _STEPS
        for done, (what, make) in enumerate(steps):
            tell(what, _WHOLE // 2 * done // len(steps), _WHOLE)
            make(county)
        with transaction.atomic():
            county.rows.copy(lambda what, done, of: tell(f"写入{what}", _WHOLE // 2 * (of + done) // of, _WHOLE))
            transfers.settle(county)
            standing.settle(county)
            report.draft(county)
            if with_life:
                life.settle(county)
                warnings.settle(county)
    tell("完成", _WHOLE, _WHOLE)
    rows = county.rows
    return Loaded(
        bodies=len(rows.of(Organization)),
        people=len(rows.of(Person)),
        members=len(rows.of(Member)),
        assignments=len(rows.of(Assignment)),
        seconds=time.monotonic() - began,
    )


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell no one."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of rows that all live to the end: looking for garbage among them only costs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
