"""Words: the officer's own. The figures are not among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.services.holding import hold, note
from dangjian.rulebook.breach import RuleBreach


@dataclass(frozen=True, slots=True)
class Wording:
    """What an officer writes. ``words`` holds the texts by name; names the bulletin does not have are left aside."""

    title: str
    addressees: str = ""
    number: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def edit_words(*, bulletin: Bulletin, wording: Wording, by: Actor) -> Bulletin:
    """Keep the officer's words. Refused once issued, and without a title, a text or those it is addressed to."""
    kept = hold(bulletin)
    merged = {name: wording.words.get(name, text).strip() for name, text in kept.words.items()}
    if not wording.title.strip() or not merged["body"]:
        raise RuleBreach("标题和正文都要有，未保存。填写的内容已保留。")
    if kept.kind == BulletinKind.NOTICE and not wording.addressees.strip():
        raise RuleBreach("通报要写明主送单位，未保存。填写的内容已保留。")
    kept.title, kept.words = wording.title.strip(), merged
    kept.addressees, kept.number = wording.addressees.strip(), wording.number.strip()
    kept.edited_at = Now()
    kept.save()
    kept.refresh_from_db()
    note("bulletin.edit", kept, by)
    return kept
