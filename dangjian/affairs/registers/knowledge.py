"""What the platform knows already: the facts of the catalogue that a register's field may be bound to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangjian.access.actors import Actor
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import Asked, Fact, Row, Subject
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import FIGURES, Field, Kind
from dangjian.affairs.registers.rules.values import NotAValueError, Value, plain, read


@dataclass(frozen=True, slots=True)
class Given:
    """A value that is known, from where, as at which day; None where it should be known and is not."""

    value: Value
    source: str
    on: date

    @property
    def words(self) -> str:
        """Return 来自党员档案，2026年11月21日."""
        return f"来自{self.source}，{self.on.year}年{self.on.month}月{self.on.day}日"

    def to_json(self, *, is_corrected: bool) -> dict[str, object]:
        """Return it as it is kept beside a line."""
        return {"source": self.source, "on": self.on.isoformat(), "corrected": is_corrected}


def subject_of(about: About) -> Subject:
    """Return whose facts a register may use: a place and a thing use those of the body that fills it."""
    return Subject.PERSON if about is About.PERSON else Subject.BODY


def offered(about: About, county_id: int, *, apart: str = "") -> dict[str, Fact]:
    """Return the facts that a field may be bound to: nothing sealed, no condition, nothing from itself.

    What is personal only in a register of people, whose lines are read like their records.
    """
    fit = {Privacy.PUBLIC, Privacy.INTERNAL} | ({Privacy.PERSONAL} if about is About.PERSON else set())
    return {
        key: fact
        for key, fact in catalogue.facts(subject_of(about), county_id).items()
        if fact.privacy in fit and not fact.is_sealed and not fact.is_condition
        if not (apart and key.startswith(apart))
    }


def bound(definition: Definition) -> list[Field]:
    """Return the fields that go out filled."""
    return [field for field in definition.asked if field.fact]


def known(definition: Definition, rows: Sequence[Row], actor: Actor, on: date) -> dict[int, dict[str, Given]]:
    """Return what is known of each row by field key; the actor is whole. A query or two for each source of facts."""
    fields = bound(definition)
    if not fields or not rows:
        return {}
    subject = subject_of(definition.about)
    sources = offered(definition.about, actor.county_id)
    usable = [field for field in fields if field.fact in sources]
    answers = catalogue.ask([field.fact for field in usable], subject, rows, Asked(actor, on))
    found: dict[int, dict[str, Given]] = {row.pk: {} for row in rows}
    for field in usable:
        source = sources[field.fact].source
        for pk, answer in answers[field.fact].items():
            value = _as_value(field, answer.value)
            if value is not None:
                found[pk][field.key] = Given(value, source, on)
    return found


def _as_value(field: Field, value: object) -> Value:
    """Return a fact as a value of the field, None where it is not known or does not fit."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        value = plain(value)
    try:
        return read(field, value.isoformat() if isinstance(value, date) else value)
    except NotAValueError:
        return None


def fits(field: Field, facts: Mapping[str, Fact]) -> bool:
    """Say whether a field's kind can hold a fact: sums want figures."""
    fact = facts.get(field.fact)
    return not field.fact or (fact is not None and (field.kind in FIGURES if fact.is_additive else True))


def kind_for(fact: Fact) -> Kind:
    """Return the kind of field that a fact wants: whole numbers for what is counted, else words."""
    return Kind.INTEGER if fact.is_additive else Kind.DAY if fact.key.endswith(("_on", "_since")) else Kind.TEXT


def captions(fields: Iterable[Field], facts: Mapping[str, Fact]) -> dict[str, str]:
    """Return the words of the facts that fields are bound to, by field key."""
    return {field.key: facts[field.fact].caption for field in fields if field.fact in facts}
