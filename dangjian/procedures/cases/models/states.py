"""How a case stands, and what came of a step."""

from django.db import models


class State(models.TextChoices):
    """How a case stands."""

    OPEN = "open", "办理中"
    SUSPENDED = "suspended", "中止"
    DONE = "done", "已办结"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Took(models.TextChoices):
    """What came of a step."""

    PASS = "pass", "通过"
    RETURN = "return", "退回"
    REFUSE = "refuse", "不同意"
    SUSPEND = "suspend", "中止"
    RESUME = "resume", "恢复办理"
    EXTEND = "extend", "延长期限"
    EXPIRE = "expire", "逾期失效"
    WITHDRAW = "withdraw", "撤回"
