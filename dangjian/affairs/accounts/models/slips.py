"""Activation slips: printed for a body, cut, handed over, used once within 30 days."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place
from dangjian.affairs.accounts.models.accounts import Account
from dangjian.foundation.ids import public_id


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Words for sets of sheets."""

    def visible_to(self, actor: Actor) -> Self:
        """Sheets that this person printed: nobody else ever sees what stands on a slip."""
        return self.filter(issued_by=actor.account_id)


class Sheet(models.Model):
    """One printing of slips for one body.

    The codes on it are derived from ``seed``, which is erased when the printing is over: from then on
    nothing that we hold, keys included, gives a code back.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization_id = models.BigIntegerField("组织")
    body = models.CharField("组织名称", max_length=120)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    reason = models.CharField("事由", max_length=120, blank=True)
    seed = models.BinaryField("种子", null=True)
    issued_by = models.BigIntegerField("发出人")
    issued_name = models.CharField("发出人姓名和职务", max_length=120)
    issued_at = models.DateTimeField("发出时间")
    closed_at = models.DateTimeField("收起时间", null=True)

    objects = SheetQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization_id",
            "body",
            "county_id",
            "org_path",
            "reason",
            "issued_by",
            "issued_name",
            "issued_at",
            "closed_at",
        ),
        Privacy.SENSITIVE: ("seed",),
    }

    class Meta:
        verbose_name = "激活单（整张）"

    def __str__(self) -> str:
        return f"{self.body} {self.issued_at:%Y-%m-%d}"

    @property
    def place(self) -> Place:
        """Return where the sealed seed belongs."""
        return Place("accounts_sheet", "seed", self.public_id)


class SlipQuerySet(ScopedQuerySet["Slip"]):
    """Words for sets of slips."""

    def open_at(self, at: datetime) -> Self:
        """Slips that can still be used: neither used nor void nor too old, and no post changed since."""
        return self.filter(
            used_at=None, revoked_at=None, expires_at__gt=at, account__is_active=True, epoch=F("account__epoch")
        )


class Slip(models.Model):
    """A one-time code that gives its person the first password. Only digests of it are kept."""

    public_id = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="slips", verbose_name="整张")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="slips", verbose_name="账号")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    secret_digest = models.CharField("密文摘要", max_length=64, unique=True)
    code_digest = models.CharField("短码摘要", max_length=64, unique=True)
    epoch = models.PositiveIntegerField("权限版本")
    issued_at = models.DateTimeField("发出时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)
    revoked_at = models.DateTimeField("作废时间", null=True)
    revoked_reason = models.CharField("作废事由", max_length=120, blank=True, default="")

    objects = SlipQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "sheet",
            "account",
            "county_id",
            "org_path",
            "epoch",
            "issued_at",
            "expires_at",
            "used_at",
            "revoked_at",
            "revoked_reason",
        ),
        Privacy.SENSITIVE: ("secret_digest", "code_digest"),
    }

    class Meta:
        verbose_name = "激活单"
        indexes = (models.Index(fields=["org_path", "-id"], name="slip_by_place"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.expires_at:%Y-%m-%d}"
