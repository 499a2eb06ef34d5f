"""Which rules a county may set, and whether a value kept earlier is still allowed."""

from datetime import date

from dangjian.rulebook import OutOfBoundsError, Rule, RulebookError, Value, rule, rules


def settable(on: date) -> list[Rule]:
    """Give the rules in force on a day that leave a county room; those in use before those held for later."""
    return sorted((one for one in rules(on=on) if one.local is not None), key=lambda one: one.is_informative)


def is_allowed(rule_id: str, value: Value, on: date) -> bool:
    """Say whether the rulebook of a day allows a county's value: it may have changed since the value was set."""
    try:
        rule(rule_id, on=on, local={rule_id: value})
    except (OutOfBoundsError, RulebookError):
        return False
    return True


def value_words(value: Value) -> str:
    """Write a value as people read it: 7, or 180、90、30、0."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def as_value(kept: "Value | list[Value]") -> Value:
    """Return a value as the rulebook has it: what came back from JSON as a list is a tuple there."""
    return tuple(kept) if isinstance(kept, list) else kept
