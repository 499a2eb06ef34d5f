"""What each action of the log and each job is called on screen."""

from typing import Final

from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.programme.tasks.models import StepKind

NOUNS: Final = {
    "account": "账号",
    "appointment": "任职",
    "assignment": "任务落实",
    "bulletin": "通报",
    "card": "登录卡",
    "correction": "档案更正",
    "digest": "收件摘要",
    "dossier": "我的档案",
    "directive": "文件",
    "election": "换届选举",
    "extension": "延期",
    "goal": "方案目标",
    "job": "后台任务",
    "ledger": "台账",
    "list": "清单",
    "notice": "通知",
    "phone": "手机",
    "post": "职务",
    "proposal": "拟办任务",
    "provision": "本县规定",
    "selection": "下达范围",
    "session": "登录",
    "slip": "激活单",
    "task": "任务",
    "term": "届期",
}
_VERBS: Final = {
    "abolish": "撤销职务",
    "accept": "验收",
    "activate": "启用",
    "adapt": "细化",
    "add": "添加",
    "amend": "改正",
    "announce": "发布",
    "appoint": "任命",
    "ask": "申请",
    "confirm": "确认",
    "correct": "更正",
    "create": "新建",
    "deactivate": "停用",
    "delete": "删除",
    "draft": "起草",
    "drop": "不列",
    "edit": "修改",
    "end": "免去",
    "establish": "设职务",
    "end_sessions": "退出全部登录",
    "export": "导出",
    "forget": "停用（口令连错）",
    "grant": "同意",
    "import": "导入",
    "issue": "发出",
    "make": "生成",
    "merge": "合并",
    "move": "移动",
    "open": "新建",
    "open_period": "开始新一期",
    "password": "改密码",
    "pass_on": "分解下达",
    "read": "读取",
    "recall": "撤回",
    "refuse": "不同意",
    "remove": "移除",
    "reopen": "重新打开",
    "report": "填报进展",
    "reset": "重置",
    "restore": "恢复",
    "retry": "重试",
    "return": "退回",
    "revoke": "停用",
    "save": "保存",
    "send": "发送",
    "set": "设定",
    "split": "拆分",
    "strike": "撤销记录",
    "submit": "提交",
    "undo": "撤销一步",
    "unlock": "解除锁定",
    "use": "使用",
    "withdraw": "撤回",
    "write_off": "销号",
}
VERBS: Final[dict[str, str]] = {**_VERBS, **dict(StepKind.choices), **dict(NoticeKind.choices)}
WHOLE: Final = {
    "session.open": "登录",
    "session.refuse": "登录未成功",
    "slip.close": "激活单 · 收起",
    "slip.revoke": "激活单 · 作废",
    "slip.use": "激活账号",
}
JOBS: Final = {
    "accounts.sweep": "清理过期登录记录",
    "agenda.deliver_digests": "送达收件摘要",
    "organizations.gather_stragglers": "补齐调整隶属时的在途记录",
    "tasks.open_periods": "开始新一期任务",
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
    if action in WHOLE:
        return WHOLE[action]
    noun, _, verb = action.partition(".")
    return " · ".join(filter(None, (NOUNS.get(noun, noun), VERBS.get(verb.replace("-", "_"), verb))))
