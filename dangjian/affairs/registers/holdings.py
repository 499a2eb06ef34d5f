"""What registers hold of a person, for the record page and 我的档案: everyone sees what is said of them."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.affairs.registers.models import Entry
from dangjian.affairs.registers.queries.lines import about
from dangjian.affairs.registers.rules.values import words


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return a section for each line about a person; a query."""
    return [_section(line) for line in about(person.pk)]


def _section(line: Entry) -> Section:
    said = [(field.head, words(field, line.value(field.key))) for field in line.version.text.live]
    period = f"（{line.period_words}）" if line.period else ""
    source = f"{line.organization.short_name}填报"
    held = [Held(caption, value, Privacy.PERSONAL, source) for caption, value in said if value]
    return Section(
        f"台账：{line.register.title}{period}", held, is_condition=True, own_address=reverse("registers:mine"),
        own_caption="不同意，写意见",
    )  # fmt: skip
