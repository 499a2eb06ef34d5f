"""`{% load ui %}`: the parts of a page as tags, and days and moments as people write them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django import template
from django.utils import timezone

from dangjian.foundation.ui.parts import (
    Action,
    Card,
    Chart,
    Event,
    Fact,
    Figure,
    Item,
    Level,
    Node,
    Pager,
    Standing,
    Step,
)

register = template.Library()

WEEKDAYS = "一二三四五六日"


@register.filter
def zh_date(day: date | None) -> str:
    """2026年11月21日, without leading zeros; empty for None. A moment is taken at its local day."""
    if day is None or not isinstance(day, date):
        return ""
    local = timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day
    return f"{local.year}年{local.month}月{local.day}日"


@register.filter
def zh_weekday(day: date | None) -> str:
    """星期六; empty for None."""
    return f"星期{WEEKDAYS[day.weekday()]}" if isinstance(day, date) else ""


@register.filter
def zh_moment(moment: datetime | None) -> str:
    """2026年11月21日 9:05 in local time; empty for None."""
    if not isinstance(moment, datetime):
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{zh_date(local)} {local.hour}:{local.minute:02d}"


@register.inclusion_tag("ui/parts/icon.html")
def icon(name: str) -> dict[str, object]:
    """Draw a symbol of static/ui/icons.svg; decoration only, words stand beside it."""
    return {"name": name}


@register.inclusion_tag("ui/parts/standing.html")
def status(level: str, words: str, reason: str = "") -> dict[str, object]:
    """Draw a status: icon and words always, the reason in the title and small below."""
    return {"value": Standing(Level(level), words, reason)}


@register.inclusion_tag("ui/parts/standing.html")
def standing(value: Standing | None, beside: date | None = None) -> dict[str, object]:
    """Draw a `Standing`; nothing for None. A day that stands `beside` it is not said a second time in the reason."""
    return {"value": _without(beside, value)}


@register.inclusion_tag("ui/parts/due.html")
def due(day: date | None, value: Standing | None = None, words: str = "") -> dict[str, object]:
    """Draw a due day with its status; `words` replace the day where there is none (长期坚持)."""
    return {"day": day, "value": _without(day, value), "words": words}


def _without(day: date | None, value: Standing | None) -> Standing | None:
    if not day or not value:
        return value
    clauses = [clause for clause in value.reason.split("，") if zh_date(day) not in clause]
    return replace(value, reason="，".join(clauses))


@register.inclusion_tag("ui/parts/meter.html")
def meter(done: int, total: int, level: str = "ok", words: str = "") -> dict[str, object]:
    """Draw `done` of `total` as a bar with its figures; with nothing to do it says so instead of drawing 0."""
    share = min(100, max(0, round(100 * done / total))) if total else 0
    return {"done": done, "total": total, "share": share, "level": Level(level), "words": words}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Sequence[Fact]) -> dict[str, object]:
    """Draw a fact list; where every line comes from one source, it is said once below."""
    sources = {row.source for row in rows}
    return {"rows": rows, "shared": sources.pop() if len(rows) > 1 and len(sources) == 1 else ""}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Item], label: str = "分栏") -> dict[str, object]:
    """Draw tabs; each is an address."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/chips.html")
def chips(items: Sequence[Item], label: str = "快速筛选") -> dict[str, object]:
    """Draw chips that lead to filtered lists, with their counts."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: Sequence[Step]) -> dict[str, object]:
    """Draw the named steps of a long form."""
    return {"items": items}


@register.inclusion_tag("ui/parts/events.html")
def events(items: Sequence[Event]) -> dict[str, object]:
    """Draw what happened, in the order given."""
    return {"items": items}


@register.inclusion_tag("ui/parts/tree.html")
def tree(nodes: Sequence[Node]) -> dict[str, object]:
    """Draw a tree list that opens and closes without scripts."""
    return {"nodes": nodes}


@register.inclusion_tag("ui/parts/pager.html")
def pager(value: Pager | None) -> dict[str, object]:
    """Draw 上一页/下一页 and the count."""
    return {"pager": value}


@register.inclusion_tag("ui/parts/figures.html")
def figures(rows: Sequence[Figure]) -> dict[str, object]:
    """Draw the figures at the head of a page; each leads to the list behind it and says what it rests on."""
    return {"figures": rows}


@register.inclusion_tag("ui/parts/chart.html", takes_context=True)
def chart(context: template.Context, value: Chart) -> dict[str, object]:
    """Draw a chart over the table that holds its figures; the first of a page brings the script."""
    request = context.get("request")
    is_first = not context.render_context.get("chart_script")
    context.render_context["chart_script"] = True
    return {"chart": value, "script": is_first, "nonce": getattr(request, "csp_nonce", "")}


@register.inclusion_tag("ui/parts/card.html", takes_context=True)
def card(context: template.Context, value: Card) -> dict[str, object]:
    """Draw a card of the home page with its buttons."""
    return {"card": value, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/action.html", takes_context=True)
def action(context: template.Context, value: Action) -> dict[str, object]:
    """Draw a button: a link, or a form that posts once."""
    return {"action": value, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/empty.html")
def empty(words: str, advice: str = "", address: str = "", label: str = "") -> dict[str, object]:
    """Draw an empty list: what is not there, and what to do."""
    return {"words": words, "advice": advice, "address": address, "label": label}


@register.inclusion_tag("ui/parts/copy.html")
def copy_panel(text: str, name: str = "notice", label: str = "复制为群通知") -> dict[str, object]:
    """Draw a text to be pasted elsewhere, with its length and a button; `name` makes the id unique on a page."""
    return {"text": text, "name": name, "label": label}


@register.inclusion_tag("ui/parts/keys.html")
def keys(*pairs: str) -> dict[str, object]:
    """Draw key hints: `{% keys "↑↓" "选" "↵" "打开" %}`."""
    return {"pairs": list(zip(pairs[::2], pairs[1::2], strict=True))}
