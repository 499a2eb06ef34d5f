"""Keyset paging: the next page begins after the last row's key, so that page 1,000 costs what page 1 costs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from dangjian.foundation.ui.parts import Pager

M = TypeVar("M", bound=Model)
AFTER: Final = "after"
BEFORE: Final = "before"


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows of one page, in order, and the pager that `{% pager page.pager %}` draws."""

    rows: Sequence[M]
    pager: Pager


def keyset(
    rows: "QuerySet[M]", *, by: Sequence[str], query: QueryDict, size: int = 50, total: int | None = None
) -> Page[M]:
    """Return the page of `rows` that `query` (request.GET) asks for with `after` or `before`.

    `by`: fields that hold no NULL, the last one unique (`("order_no", "id")`); a leading `-` turns one round.
    An address that was cut or altered gives the first page. Costs one query of at most `size` + 1 rows.
    """
    is_back = BEFORE in query and AFTER not in query
    key = _read(query.get(BEFORE if is_back else AFTER, ""), len(by))
    order = [_turned(name) for name in by] if is_back else list(by)
    try:
        bounded = rows.filter(_beyond(order, key)) if key else rows
    except (TypeError, ValueError, ValidationError):
        key, is_back, order, bounded = None, False, list(by), rows
    found = list(bounded.order_by(*order)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if is_back:
        found.reverse()
    has_previous, has_next = (has_more, True) if is_back else (key is not None, has_more)
    return Page(
        found,
        Pager(
            shown=len(found),
            total=total,
            previous_address=_address(query, BEFORE, found[0] if found and has_previous else None, by),
            next_address=_address(query, AFTER, found[-1] if found and has_next else None, by),
        ),
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Build (a > x) or (a = x and b > y) …, with a >= x in front so that an index on (a, b) bounds the scan."""
    names = [name.lstrip("-") for name in order]
    words = ["lt" if name.startswith("-") else "gt" for name in order]
    steps = (
        Q(**dict(zip(names[:at], key[:at], strict=True)), **{f"{names[at]}__{words[at]}": key[at]})
        for at in range(len(names))
    )
    return Q(**{f"{names[0]}__{words[0]}e": key[0]}) & reduce(Q.__or__, steps)


def _read(text: str, length: int) -> list[Any] | None:
    try:
        key = json.loads(urlsafe_b64decode(text.encode() + b"=="))
    except (ValueError, UnicodeError):
        return None
    is_plain = isinstance(key, list) and all(isinstance(value, (str, int, float)) for value in key)
    return key if is_plain and len(key) == length and "\0" not in "".join(map(str, key)) else None


def _address(query: QueryDict, word: str, row: M | None, by: Sequence[str]) -> str:
    if row is None:
        return ""
    # str, not DjangoJSONEncoder: that cuts microseconds, and the row would be shown twice.
    values = [reduce(getattr, name.lstrip("-").split("__"), row) for name in by]
    text = json.dumps(values, default=str, ensure_ascii=False, separators=(",", ":"))
    changed = query.copy()
    changed.pop(AFTER, None)
    changed.pop(BEFORE, None)
    changed[word] = urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"?{changed.urlencode()}"
