"""One-time cards that sign a phone in."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.affairs.accounts.models.accounts import Account


class CardQuerySet(models.QuerySet["Card"]):
    """Words for sets of cards."""

    def visible_to(self, actor: Actor) -> Self:
        """Cards that this person issued: nobody else ever sees what is printed on one."""
        return self.filter(issued_by=actor.account_id)

    def open_at(self, at: datetime) -> Self:
        """Cards that can still be used."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class Card(models.Model):
    """A one-time card: shown by the township as a QR code, it signs one phone in (P12).

    Only the SHA-256 of its secret is kept. Used once, or dead after its last moment.
    """

    public_id = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cards", verbose_name="账号")
    secret_digest = models.CharField("密文摘要", max_length=64, unique=True)
    code_digest = models.CharField("短码摘要", max_length=64, unique=True)
    reason = models.CharField("发卡事由", max_length=120, blank=True)
    issued_by = models.BigIntegerField("发卡人")
    issued_at = models.DateTimeField("发卡时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)
    revoked_at = models.DateTimeField("作废时间", null=True)
    epoch = models.PositiveIntegerField("权限版本")

    objects = CardQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "account",
            "reason",
            "issued_by",
            "issued_at",
            "expires_at",
            "used_at",
            "revoked_at",
            "epoch",
        ),
        Privacy.SENSITIVE: ("secret_digest", "code_digest"),
    }

    class Meta:
        verbose_name = "登录卡"

    def __str__(self) -> str:
        return f"{self.account_id} {self.expires_at:%Y-%m-%d}"
