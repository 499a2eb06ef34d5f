"""A service is keyword-only, atomic, says who acts, and never asks the clock or the request."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "dangjian"
# Not services of a person: what a job or a start-up does, each with its reason.
WITHOUT_A_PERSON = {
    "make_digests": "a job's work, nobody asks for it",
    "deliver": "a job's work, nobody asks for it",
    "open_periods": "a job's work, nobody asks for it",
    "sweep": "a job's work, nobody asks for it",
    "sign_in": "who it is is what it answers",
    "open_by_pin": "who it is is what it answers",
    "redeem": "who it is is what it answers",
    "expire": "a job's work, nobody asks for it",
    "lapse": "a job's work, nobody asks for it",
    "forget": "a job's work, nobody asks for it",
    "gather_stragglers": "a job's work, nobody asks for it",
    "renew_within": "part of services that say who acts",
    "raise_epoch": "part of services that say who acts",
    "deliver_now": "part of announce",
    "ask": "nobody is to know who asks",
}


def service_files() -> list[Path]:
    files = [*ROOT.glob("*/*/services.py"), *ROOT.glob("*/*/services/*.py")]
    return sorted(file for file in files if file.name != "__init__.py")


def complaints(source: str) -> list[str]:
    """Say what is wrong with the public functions of a module of services that write."""
    found: list[str] = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        decorators = {ast.unparse(d) for d in node.decorator_list}
        if not any("atomic" in d for d in decorators):
            continue
        words = [argument.arg for argument in node.args.kwonlyargs]
        if node.args.args or node.args.posonlyargs:
            found.append(f"{node.name}: keyword-only")
        if "by" not in words and node.name not in WITHOUT_A_PERSON:
            found.append(f"{node.name}: who acts?")
        if "request" in words:
            found.append(f"{node.name}: takes a request")
    return found


def clocks(source: str) -> list[str]:
    """Name the calls that ask the clock."""
    asking = {"timezone.now", "timezone.localdate", "datetime.now", "date.today", "time.now", "time.today"}
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in asking | {"now", "today"}
    ]


@pytest.mark.parametrize("file", service_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_services_say_who_acts_and_take_words(file: Path) -> None:
    assert complaints(file.read_text()) == []


@pytest.mark.parametrize("file", service_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_services_do_not_ask_the_clock(file: Path) -> None:
    assert clocks(file.read_text()) == []


def test_the_control_a_careless_service_is_named() -> None:
    careless = "@transaction.atomic\ndef accept(task, *, request):\n    return today()"
    assert complaints(careless) == ["accept: keyword-only", "accept: who acts?", "accept: takes a request"]
    assert clocks(careless) == ["today()"]
