"""Lines of words that stand in the clear: a number belongs into its own field, which is sealed."""

from dangjian.affairs.people.rules import holds_number
from dangjian.rulebook import RuleBreach


def refuse_numbers(*lines: str) -> None:
    """Refuse what looks like an ID number or a phone; raises ``RuleBreach``, which does not repeat it."""
    if any(holds_number(line) for line in lines):
        raise RuleBreach("说明不加密保存，请不要写身份证号或手机号，没有改动。请删去号码再提交。")
