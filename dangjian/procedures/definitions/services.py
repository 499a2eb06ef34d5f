"""A county writes a procedure of its own, or tightens a copy of a shipped one, and publishes it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor, Grant
from dangjian.access.permissions import Permission
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import Procedure, RuleBreach


class EditedMeanwhileError(RuleBreach):
    """Someone else saved the draft since it was opened; ``draft`` is what stands now."""

    def __init__(self, draft: Definition) -> None:
        self.draft = draft
        super().__init__(
            f"{draft.recorded_name}在您打开之后改过这份程序，您的修改没有保存，写好的都还在下面。"
            "请对照现在的内容，把要改的再改一遍后保存。"
        )


@transaction.atomic
def begin(*, by: Actor, key: str, title: str, base: Procedure | None) -> Definition:
    """Begin a draft: a copy of a shipped text, the next version of the county's own, or a new procedure.

    Raises ``RuleBreach`` where a draft is already under way, and for someone without a post at the county's body.
    """
    county = _county(by)
    rows = Definition.objects.select_for_update().filter(county_id=county.county_id, key=key)
    if rows.drafts().exists():
        raise RuleBreach(f"“{title}”已有一份草稿在改，没有另起。请在那份草稿上接着改。")
    last = rows.published().order_by("-version").first()
    steps: list[dict[str, Any]] = last.steps if last else [{"key": step.key} for step in base.steps] if base else []
    kept = Definition.objects.create(
        county_id=county.county_id, org_path=county.path, key=key,
        version=(last.version if last else base.version if base else 0) + 1, title=title.strip()[:60],
        derived_from=base.key if base else "", derived_version=base.version if base else None,
        basis=last.basis if last else "", steps=steps, recorded_by=by.account_id, recorded_name=by.name[:60],
    )  # fmt: skip
    _record(by, kept, "definition.begin")
    return kept


@transaction.atomic
def save(
    *, by: Actor, draft: Definition, revision: int, title: str, basis: str, steps: Sequence[dict[str, Any]]
) -> Definition:
    """Save a draft as it is typed, whole or not; ``revision`` is the one that was opened.

    Raises ``EditedMeanwhileError`` where someone saved since, ``RuleBreach`` once it is published.
    """
    draft = _held(draft, revision)
    draft.title, draft.basis, draft.steps = title.strip()[:60], basis.strip()[:200], list(steps)
    draft.revision += 1
    draft.recorded_by, draft.recorded_name = by.account_id, by.name[:60]
    draft.save(update_fields=["title", "basis", "steps", "revision", "recorded_by", "recorded_name"])
    _record(by, draft, "definition.save")
    return draft


@transaction.atomic
def publish(*, by: Actor, draft: Definition, revision: int, on: date) -> Definition:
    """Publish a draft: new cases begin by it, those under way keep theirs.

    Raises ``RuleBreach`` in words where it lacks a basis or a step, or loosens what is shipped.
    """
    draft = _held(draft, revision)
    if not draft.title or not draft.basis:
        raise RuleBreach("发布要写明名称和依据（文号、会议或批示），没有发布，草稿还在。")
    draft.as_of(on)
    draft.published_on = on
    draft.save(update_fields=["published_on"])
    _record(by, draft, "definition.publish")
    return draft


@transaction.atomic
def discard(*, by: Actor, draft: Definition, revision: int) -> None:
    """Throw a draft away; what was published stays."""
    draft = _held(draft, revision)
    _record(by, draft, "definition.discard")
    draft.delete()


def _held(draft: Definition, revision: int) -> Definition:
    held = Definition.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise RuleBreach("这份草稿已被删去，没有保存。写好的都还在，请另起一份。")
    if not held.is_draft:
        raise RuleBreach(f"“{held.title}”已在{held.published_on:%Y-%m-%d}发布，不能再改。请另起一个版本。")
    if held.revision != revision:
        raise EditedMeanwhileError(held)
    return held


def _county(by: Actor) -> Grant:
    for grant in by.grants:
        if grant.permission is Permission.PRACTICE_EDIT and grant.organization_id == grant.county_id:
            return grant
    raise RuleBreach("程序由县委组织部制定，您的职务不在县级，没有保存。")


def _record(by: Actor, row: Definition, action: str) -> None:
    audit.record(
        by=by, action=action, subject=row.public_id, organization_id=row.county_id, path=row.org_path,
        words=f"{row.title} 第{row.version}版", county_id=row.county_id,
    )  # fmt: skip
