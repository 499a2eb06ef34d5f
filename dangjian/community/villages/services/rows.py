"""What services of villages share: words that everybody will read, rights by name, the log."""

from collections.abc import Collection
from datetime import date
from typing import Protocol
from uuid import UUID

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.rules import holds_number
from dangjian.community.villages.models import Village
from dangjian.community.villages.queries.names import Named, named
from dangjian.rulebook import RuleBreach


class Row(Protocol):
    """A row of a village, with its place."""

    public_id: UUID
    county_id: int
    org_path: str


def check_public(*texts: str) -> None:
    """Refuse words for everybody that hold what looks like an ID, phone or account number; they are not repeated."""
    if any(holds_number(text) for text in texts):
        raise RuleBreach(
            "要公开的文字里有像身份证号、手机号或银行账号的数字，没有公开，您写的都还在。请删去号码再提交；"
            "涉及家庭困难、疾病等情况也不要写。"
        )


class NamesFoundError(RuleBreach):
    """Words for everybody name people of the village; ``names`` are those nobody has looked at yet."""

    def __init__(self, names: Collection[Named]) -> None:
        self.names = names
        words = "、".join(str(one) for one in names)
        super().__init__(
            f"要公开的文字里有本村人的姓名：{words}。没有公开，您写的都还在。能不写姓名的请删去；"
            "按规定应当公开的，请在下面逐个勾选后再提交。"
        )


def check_names(village: Village, texts: Collection[str], looked_at: Collection[str], on: date) -> None:
    """Refuse words that name people of the village, but for the names in ``looked_at``, which the publisher ticked."""
    if found := [one for one in named(village, texts, on) if one.name not in looked_at]:
        raise NamesFoundError(found)


def check_standing(village: Village) -> None:
    """Refuse something new for a village that was merged into another."""
    if village.merged_into is not None:
        raise RuleBreach(f"{village}已并入{village.merged_into}，没有保存。请到{village.merged_into}办理。")


def check_right(by: Actor, permission: Permission, path: str) -> None:
    """Refuse whoever holds no post for it there."""
    if not by.may(permission, path):
        raise RuleBreach("您的职务不在这个村的范围，没有改动。")


def log(by: Actor | None, row: Row, action: str, words: str, organization_id: int) -> None:
    """Write what happened."""
    audit.record(
        by=by, action=action, subject=row.public_id, organization_id=organization_id, path=row.org_path,
        words=words, county_id=row.county_id,
    )  # fmt: skip
