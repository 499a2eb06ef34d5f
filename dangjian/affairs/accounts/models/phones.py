"""Phones that are remembered behind a PIN."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.affairs.accounts.models.accounts import Account
from dangjian.foundation.ids import public_id


class PhoneQuerySet(models.QuerySet["Phone"]):
    """Words for sets of remembered phones."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; under a permission, those of the accounts in its scope."""
        if actor.permission is None:
            return self.filter(account_id=actor.account_id)
        return self.filter(actor.within("account__org_path"))

    def live_at(self, at: datetime) -> Self:
        """Phones that still open with their PIN."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class Phone(models.Model):
    """A phone that is remembered behind a PIN, revocable by its holder and by who issued the card."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="phones", verbose_name="账号")
    token_digest = models.CharField("手机标记摘要", max_length=64, unique=True)
    pin = models.CharField("PIN", max_length=128)
    pin_failures = models.PositiveSmallIntegerField("PIN 输错次数", default=0)
    label = models.CharField("手机", max_length=60, blank=True)
    remembered_at = models.DateTimeField("记住时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("停用时间", null=True)
    revoked_by = models.BigIntegerField("停用人", null=True)

    objects = PhoneQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "account",
            "pin_failures",
            "label",
            "remembered_at",
            "expires_at",
            "revoked_at",
            "revoked_by",
        ),
        Privacy.SENSITIVE: ("token_digest", "pin"),
    }

    class Meta:
        verbose_name = "手机"

    def __str__(self) -> str:
        return self.label or "手机"
