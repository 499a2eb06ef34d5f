"""Sent twice, done once: every POST form carries a key made when it opens.

A key holds for one address: the forms of a page share it. Its row is inserted in the business
transaction. A second send of the same form waits for the first and gets its answer; the same key
over another content is refused; a form that was opened before the person's posts changed is
refused and its content stays on the page.
"""

import hashlib
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac

from dangjian.access.models import OnceKey

FIELD = "once"
_UNSIGNED = frozenset({FIELD, "csrfmiddlewaretoken"})


class NotOnce(Exception):  # the page shows it as an answer, not as a failure
    """The form cannot be taken: no key, another content under the key, or opened too long ago."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)


def mint(epoch: int) -> str:
    """Return a fresh key for a form that opens now, for an account at ``epoch``."""
    return f"{uuid4()}.{epoch}"


def parse(value: str, epoch: int) -> UUID:
    """Return the key in ``value``; raises ``NotOnce`` where it is missing or outdated."""
    key, _, made_at = value.partition(".")
    try:
        found = UUID(key)
    except ValueError as error:
        raise NotOnce(400, "表单缺少一次性标记，未作任何改动。请刷新页面后重新提交。") from error
    if made_at != str(epoch):
        message = "您的职务或权限在打开这一页之后有变动，未作任何改动。请刷新页面，填写的内容会保留。"
        raise NotOnce(409, message)
    return found


def fingerprint(data: QueryDict, files: dict[str, bytes] | None = None) -> str:
    """Return a keyed SHA-256 of what the form holds, keys and tokens apart.

    Keyed, because what is typed may be one ID number, which a bare digest would give away.
    """
    pairs = sorted((k, v) for k, values in data.lists() if k not in _UNSIGNED for v in values)
    digest = salted_hmac("dangjian.once", repr(pairs), algorithm="sha256")
    for name, content in sorted((files or {}).items()):
        digest.update(name.encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()


def claim(*, account_id: int, key: UUID, route: str, digest: str) -> OnceKey | None:
    """Claim the key inside the running transaction.

    Returns the row to be completed, or None where an earlier send has completed: then
    :func:`answer` gives what it got. Waits where the first send is still under way.
    """
    try:
        with transaction.atomic():
            return OnceKey.objects.create(account_id=account_id, key=key, route=route[:200], fingerprint=digest)
    except IntegrityError:
        return None


def answer(*, account_id: int, key: UUID, route: str, digest: str) -> HttpResponse:
    """Return the answer that the first send of this form got."""
    first = OnceKey.objects.filter(account_id=account_id, key=key, route=route[:200]).first()
    if first is None or first.status is None:
        raise NotOnce(409, "上一次提交还在处理，请稍候再看，不用重复提交。")
    if first.fingerprint != digest:
        message = "这张表已经提交过，内容与这次不同。上次的已保存，这次的未保存；请刷新后再改。"
        raise NotOnce(422, message)
    response = HttpResponse(first.body, status=first.status)
    if first.location:
        response["Location"] = first.location
    return response


def complete(row: OnceKey, response: HttpResponse) -> None:
    """Keep the answer beside the key, so that a repeated send gets the same."""
    row.status = response.status_code
    row.location = response.get("Location", "")[:400]
    row.body = "" if row.location else response.content.decode()
    row.save(update_fields=["status", "location", "body"])


def digest_of(request: HttpRequest) -> str:
    """Return the fingerprint of a request's form and files."""
    files: dict[str, bytes] = {}
    for name in request.FILES:
        for position, upload in enumerate(request.FILES.getlist(name)):
            files[f"{name}:{position}"] = upload.read()
            upload.seek(0)
    return fingerprint(request.POST, files)
