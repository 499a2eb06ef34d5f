"""进展情况一览表: units in county order, then tasks in the order of their lists. No number column, no rate, no rank."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx.document import Document as Sheet

from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.rules.figures import CAPTIONS
from dangjian.decisions.bulletins.rules.names import day
from dangjian.foundation.documents.paper import Table, annex

BY_UNIT: Final = "各单位进展情况一览表"
BY_TASK: Final = "各项任务进展情况一览表"
_SHOWN: Final = ("issued", "done", "waiting", "on_time", "overdue", "returned")
_NARROW_MM: Final = 17.0


def write(document: Sheet, bulletin: Bulletin) -> None:
    """Write both annexes, each on a page of its own."""
    figures, note = bulletin.figures, f"截至{day(bulletin.as_of)}，单位：件次"
    units = [*figures["units"], {"name": "合计"} | figures["total"]]
    annex(document, mark="附件1", title=BY_UNIT, table=_table("单位", units, "name"), note=note)
    annex(document, mark="附件2", title=BY_TASK, table=_table("任务", figures["tasks"], "title"), note=note)


def _table(first: str, rows: Sequence[Mapping[str, Any]], name: str) -> Table:
    heads = (first, *(CAPTIONS[figure] for figure in _SHOWN))
    widths = (156 - _NARROW_MM * len(_SHOWN), *[_NARROW_MM] * len(_SHOWN))
    return Table(heads, [(str(row[name]), *(str(row[figure]) for figure in _SHOWN)) for row in rows], widths)
