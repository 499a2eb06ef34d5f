"""What the columns of task tables and the keys of end brackets are called (P7, P8)."""

from __future__ import annotations

import re

_NAMES = {
    "content": "重点任务 重点工作 工作任务 任务内容 具体任务 主要任务 目标任务 任务名称 任务 工作内容 "
    "工作事项 重点事项 事项 存在问题 整改问题 问题表现 主要问题 问题 "
    "反馈问题 项目名称 项目 内容 整改任务 任务事项 重点任务（问题） 责任内容",
    "measure": "具体措施 整改措施 工作措施 主要措施 推进措施 措施 工作要求 具体要求 具体内容 具体举措 "
    "工作举措 举措 整改目标 工作目标 目标要求 目标 任务要求 任务分解",
    "leader": "牵头领导 责任领导 包抓领导 分管领导 县级领导 县级责任领导 市级领导 挂联领导",
    "lead": "牵头单位 牵头部门 主办单位 牵头责任单位 牵头科室",
    "actor": "责任单位 责任部门 承办单位 落实单位 整改责任单位 整改单位 实施单位 责任主体 责任科室 责任单位（部门）",
    "person": "责任人 责任人员 整改责任人 具体责任人 联系人 直接责任人",
    "assist": "配合单位 协办单位 参与单位 协同单位 配合部门 参加单位 责任及配合单位",
    "deadline": "完成时限 整改时限 完成时间 时限 时限要求 时间要求 时间节点 办结时限 完成期限 整改期限 "
    "进度要求 时间安排 时间进度",
    "number": "序号 编号 号",
    "progress": "进展情况 整改情况 完成情况 工作进展 落实情况 进展",
    "closed": "是否销号 销号情况 备注",
}
ALIASES: dict[str, str] = {alias: column for column, aliases in _NAMES.items() for alias in aliases.split()}
_NOISE = re.compile(r"[\s\u3000*※]|[（(][^）)]*[）)]")


def column(heading: str) -> str | None:
    """Name of the column under a heading, or None where the words are unknown."""
    plain = re.sub(r"[\s\u3000]", "", heading)
    return ALIASES.get(plain) or ALIASES.get(_NOISE.sub("", plain))


def bodies(words: str) -> tuple[str, ...]:
    """Split a cell of bodies: 县委组织部、县财政局 → two; brackets stay whole."""
    parts = re.split(r"[、，,；;\n/]|(?<=[局部委组会])[ \u3000]+", words)
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].count("（") > joined[-1].count("）"):
            joined[-1] += "、" + part.strip()
        elif part.strip():
            joined.append(part.strip())
    return tuple(joined)
