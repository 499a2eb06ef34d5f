"""A matter of a local procedure begins, and its steps are taken."""

from datetime import date
from typing import Any

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.practices.bodies import parties_of
from dangjian.affairs.practices.queries import startable
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case
from dangjian.rulebook import RuleBreach


@transaction.atomic
def start(*, by: Actor, key: str, body: Organization, title: str, on: date) -> Case:
    """Begin a matter of a body by the text in force.

    Raises ``RuleBreach`` for a body where this person has no post, an unknown procedure, and a matter without words.
    """
    if not by.may(Permission.PRACTICE_TAKE, body.path):
        raise RuleBreach(f"{body.short_name}的事项由它自己的同志提出，您的职务不在那里，没有立项。")
    if key not in {text.key for text in startable(body.county_id)}:
        raise RuleBreach("没有这个程序，或县里还没有发布，没有立项。请重新选择。")
    if not title.strip():
        raise RuleBreach("请写明是什么事，没有立项。")
    return cases.open_case(
        by=by, definition=key, subject=f"organizations.organization:{body.public_id}", title=title.strip(),
        parties=parties_of(body), on=on,
    )  # fmt: skip


@transaction.atomic
def take(*, by: Actor, case: Case, step: str, **taken: Any) -> Case:  # noqa: ANN401  # as the form of the step gives it
    """Take the step whose turn it is; see ``cases.services.take``."""
    return cases.take(by=by, case=case, step=step, **taken)
