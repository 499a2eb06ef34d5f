"""Every mark of the reader has a rule to cite."""

from datetime import date

import pytest

from dangjian.programme.directives.reading.flags import RULES
from dangjian.programme.directives.rules.burden import hint

ON = date(2026, 11, 21)


@pytest.mark.parametrize("flag", RULES)
def test_every_mark_cites(flag: str) -> None:
    assert hint(flag, "字样", ON).citation.startswith(("《", "平台约定"))


def test_a_pledge_cites_the_rules_of_2024() -> None:
    assert hint("pledge", "责任状", ON).citation == "《整治形式主义为基层减负若干规定》（条号待核实）"
