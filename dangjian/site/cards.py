"""A thing to do, as the look draws it."""

from dangjian.foundation.ui.parts import Action, Card, Standing
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.agenda.rules import Level


def card(item: Item, key: str) -> Card:
    """Return the card of an item; ``key`` is the page's idempotency key for what is done from the card."""
    return Card(
        title=item.title,
        address=item.address,
        words=item.sub,
        standing=Standing(item.level, item.words, item.reason) if item.words else None,
        is_urgent=item.level is Level.LATE,
        actions=tuple(
            Action(action.caption, action.address, action.is_main, posts=action.method == "POST", once=key)
            for action in item.actions
        ),
    )
