"""The keys an installation has used, marked in its database: it does not start on another's keys, nor on new ones.

A mark holds a constant sealed under its key, and a blind index of a constant: neither tells the key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import models, transaction

from dangjian.access.models import KeyMark
from dangjian.access.secrets.blind import blind_index
from dangjian.access.secrets.cipher import Tampered, seal_bytes, unseal_bytes
from dangjian.access.secrets.keys import KeyMissing, KeyProvider, provider
from dangjian.access.secrets.places import Place

_KNOWN: Final = "dangjian"


class WrongKeys(Exception):
    """The keys at hand are not those that sealed what is in the database."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed column: bound to ``table.column:public id`` of its row, as ``Place`` says."""

    model: type[models.Model]
    column: str


def sealed_columns() -> Iterator[Sealed]:
    """Yield every sealed column of every table: bytes of our own that are no index, in rows with a public id."""
    for model in apps.get_models():
        if not model.__module__.startswith("dangjian.") or model is KeyMark:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.BinaryField) and not field.name.endswith("index"):
                yield Sealed(model, field.name)


@transaction.atomic
def verify(keys: KeyProvider | None = None) -> None:
    """Check the keys against the marks and mark the current one; raises ``WrongKeys`` in words.

    A database that holds nothing sealed takes whatever keys there are.
    """
    held = keys or provider()
    marks = list(KeyMark.objects.select_for_update().order_by("number"))
    if marks and not _holds_anything():
        KeyMark.objects.all().delete()
        marks = []
    for known in marks:
        if not _opens(known, held):
            raise WrongKeys(
                "密钥文件与数据库不符：库中的身份证号、手机号和个人文件是用另一份密钥加密的，现在的密钥打不开。"
                "没有启动，数据未受影响。请把原来的密钥文件放回原处后再启动"
                "（数据文件夹的 keys.json，或 DANGJIAN_KEYS 指定的位置）；密钥文件遗失且没有备份时，这些内容无法恢复。"
            )
    if not marks and _holds_anything():
        _try_one(held)
    mark(held)


def mark(keys: KeyProvider) -> None:
    """Mark the current key."""
    number = keys.current().number
    if not KeyMark.objects.filter(number=number).exists():
        sealed = seal_bytes(_KNOWN.encode(), _bound_to(number), keys)
        KeyMark.objects.create(number=number, sealed=sealed, index=blind_index("mark", _KNOWN, keys))


def _opens(mark: KeyMark, keys: KeyProvider) -> bool:
    try:
        opened = unseal_bytes(bytes(mark.sealed), _bound_to(mark.number), keys)
    except (Tampered, KeyMissing):
        return False
    return opened == _KNOWN.encode() and bytes(mark.index) == blind_index("mark", _KNOWN, keys)


def _bound_to(number: int) -> bytes:
    return f"access_keymark:{number}".encode()


def _holds_anything() -> bool:
    return any(_rows(one).exists() for one in sealed_columns())


def _rows(sealed: Sealed) -> "models.QuerySet[models.Model]":
    return sealed.model._default_manager.exclude(**{sealed.column: None}).exclude(**{sealed.column: b""})


def _try_one(keys: KeyProvider) -> None:
    """Open one value of a database that was filled before keys were marked."""
    for one in sealed_columns():
        row = _rows(one).first()
        if row is None:
            continue
        try:
            unseal_bytes(bytes(getattr(row, one.column)), place_of(one, row), keys)
        except (Tampered, KeyMissing):
            raise WrongKeys("密钥文件打不开数据库里已加密的内容。没有启动，请放回原来的密钥文件。") from None
        return


def place_of(sealed: Sealed, row: models.Model) -> bytes:
    """Return what a sealed column of ``row`` is bound to."""
    return bytes(Place(sealed.model._meta.db_table, sealed.column, row.public_id))  # type: ignore[attr-defined]  # every sealed row has one
