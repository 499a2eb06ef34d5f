"""Accounts, the one-time cards that sign a phone in, and the phones that are remembered."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class AccountManager(BaseUserManager.from_queryset(ScopedQuerySet)["Account"]):  # type: ignore[misc]  # built at run time
    """Accounts, found by login name as Django's sign-in asks."""


class Account(AbstractBaseUser):
    """One sign-in of one person. A body never has one."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    login = models.CharField("登录名", max_length=40, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, verbose_name="人员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    epoch = models.PositiveIntegerField("权限版本", default=1)
    is_active = models.BooleanField("启用", default=True)
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "login",
            "person",
            "county_id",
            "org_path",
            "epoch",
            "is_active",
            "made_at",
            "last_login",
        ),
        Privacy.SENSITIVE: ("password",),
    }

    class Meta:
        verbose_name = "账号"
        indexes = (models.Index(fields=["org_path"], name="account_by_place"),)

    def __str__(self) -> str:
        return self.login

    @property
    def person_name(self) -> str:
        """Return the name of the person who signs in here."""
        return self.person.name


class Card(models.Model):
    """A one-time card: shown by the township as a QR code, it signs one phone in (P12).

    Only the SHA-256 of its secret is kept. Used once, or dead after its last moment.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, verbose_name="账号")
    secret_digest = models.CharField("密文摘要", max_length=64, unique=True)
    issued_by = models.BigIntegerField("发卡人")
    issued_at = models.DateTimeField("发卡时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)
    epoch = models.PositiveIntegerField("权限版本")

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "account", "issued_by", "issued_at", "expires_at", "used_at", "epoch"),
        Privacy.SENSITIVE: ("secret_digest",),
    }

    class Meta:
        verbose_name = "登录卡"

    def __str__(self) -> str:
        return f"{self.account_id} {self.issued_at:%Y-%m-%d}"


class Phone(models.Model):
    """A phone that is remembered behind a PIN, revocable by its holder and by who issued the card."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, verbose_name="账号")
    token_digest = models.CharField("手机标记摘要", max_length=64, unique=True)
    pin = models.CharField("PIN", max_length=128)
    pin_failures = models.PositiveSmallIntegerField("PIN 输错次数", default=0)
    label = models.CharField("手机", max_length=60, blank=True)
    remembered_at = models.DateTimeField("记住时间", db_default=Now())
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("停用时间", null=True)
    revoked_by = models.BigIntegerField("停用人", null=True)

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
