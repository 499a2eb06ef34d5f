"""What each page of the gallery shows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from dangjian.foundation.ui.gallery import forms, samples

MOMENT = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


def _parts() -> dict[str, object]:
    return {
        "heading": "界面样例",
        "sub": "每种部件的每种样子，供做页面的人查看",
        "standings": samples.STANDINGS,
        "day": date(2026, 11, 21),
        "moment": MOMENT,
        "tabs": samples.TABS,
        "chips": samples.CHIPS,
        "events": samples.EVENTS,
        "nodes": samples.NODES,
        "facts": samples.FACTS,
        "figures": samples.FIGURES,
        "charts": samples.CHARTS,
        "steps": samples.STEPS,
        "notice": samples.NOTICE,
        "card": samples.CARDS[1],
        "shapes": [(name, title) for name, (title, _) in SHAPES.items()],
    }


def _list() -> dict[str, object]:
    return {
        "heading": "2026年支部建设任务清单",
        "sub": "授权：县委（县委组织部代拟） · 88 项，下达 68 个单位",
        "rows": samples.ROWS,
        "chips": samples.CHIPS,
        "pager": samples.PAGER,
        "export_address": samples.ADDRESS,
    }


def _empty() -> dict[str, object]:
    return _list() | {"rows": (), "pager": None, "chips": ()}


def _detail() -> dict[str, object]:
    return {
        "heading": samples.ROWS[2].title,
        "sub": "2026年支部建设任务清单 · 第 3 项",
        "facts": samples.FACTS,
        "tabs": samples.TABS,
        "events": samples.EVENTS,
        "rows": samples.ROWS,
        "late": samples.LATE,
        "notice": samples.NOTICE,
    }


def _form() -> dict[str, object]:
    return {
        "heading": "新任务",
        "sub": "下达之前可以随时改，草稿存在本机",
        "form": forms.opened(),
        "draft_key": "gallery:task",
        "once": "sample",
        "form_address": "#main",
        "cancel_address": "#main",
    }


def _errors() -> dict[str, object]:
    return _form() | {"form": forms.with_errors(), "draft_key": ""}


def _steps() -> dict[str, object]:
    return _form() | {"steps": samples.STEPS, "previous_address": "#main", "draft_key": "gallery:steps"}


def _board() -> dict[str, object]:
    return {"heading": "今天要办 4 件", "sub": "2026年11月21日 星期六", "cards": samples.CARDS, "rows": samples.ROWS}


def _board_empty() -> dict[str, object]:
    return {"heading": "今天没有要办的事", "sub": "2026年11月21日 星期六", "cards": (), "rows": ()}


SHAPES: Final[dict[str, tuple[str, Callable[[], dict[str, object]]]]] = {
    "list": ("清单页", _list),
    "empty": ("清单页（空）", _empty),
    "detail": ("详情页", _detail),
    "form": ("填写页", _form),
    "errors": ("填写页（有错）", _errors),
    "steps": ("分步页", _steps),
    "board": ("首页", _board),
    "board-empty": ("首页（空）", _board_empty),
}
TEMPLATES: Final = {"empty": "list", "errors": "form", "board-empty": "board"}


def page(shape: str) -> tuple[str, dict[str, object]]:
    """Return the template and context of one shape; of the overview of parts for any other word."""
    if shape not in SHAPES:
        return "ui/gallery/parts.html", _parts()
    return f"ui/gallery/{TEMPLATES.get(shape, shape)}.html", SHAPES[shape][1]()
