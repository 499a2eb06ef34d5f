"""When a body was elected and until when its term runs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.terms.models import Term
from dangjian.foundation.documents.filling import Value

_ANSWERS: Final[dict[str, Callable[[Term], Value]]] = {
    "elected_on": lambda term: term.elected_on,
    "expires_on": lambda term: term.expires_on,
    "term_years": lambda term: f"{term.expires_on.year - term.elected_on.year}年",
}


def of_bodies(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:
    """Return what is known of each body's current term; a body without one has none registered."""
    scope = asked.actor.narrowed(Permission.TERM_VIEW)
    terms = Term.objects.visible_to(scope).current().filter(organization__in=[row.pk for row in rows])
    found = {term.organization_id: term for term in terms}
    return {key: {pk: Known(_ANSWERS[key](term)) for pk, term in found.items()} for key in keys}


FACTS: Final = tuple(
    Fact(
        key=key,
        captions=captions(Subject.BODY, key),
        subject=Subject.BODY,
        privacy=Privacy.INTERNAL,
        permission=Permission.TERM_VIEW,
        source="届期登记",
        answer=of_bodies,
        group="届期",
    )
    for key in _ANSWERS
)
