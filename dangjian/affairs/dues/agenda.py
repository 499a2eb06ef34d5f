"""What dues give a person to do, by one query: amounts to set, months to collect, money to confirm, own arrears."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db import connection
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.dues.rules import months
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.rules import Level

_ASK: Final = """
WITH roll AS (
    SELECT m.person_id, EXISTS (
        SELECT FROM dues_assessment a WHERE a.person_id = m.person_id AND a.superseded_at IS NULL
        AND a.year = %(year)s AND a.from_month <= %(number)s
    ) AS is_set, EXISTS (
        SELECT FROM dues_paidmonth p WHERE p.person_id = m.person_id AND p.month = %(month)s
    ) AS is_paid
    FROM members_member m
    WHERE m.organization_id = ANY(%(branches)s) AND m.left_on IS NULL AND m.standing = 'normal'
    AND m.category IN ('full', 'probationary')
)
SELECT
    (SELECT count(*) FROM roll WHERE NOT is_set),
    (SELECT count(*) FROM roll WHERE is_set AND NOT is_paid),
    (SELECT count(*) FROM dues_entry e WHERE e.kind = 'hand_up' AND e.counterpart_id = ANY(%(bodies)s)
        AND NOT EXISTS (SELECT FROM dues_entry r WHERE r.answers_id = e.id OR r.reverses_id = e.id)),
    (SELECT count(*) FROM generate_series(%(month)s::date - interval '6 months', %(month)s::date - interval '1 month',
            interval '1 month') AS due(month)
        WHERE EXISTS (SELECT FROM dues_assessment a WHERE a.person_id = %(person)s AND a.superseded_at IS NULL
            AND a.year = extract(year FROM due.month) AND a.from_month <= extract(month FROM due.month))
        AND NOT EXISTS (SELECT FROM dues_paidmonth p WHERE p.person_id = %(person)s AND p.month = due.month::date)
        AND NOT EXISTS (SELECT FROM dues_reduction d WHERE d.person_id = %(person)s AND d.result = 'approved'
            AND d.cents = 0 AND due.month::date BETWEEN d.since AND d.until))
"""


def items(actor: Actor, on: date) -> Iterator[Item]:
    """Yield at most four cards; who is in arrears reads of it, and nobody else by name."""
    if zones.is_internet():
        return
    month = months.month_of(on)
    asked: dict[str, Any] = {
        "year": month.year, "number": month.month, "month": month, "person": actor.person_id,
        "branches": list(actor.bodies(Permission.DUES_ASSESS)), "bodies": list(actor.bodies(Permission.DUES_RECORD)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ASK, asked)
        unset, unpaid, waiting, own = cursor.fetchone()
    until = months.last_day(month)
    body = next(iter(actor.bodies(Permission.DUES_RECORD)), None)
    if unset:
        yield _item(
            "unset", f"核定 {unset} 名党员的党费", "年初核定一次，年内一般不变", reverse("dues:amounts"), None, body
        )
    if unpaid:
        words = f"{month.month}月党费还有 {unpaid} 人没登记"
        yield _item("unpaid", words, "主题党日时一并收，点一下谁交了", reverse("dues:index"), until, body)
    if waiting:
        yield _item(
            "waiting",
            f"{waiting} 笔上缴的党费等您确认",
            "核对数额后确认收到或退回",
            reverse("dues:hand-ups"),
            None,
            body,
        )
    if own:
        yield _item("own", f"您有 {own} 个月党费还没有交", "只有您和所在党支部看得到", reverse("dues:mine"), None, None)


def _item(key: str, title: str, sub: str, address: str, due_on: date | None, body: int | None) -> Item:
    level, words = (Level.OK, f"{due_on.month}月{due_on.day}日前") if due_on else (Level.INFO, "可以办")
    return Item(
        key=f"dues:{key}", title=title, sub=sub, address=address, kind="党费", level=level, words=words, due_on=due_on,
        actions=(Action("去看看", address, is_main=True),), minutes=3, organization_id=body,
    )  # fmt: skip
