"""The shipped rules cite, are used or marked, and are listed in docs/rules.md."""

from __future__ import annotations

import ast
from pathlib import Path

from dangjian.access.permissions import Permission
from dangjian.rulebook.book import shipped
from dangjian.rulebook.listing import listing

ROOT = Path(__file__).parents[3]
OURS = ROOT / "dangjian" / "rulebook"


def _called(source: str, name: str = "rule") -> list[str | None]:
    """Give the first word of each call of `rule` or `under`, None where it is not written out."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [_literal(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id == name]


def _literal(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _calls_in_code(name: str = "rule") -> dict[str, list[str | None]]:
    sources = [
        file for file in ROOT.glob("dangjian/**/*.py") if OURS not in file.parents and "node_modules" not in file.parts
    ]
    return {str(file.relative_to(ROOT)): _called(file.read_text(encoding="utf-8"), name) for file in sources}


def _in_terms() -> set[str | None]:
    """Give the rules that the steps of procedures reckon with."""
    steps = [step for texts in shipped().procedures.values() for text in texts for step in text.steps]
    return {term.rule_id for step in steps for term in (step.earliest, step.latest, step.publicity) if term}


def test_the_permissions_of_steps_exist() -> None:
    steps = [step for texts in shipped().procedures.values() for text in texts for step in text.steps]
    assert steps
    assert {step.permission for step in steps} <= {permission.value for permission in Permission}


def test_the_scan_sees_calls() -> None:
    assert _called('rule("a.b", on=day).number + rule(name, on=day).number') == ["a.b", None]


def test_every_rule_cites() -> None:
    for texts in shipped().texts.values():
        for text in texts:
            assert text.says, text.id
            assert text.applies_to, text.id
            assert text.instrument.title in text.citation, text.id


def test_a_rule_without_an_article_is_not_called_checked() -> None:
    bare = [text for texts in shipped().texts.values() for text in texts if not text.article]
    assert all(text.needs_checking or text.instrument.is_own for text in bare)


def test_every_rule_named_in_code_exists() -> None:
    named = {
        (file, rule_id)
        for file, ids in _calls_in_code().items()
        for rule_id in ids
        if not file.startswith("dangjian/procedures/provisions/")  # Which rule is set is the county's choice.
        and not file.startswith("dangjian/procedures/definitions/")  # Which rule a step's term is, the TOML says.
    }
    assert {(file, rule_id) for file, rule_id in named if rule_id not in shipped().texts} == set()


def test_every_rule_is_used_or_marked_informative() -> None:
    used = {rule_id for ids in _calls_in_code().values() for rule_id in ids} | _in_terms()
    idle = [rule_id for rule_id, texts in shipped().texts.items() if not texts[-1].is_informative]
    families = {family for ids in _calls_in_code("under").values() for family in ids}
    assert [one for one in idle if one not in used and one.partition(".")[0] not in families] == []


def test_the_listing_is_current() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == listing(shipped()), "run: python -m dangjian.rulebook"
