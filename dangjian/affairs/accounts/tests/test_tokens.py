"""What is printed on a card, and how it is read back."""

from uuid import uuid4

from dangjian.affairs.accounts import tokens


def test_a_card_prints_the_same_again_and_no_two_alike() -> None:
    card, other = uuid4(), uuid4()
    assert tokens.print_of(card) == tokens.print_of(card)
    assert tokens.print_of(card).secret != tokens.print_of(other).secret
    assert tokens.print_of(card).code != tokens.print_of(other).code


def test_a_secret_holds_160_bits_and_a_code_twelve_digits() -> None:
    shown = tokens.print_of(uuid4())
    assert len(shown.secret) == 32
    assert not tokens.is_code(shown.secret)
    assert len(shown.code) == 12
    assert tokens.is_code(shown.code)
    assert shown.spaced_code.replace(" ", "") == shown.code


def test_digits_are_read_however_they_are_typed() -> None:
    plain = tokens.code_digest("384109275516")
    for typed in ("3841 0927 5516", " 3841-0927-5516", "３８４１０９２７５５１６", "3841\u200b09275516"):
        assert tokens.code_digest(typed) == plain
    assert tokens.code_digest("384109275517") != plain


def test_the_case_of_a_secret_does_not_matter() -> None:
    shown = tokens.print_of(uuid4())
    assert tokens.secret_digest(shown.secret.lower() + " ") == tokens.secret_digest(shown.secret)
