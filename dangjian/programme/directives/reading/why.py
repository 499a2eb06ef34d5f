"""Why a sentence is proposed as a task, in the field's plain words."""

from __future__ import annotations

from dangjian.programme.directives.reading.shape import Actor, Cadence, Deadline, Quantity
from dangjian.programme.directives.reading.wording import Features

_MODAL = "yao0"


def reasons(
    seen: Features,
    *,
    actor: Actor | None,
    deadline: Deadline | None,
    cadence: Cadence | None,
    quantity: Quantity | None,
) -> tuple[str, ...]:
    """Give short reasons, the weightiest first; never empty."""
    said = [
        (actor is not None and not actor.inherited, "有责任单位"),
        (actor is not None and actor.inherited, "责任单位承上文"),
        (deadline is not None, "有时限"),
        (cadence is not None, "有周期"),
        (quantity is not None, "有可数的数量"),
        ("concrete=0" not in seen, "有可查的交付物"),
        (_MODAL in seen or "must+" in seen, "用“要、必须”提出要求"),
        ("m:quoted" in seen, "点名了具体工作"),
    ]
    return tuple(words for holds, words in said if holds) or ("写法与任务句相近",)
