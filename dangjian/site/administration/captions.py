"""What each action of the log and each job is called on screen."""

from typing import Final

NOUNS: Final = {
    "account": "账号",
    "appointment": "任职",
    "assignment": "任务落实",
    "bulletin": "通报",
    "card": "登录卡",
    "directive": "文件",
    "extension": "延期",
    "goal": "方案目标",
    "job": "后台任务",
    "ledger": "台账",
    "list": "清单",
    "notice": "通知",
    "phone": "手机",
    "post": "职务",
    "proposal": "拟办任务",
    "session": "登录",
    "task": "任务",
}
VERBS: Final = {
    "accept": "验收",
    "activate": "启用",
    "add": "添加",
    "adapt": "细化",
    "appoint": "任命",
    "ask": "申请",
    "confirm": "确认",
    "create": "新建",
    "cut": "拆分",
    "deactivate": "停用",
    "delete": "删除",
    "draft": "起草",
    "drop": "舍去",
    "edit": "修改",
    "end": "免去",
    "end_sessions": "退出全部登录",
    "export": "导出",
    "forget": "停用（口令连错）",
    "grant": "同意",
    "import": "导入",
    "issue": "发出",
    "join": "合并",
    "open": "登录",
    "pass_on": "分解下达",
    "read": "读取",
    "refuse": "未通过",
    "reopen": "重新打开",
    "report": "填报进展",
    "reset": "重置",
    "retry": "重试",
    "return": "退回",
    "revoke": "停用",
    "send": "发送",
    "submit": "提交",
    "undo": "撤销一步",
    "unlock": "解除锁定",
    "use": "使用",
    "withdraw": "撤回",
    "write_off": "销号",
}
STATES: Final = {
    "todo": "等待",
    "doing": "进行中",
    "succeeded": "已完成",
    "failed": "失败",
    "cancelled": "已取消",
    "aborting": "正在中止",
    "aborted": "已中止",
}


def action_words(action: str) -> str:
    """Return an action of the log in Chinese, such as 登录卡 · 发出; the bare word where we have none."""
    noun, _, verb = action.partition(".")
    return " · ".join(filter(None, (NOUNS.get(noun, noun), VERBS.get(verb.replace("-", "_"), verb))))
