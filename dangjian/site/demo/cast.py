"""The people of the demo who are printed at every start: names, posts, sign-in names. All fictional."""

from dataclasses import dataclass
from typing import Final

from dangjian.affairs.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the cast. `body` is the short stem of the body where the post is; `office` as on the post."""

    login: str
    name: str
    role: Role
    body: str
    title: str
    office: str = ""
    note: str = ""


VILLAGE: Final = "上湾村"
OFFICER: Final = Part("zhoumingyuan", "周明远", Role.COUNTY_OFFICER, "清源县委", "基层组织科科长", "县委组织部")
SECRETARY: Final = Part("chenshoutian", "陈守田", Role.SECRETARY, VILLAGE, "党支部书记", note="56 岁，用手机")
ORGANIZER: Final = Part("luowenbin", "罗文斌", Role.TOWNSHIP_ORGANIZER, "石桥镇", "组织委员")
CAST: Final = (
    OFFICER,
    Part("liangshusheng", "梁树声", Role.COUNTY_LEADER, "清源县委", "县委副书记"),
    Part("qinhuimin", "秦慧敏", Role.WORK_COMMITTEE_OFFICER, "县直机关工委", "组织科科长"),
    ORGANIZER,
    Part("tangxiaowen", "唐晓雯", Role.TOWNSHIP_CLERK, "石桥镇", "党建办干事", note="党务信息员"),
    Part("yangchunmei", "杨春梅", Role.BRANCH_CLERK, VILLAGE, "村文书", note="党务信息员"),
    SECRETARY,
    Part("wangguilan", "王桂兰", Role.MEMBER, VILLAGE, "党员"),
    Part("gaojunfeng", "高俊峰", Role.SECRETARY, "柳河村", "党组织书记", note="另一镇乡"),
    Part("linhaoran", "林浩然", Role.SYSTEM_ADMINISTRATOR, "清源县委", "系统管理员", "县委网信办"),
    Part("xiayuqing", "夏雨晴", Role.AUDIT_ADMINISTRATOR, "清源县委", "审计管理员", "县委办公室"),
)


MEMBERS: Final = tuple(part for part in CAST if part.role is Role.MEMBER)


def played(role: Role, body: str, office: str) -> Part | None:
    """The part of the cast for a post, if it is one; `body` is a short name that begins with the part's stem."""
    parts = (part for part in CAST if part.role is role and part not in MEMBERS)
    return next((part for part in parts if body.startswith(part.body) and part.office == office), None)
