"""docs/rules.md: every rule in one table, for people to check against the texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian.rulebook.book import Book
    from dangjian.rulebook.bounds import Value
    from dangjian.rulebook.entry import Instrument, Rule
    from dangjian.rulebook.procedures import Procedure
    from dangjian.rulebook.steps import Step, Term

HEAD = """# 规则表

由 `python -m dangjian.rulebook` 生成，请勿手改；要改规则，改 `dangjian/rulebook/` 里的 TOML。

- “要旨”是本平台的转述，不是原文；读到原文的另附引文。
- “已核”：内容已与公开文本核对。“待核实”：只见于二手材料或凭记忆，使用前须核对原文。“条号待核实”：内容已核，条号未核。
- “平台约定”：本平台自定，没有文件依据。
- “仅备查”：本版尚未据此判断，供以后使用。
"""
STEPS = "| 步骤 | 要旨 | 谁办 | 材料 | 期限 | 可以 | 依据 |"
COLUMNS = "| 规则 | 代号 | 条 | 要旨 | 值 | 单位 | 适用 | 核对 | 施行 | 县可调 | 使用 |"


def listing(book: Book) -> str:
    """Write the whole rulebook as Markdown, by instrument and id."""
    texts = sorted((text for texts in book.texts.values() for text in texts), key=_place)
    parts = [HEAD]
    for _, group in groupby(texts, key=lambda text: text.instrument.title):
        of_one = list(group)
        parts.append(_section(of_one[0].instrument, of_one))
    parts += [_steps(procedure) for _, versions in sorted(book.procedures.items()) for procedure in versions]
    return "\n".join(parts)


def _steps(procedure: Procedure) -> str:
    head = [f"## 程序：{procedure.title}（`{procedure.key}`，第{procedure.version}版）", "", STEPS]
    lines = ["|---" * STEPS.count(" | ") + "|---|"]
    return "\n".join([*head, *lines, *map(_step, procedure.steps), ""])


def _step(step: Step) -> str:
    named = (("最早", step.earliest), ("最迟", step.latest), ("公示", step.publicity))
    terms = [f"{word} {_length(term)}" for word, term in named if term] + ([f"表决 `{step.vote}`"] if step.vote else [])
    outcomes = "、".join(step.outcomes)
    cells = [f"`{step.key}`", step.says, step.who, "、".join(step.papers) or "—", "；".join(terms) or "—", outcomes]
    return "| " + " | ".join([*cells, step.citation]) + " |"


def _length(term: Term) -> str:
    return f"`{term.rule_id}`" if term.rule_id else f"{term.number}{term.unit}"


def _place(text: Rule) -> tuple[bool, str, str, date]:
    instrument = text.instrument
    return instrument.is_own, instrument.title, text.id, text.effective_from or date.min


def _section(instrument: Instrument, texts: list[Rule]) -> str:
    name = f"平台约定：{instrument.title}" if instrument.is_own else f"《{instrument.title}》"
    facts = [instrument.number, instrument.issuer, f"印发 {_day(instrument.issued)}", f"来源：{instrument.source}"]
    lines = [f"## {name}", "", "；".join(filter(None, facts)) + f"；核对于 {_day(instrument.checked_on)}。", ""]
    return "\n".join([*lines, COLUMNS, "|---" * COLUMNS.count(" | ") + "|---|", *map(_row, texts), ""])


def _row(text: Rule) -> str:
    cells = [
        f"`{text.id}`",
        text.code,
        text.article or "—",
        text.says + (f"（原文：{text.quote}）" if text.quote else ""),
        _words(text.value),
        text.unit,
        "、".join(text.applies_to),
        text.checked_words,
        _period(text),
        text.local.words if text.local else "否",
        "仅备查" if text.is_informative else "使用",
    ]
    return "| " + " | ".join(cells) + " |"


def _period(text: Rule) -> str:
    if text.instrument.is_own:
        return "—"
    begins = f"{_day(text.effective_from)}起"
    return begins if text.effective_until is None else f"{begins}，至 {_day(text.effective_until)}"


def _day(day: date | None) -> str:
    return "未核" if day is None else f"{day.year}年{day.month}月{day.day}日"


def _words(value: Value) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{name}={_words(part)}" for name, part in value.items())
    if isinstance(value, tuple):
        return "、".join(map(_words, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
