"""`dangjian directive read FILE`: the reader on the command line, without database or Django."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from dangjian.programme.directives.reading import Reading, Task, Unreadable, read_bytes

_MOST_READ = 10 * 1024 * 1024 + 1  # One byte more than is accepted, so that the reader can say so.


def add_arguments(parser: ArgumentParser) -> None:
    """Name the file, the form of the answer and the day of issue."""
    parser.add_argument("file", type=Path, metavar="文件", help=".docx、.xlsx 或 .txt 文件")
    parser.add_argument(
        "--json", action="store_true", dest="as_json", help="输出 JSON，格式见 docs/directive-format.md"
    )
    parser.add_argument("--issued-on", type=_day, metavar="日期", help="成文日期，例如 2026-11-18；用来推算完成时限")


def run(namespace: Namespace) -> int:
    """Do what the arguments say; 0 when the file could be read."""
    return read(namespace.file, as_json=namespace.as_json, issued_on=namespace.issued_on)


def read(path: Path, *, as_json: bool, issued_on: date | None) -> int:
    """Print what was read; a file that cannot be read gives 1 and a message in Chinese."""
    try:
        with path.open("rb") as file:
            reading = read_bytes(file.read(_MOST_READ), path.name, issued_on=issued_on)
    except OSError as problem:
        return _refuse(f"打不开文件 {path}：{problem.strerror}")
    except Unreadable as problem:
        return _refuse(str(problem))
    print(json.dumps(reading.to_json(), ensure_ascii=False, indent=2) if as_json else _told(reading))
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"日期 {words} 写法不对，应写成 2026-11-18 这样。") from None


def _told(reading: Reading) -> str:
    issued = f"{reading.issued_on:%Y-%m-%d}" if reading.issued_on else "成文日期不详"
    head = [reading.title or "（没有找到标题）", "，".join(filter(None, (reading.issuer, issued)))]
    body = [line for number, task in enumerate(reading.tasks, 1) for line in _lines(reading, number, task)]
    tail = [f"读出任务 {len(reading.tasks)} 项，减负提示 {len(reading.flags)} 处。"]
    return "\n".join([*head, "", *body, *tail])


def _lines(reading: Reading, number: int, task: Task) -> list[str]:
    facts = [
        ("章节", "" if task.section is None else reading.sections[task.section].title),
        ("责任单位", (task.actor.text + ("（承上文）" if task.actor.inherited else "")) if task.actor else ""),
        ("牵头单位", "、".join(task.lead)),
        ("配合单位", "、".join(task.assist)),
        ("完成时限", _when(task)),
        ("周期", task.cadence.text if task.cadence else ""),
        ("数量", task.quantity.text if task.quantity else ""),
        ("领域", "、".join(task.fields)),
        ("理由", "、".join(task.why) + f"（把握 {task.confidence:.0%}）"),
    ]
    return [f"{number}. {task.action}", *(f"   {name}：{words}" for name, words in facts if words), ""]


def _when(task: Task) -> str:
    if task.deadline is None:
        return ""
    return task.deadline.text + (f"（{task.deadline.on:%Y-%m-%d}）" if task.deadline.on else "（未推算日期）")
