"""Files under the data folder, by the SHA-256 of what lies on disk; sealed where they are personal."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from dangjian.access.models import StoredFile
from dangjian.access.privacy import Privacy
from dangjian.access.secrets import KeyProvider, seal_bytes, unseal_bytes
from dangjian.access.secrets.cipher import number_of
from dangjian.foundation.ids import public_id

_HEAD: Final = 3  # Version and key number of what is sealed.
_ORPHAN_AGE: Final = timedelta(days=1)


@transaction.atomic
def store(  # a file has that many facts
    data: bytes,
    *,
    owner: str,
    name: str,
    media_type: str,
    county_id: int,
    organization_id: int,
    org_path: str,
    privacy: Privacy,
    expires_on: date | None = None,
) -> StoredFile:
    """Keep ``data``: on disk and synced before the row commits; sealed when personal or sensitive.

    A personal file kept for a while only (uploads, staging, error workbooks, undo) names ``expires_on``,
    the day on which the nightly sweep takes it away.
    """
    identity = public_id()
    is_sealed = privacy in (Privacy.PERSONAL, Privacy.SENSITIVE)
    kept = seal_bytes(data, _bound_to(identity.bytes)) if is_sealed else data
    return StoredFile.objects.create(
        public_id=identity,
        owner=owner,
        name=name[:200],
        media_type=media_type,
        size=len(data),
        digest=_write(kept),
        privacy=privacy,
        is_sealed=is_sealed,
        county_id=county_id,
        organization_id=organization_id,
        org_path=org_path,
        expires_on=expires_on,
    )


def read(file: StoredFile) -> bytes:
    """Return what was stored; raises ``FileNotFoundError``, or ``Tampered`` for a sealed file that was changed."""
    kept = _place(file.digest).read_bytes()
    return unseal_bytes(kept, _bound_to(file.public_id.bytes)) if file.is_sealed else kept


def key_number(file: StoredFile) -> int:
    """Return the number of the key that a sealed file lies under."""
    with _place(file.digest).open("rb") as kept:
        return number_of(kept.read(_HEAD))


@transaction.atomic
def reseal(file: StoredFile, keys: KeyProvider) -> bool:
    """Seal a file anew where it lies under an older key; say whether it did."""
    current = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if current is None or not _place(current.digest).exists() or key_number(current) == keys.current().number:
        return False
    bound, old = _bound_to(current.public_id.bytes), current.digest
    data = unseal_bytes(_place(old).read_bytes(), bound, keys)
    current.digest = _write(seal_bytes(data, bound, keys))
    current.save(update_fields=["digest"])
    transaction.on_commit(lambda: _drop(old))
    return True


@transaction.atomic
def remove(file: StoredFile) -> None:
    """Forget a file; what lies on disk goes after the commit, unless another row names it."""
    digest = file.digest
    file.delete()
    transaction.on_commit(lambda: _drop(digest))


def sweep(*, on: date, at: datetime) -> int:
    """Remove the files whose day has come, and what lies on disk without a row for more than a day."""
    expired = list(StoredFile.objects.filter(expires_on__lte=on))
    for file in expired:
        remove(file)
    named = set(StoredFile.objects.values_list("digest", flat=True))
    for path in _on_disk():
        with suppress(FileNotFoundError):
            if path.name not in named and path.stat().st_mtime < (at - _ORPHAN_AGE).timestamp():
                path.unlink()
    return len(expired)


def _bound_to(identity: bytes) -> bytes:
    return b"access_storedfile:" + identity


def _place(digest: str) -> Path:
    return settings.DATA_FOLDER / "files" / digest[:2] / digest


def _write(kept: bytes) -> str:
    digest = hashlib.sha256(kept).hexdigest()
    place = _place(digest)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
    with os.fdopen(descriptor, "wb") as file:
        file.write(kept)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def _drop(digest: str) -> None:
    if not StoredFile.objects.filter(digest=digest).exists():
        _place(digest).unlink(missing_ok=True)


def _on_disk() -> Iterator[Path]:
    return (settings.DATA_FOLDER / "files").glob("??/*")
