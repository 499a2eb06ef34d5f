"""The addresses of the project as probes: what stands in place of each parameter, by the rows of a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from dangjian.access.checks import gate_of, patterns
from dangjian.access.gates import Gate
from tests.trust.crawl.world import Place

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")

# (route prefix, parameter position) → the row of the place that stands there.
ROWS: dict[tuple[str, int], str] = {
    ("accounts/", 0): "account",
    ("assignments/", 0): "assignment",
    ("bulletins/", 0): "bulletin",
    ("cards/", 0): "account",
    ("directives/", 0): "directive",
    ("directives/", 1): "proposal",
    ("extensions/", 0): "extension",
    ("goals/", 0): "goal",
    ("lists/", 0): "task_list",
    ("organizations/", 0): "body",
    ("selections/", 0): "selection",
    ("tasks/", 0): "task",
}


class UnmappedParameterError(Exception):
    """An address has a parameter that the crawl does not know how to fill: map it in ``ROWS``."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the URL map with its gate."""

    route: str
    gate: Gate

    @property
    def parameters(self) -> list[str]:
        """Return the names of the parameters, in order."""
        return [name for _, name in PARAMETER.findall(self.route)]

    @property
    def is_about_a_row(self) -> bool:
        """Say whether the address names a row."""
        return bool(self.parameters)

    def address(self, place: Place | None) -> str:
        """Return the address with the ids of a place's rows; of rows that are nowhere, for None."""
        prefix = self.route.split("/", 1)[0] + "/"
        address = self.route
        for position, (kind, name) in enumerate(PARAMETER.findall(self.route)):
            marker = f"<{kind}:{name}>" if kind else f"<{name}>"
            address = address.replace(marker, self._value(prefix, position, place))
        return "/" + address

    def _value(self, prefix: str, position: int, place: Place | None) -> str:
        try:
            key = ROWS[prefix, position]
        except KeyError:
            raise UnmappedParameterError(self.route) from None
        if place is None:
            return str(uuid4())
        row: Any = place.rows[key]
        return str(row.public_id)


def routes() -> Iterator[Route]:
    """Yield every address of the project that serves something of ours."""
    for route, pattern in patterns():
        gate = gate_of(pattern)
        if gate is not None:
            yield Route(route, gate)
