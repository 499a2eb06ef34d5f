"""How a field of a definition is told in a line."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangjian.affairs.blanks.catalogue import Fact
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.fields import COMPARISONS, FORMULAS, KINDS, Field, Formula, Kind


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with what it takes and what is checked, in words."""

    field: Field
    kind: str
    rules: str


def field_lines(definition: Definition, facts: Mapping[str, Fact]) -> list[FieldLine]:
    """Return the fields in use, each in words."""
    names = {field.key: field.caption for field in definition.fields}
    return [FieldLine(field, _kind(field, facts), _rules(field, names)) for field in definition.live]


def _kind(field: Field, facts: Mapping[str, Fact]) -> str:
    if field.fact:
        fact = facts.get(field.fact)
        return f"平台里已有：{fact.source}“{fact.caption}”" if fact else "平台里已有的一项（现在没有了，改为自己填）"
    return KINDS[field.kind]


def _rules(field: Field, names: Mapping[str, str]) -> str:
    said = []
    if field.kind is Kind.FORMULA:
        said.append(f"{'、'.join(names.get(key, key) for key in field.of)}：{FORMULAS[Formula(field.formula)]}")
    if field.choices:
        said.append("、".join(field.choices))
    if field.is_required:
        said.append("必填")
    if field.least:
        said.append(f"不小于 {field.least}")
    if field.most:
        said.append(f"不大于 {field.most}")
    if field.compare:
        said.append(f"{COMPARISONS[field.compare]}“{names.get(field.other, field.other)}”")
    return "；".join(said)
