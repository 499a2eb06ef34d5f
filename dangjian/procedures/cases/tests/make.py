"""A procedure of three steps in a rulebook of its own, two bodies and the people who act."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services
from dangjian.procedures.cases.models import Case
from dangjian.rulebook import Outcome, book
from dangjian.rulebook.book import read_book

ON = date(2026, 11, 2)
TEXT = """
[instrument]
title = "试验条例"
confidence = "C"
from = 2020-01-01
source = "试验"
checked_on = 2026-01-01
{rules}
[[procedure]]
id = "trial.three"
version = {version}
title = "试验程序"
[[procedure.step]]
key = "ask"
says = "提出"
party = "subject_body"
who = "党支部"
permission = "transfer:start"
outcomes = ["pass", "withdraw"]
confidence = "C"
article = "第一条"
[[procedure.step]]
key = "judge"
says = "审核"
party = "superior"
who = "上级党委"
permission = "transfer:decide"
papers = ["申请书"]
earliest = {{ rule = "trial.wait_workdays", after = "ask", strict = true }}
latest = {{ rule = "trial.months", after = "ask", strict = {strict} }}
outcomes = ["pass", "return", "refuse", "suspend", "extend", "expire", "withdraw"]
other_than = "ask"
confidence = "C2"
article = "第二条"
[[procedure.step]]
key = "tell"
says = "告知本人"
party = "subject_body"
who = "党支部"
permission = "transfer:start"
outcomes = ["pass"]
confidence = "C"
article = "第三条"
"""
RULES = """
[[rule]]
id = "trial.wait_workdays"
article = "第二条"
says = "公示不少于3个工作日"
value = 3
unit = "个工作日"
applies_to = ["党支部"]
confidence = "C"
[[rule]]
id = "trial.months"
article = "第二条"
says = "1个月内审核"
value = 1
unit = "个月"
applies_to = ["党委"]
confidence = "C2"
local = { min = 1, max = 3 }
"""


@dataclass(slots=True)
class Scene:
    """A township with a branch, the secretary who asks, the organizer who judges, and a stranger."""

    county: Organization
    township: Organization
    branch: Organization
    secretary: Actor
    organizer: Actor
    stranger: Actor


def write_book(folder: Path, *, version: int = 1, strict: bool = True, rules: str = RULES) -> None:
    words = str(strict).lower()
    (folder / f"trial{version}.toml").write_text(
        TEXT.format(version=version, rules=rules, strict=words), encoding="utf-8"
    )


def use_book(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Read every rule from ``folder`` and the shipped yellow days from the platform's own file."""
    own = (Path(book.__file__).parent / "platform.toml").read_text(encoding="utf-8")
    (folder / "platform.toml").write_text(own, encoding="utf-8")
    made = read_book(folder)
    monkeypatch.setattr(book, "shipped", lambda: made)


def make_scene() -> Scene:
    county = posts.make_county()
    township = posts.make_township(county)
    branch = posts.make_body("东河村党支部", parent=township)
    other = posts.make_body("西河村党支部", parent=posts.make_township(county, "中共柳河镇委员会"))
    return Scene(
        county,
        township,
        branch,
        posts.actor_of(posts.make_holder(branch, Role.SECRETARY, "李书记")),
        posts.actor_of(posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "赵组织")),
        posts.actor_of(posts.make_holder(other, Role.SECRETARY, "钱书记")),
    )


def open_case(scene: Scene, **more: Any) -> Case:  # noqa: ANN401  # passed on
    words = {"subject": "people.person:1", "title": "王建军的事", "on": ON, **more}
    parties = {"subject_body": scene.branch, "superior": scene.township}
    return services.open_case(by=scene.secretary, definition="trial.three", parties=parties, **words)


def asked(scene: Scene, **more: Any) -> Case:  # noqa: ANN401  # passed on
    """Return a case whose judgment waits: asked for on 2 November 2026."""
    case = open_case(scene, **more)
    return services.take(by=scene.secretary, case=case, step="ask", outcome=Outcome.PASS, on=ON)
