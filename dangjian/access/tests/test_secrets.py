"""Known answers, tampering, keys that are not ours, rotation."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st

from dangjian.access import files, marks, resealing
from dangjian.access.models import KeyMark, StoredFile
from dangjian.access.privacy import Privacy
from dangjian.access.secrets import (
    FileKeys,
    Key,
    KeyMissing,
    KeyProvider,
    Place,
    Tampered,
    blind_index,
    cipher,
    known_answers,
    seal,
    unseal,
)
from dangjian.access.secrets.cipher import number_of
from dangjian.access.secrets.keys import make_file, rotate_file
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests import make

VALUES = 1000 if os.environ.get("TRUST") == "full" else 50
TEXT = "990127197503120011"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    make_file(tmp_path / "keys.json")
    return tmp_path / "keys.json"


@pytest.fixture
def keys(key_file: Path) -> KeyProvider:
    return FileKeys(key_file)


def a_place(row: UUID | None = None) -> Place:
    return Place("people_person", "id_number", row or uuid4())


@pytest.mark.parametrize("answer", known_answers.ANSWERS, ids=lambda answer: answer[0])
def test_the_ciphers_give_what_the_standards_print(answer: tuple[str, Callable[[bytes], bytes], bytes, str]) -> None:
    _, make_it, given_bytes, expected = answer
    assert make_it(given_bytes).hex() == expected


def test_the_control_a_wrong_cipher_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [one for one in run_checks(tags=["access"]) if one.id == "access.E004"]
    name, _, given_bytes, expected = known_answers.ANSWERS[0]
    monkeypatch.setattr(known_answers, "ANSWERS", ((name, lambda data: data, given_bytes, expected),))
    assert [one.id for one in run_checks(tags=["access"]) if name in one.msg] == ["access.E004"]


@pytest.mark.parametrize("make_keys", [FileKeys], ids=["file"])
def test_every_provider_seals_opens_and_indexes(make_keys: Callable[[Path], KeyProvider], key_file: Path) -> None:
    held, place = make_keys(key_file), a_place()
    assert unseal(seal(TEXT, place, held), place, held) == TEXT
    assert seal(TEXT, place, held) != seal(TEXT, place, held)
    assert blind_index("phone", TEXT, held) != blind_index("id_number", TEXT, held)
    assert len(blind_index("phone", TEXT, held)) == 32
    assert held.current().secret.hex() not in repr(held.current())
    assert key_file.stat().st_mode & 0o777 == 0o600


def refuses(sealed: bytes, place: Place, keys: KeyProvider) -> bool:
    try:
        unseal(sealed, place, keys)
    except (Tampered, KeyMissing):
        return True
    return False


@pytest.mark.trust
def test_every_flipped_bit_is_detected(key_file: Path) -> None:
    """T62: head, nonce, text and tag; with a second key in the file, so that a changed key number finds a key."""
    held = FileKeys(key_file)
    old = [(seal(f"{TEXT[:14]}{number:04d}", place := a_place(), held), place) for number in range(VALUES // 2)]
    rotate_file(key_file)
    values = old + [
        (seal(f"{TEXT[:14]}{number:04d}", place := a_place(), held), place) for number in range(VALUES - len(old))
    ]
    missed = 0
    for sealed, place in values:
        for bit in range(len(sealed) * 8):
            changed = bytearray(sealed)
            changed[bit // 8] ^= 1 << bit % 8
            missed += not refuses(bytes(changed), place, held)
    assert missed == 0
    assert not any(refuses(sealed, place, held) for sealed, place in values)


def test_a_value_opens_at_its_own_place_only(keys: KeyProvider) -> None:
    row = uuid4()
    sealed = seal(TEXT, a_place(row), keys)
    elsewhere = [
        Place("people_person", "id_number", uuid4()),
        Place("people_person", "phone", row),
        Place("people_entry", "id_number", row),
    ]
    assert all(refuses(sealed, place, keys) for place in elsewhere)


def test_a_downgrade_to_an_older_key_or_version_is_detected(key_file: Path) -> None:
    place, held = a_place(), FileKeys(key_file)
    rotate_file(key_file)
    sealed = seal(TEXT, place, held)
    assert number_of(sealed) == 2
    for head in (b"\x01\x00\x01", b"\x00\x00\x02", b"\x02\x00\x02", b"\x01\x00\x03"):
        assert refuses(head + sealed[3:], place, held)


@given(st.binary(max_size=60))
def test_what_was_never_sealed_is_refused(rubbish: bytes) -> None:
    assert refuses(rubbish, a_place(), _HELD)


class _OneKey:
    """A provider in memory."""

    def __init__(self) -> None:
        self._key = Key(1, bytes(range(16)))

    def current(self) -> Key:
        return self._key

    def key(self, number: int) -> Key:
        if number != 1:
            raise KeyMissing(str(number))
        return self._key

    def index(self) -> bytes:
        return bytes(32)


_HELD: KeyProvider = _OneKey()


def test_the_control_without_binding_a_moved_value_opens(keys: KeyProvider) -> None:
    """The cipher without its additional data: every swap goes through, so the tests above can fail."""
    nonce = bytes(12)
    sealing = Cipher(SM4(keys.current().secret), GCM(nonce)).encryptor()
    body = sealing.update(TEXT.encode()) + sealing.finalize()
    opening = Cipher(SM4(keys.current().secret), GCM(nonce, sealing.tag)).decryptor()
    try:
        moved = opening.update(body) + opening.finalize()
    except InvalidTag:
        moved = b""
    assert moved.decode() == TEXT


def person_with(number: str) -> Person:
    person = make.make_person(make.make_county())
    person.id_number = seal(number, person.place("id_number"))
    person.save()
    return person


@pytest.mark.django_db
def test_foreign_keys_do_not_start_on_what_others_sealed(tmp_path: Path) -> None:
    marks.verify()
    make_file(tmp_path / "others.json")
    others = FileKeys(tmp_path / "others.json")
    marks.verify(others)  # Nothing is sealed yet: any keys will do.
    marks.verify()
    person_with(TEXT)
    marks.verify()
    with pytest.raises(marks.WrongKeys, match="请把原来的密钥文件放回原处"):
        marks.verify(others)
    assert KeyMark.objects.count() == 1


@pytest.mark.django_db
def test_a_database_filled_before_keys_were_marked_is_tried(tmp_path: Path) -> None:
    person_with(TEXT)
    make_file(tmp_path / "others.json")
    with pytest.raises(marks.WrongKeys):
        marks.verify(FileKeys(tmp_path / "others.json"))
    marks.verify()
    assert KeyMark.objects.count() == 1


@pytest.mark.django_db
def test_an_index_key_of_its_own_is_noticed(key_file: Path) -> None:
    held = FileKeys(key_file)
    person = make.make_person(make.make_county())
    person.phone = seal(TEXT, person.place("phone"), held)
    person.save()
    marks.verify(held)
    changed = json.loads(key_file.read_text()) | {"index": "00" * 32}
    key_file.write_text(json.dumps(changed))
    with pytest.raises(marks.WrongKeys):
        marks.verify(FileKeys(key_file))


@pytest.mark.django_db(transaction=True)
def test_rotation_seals_everything_anew_and_goes_on_after_a_cut(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = FileKeys(key_file)
    for module in ("secrets.cipher", "secrets.blind", "marks"):
        monkeypatch.setattr(f"dangjian.access.{module}.provider", lambda: held)
    county = make.make_county()
    people = [make.make_person(county, f"成员{number}") for number in range(7)]
    for number, person in enumerate(people):
        person.id_number = seal(f"{TEXT[:17]}{number}", person.place("id_number"), held)
        person.save()
    file = files.store(
        b"secret", owner="test", name="x", media_type="text/plain", county_id=county.pk, organization_id=county.pk,
        org_path=county.path, privacy=Privacy.PERSONAL,
    )  # fmt: skip
    assert rotate_file(key_file) == 2
    assert resealing.left(held) == 8

    calls = iter(range(100))
    whole = cipher.seal_bytes

    def cut(data: bytes, bound_to: bytes, held: KeyProvider) -> bytes:
        if next(calls) == 4:
            raise KeyboardInterrupt
        return whole(data, bound_to, held)

    monkeypatch.setattr(resealing, "seal_bytes", cut)
    with pytest.raises(KeyboardInterrupt):
        resealing.reseal(held, batch=3)
    assert resealing.left(held) == 5  # A whole batch is done, the one in the middle is not.
    assert all(_reads(person, held) for person in people)
    assert resealing.reseal(held, batch=3) == 5
    assert resealing.left(held) == 0
    assert resealing.reseal(held) == 0
    assert all(_reads(person, held) for person in people)
    assert files.read(StoredFile.objects.get(pk=file.pk)) == b"secret"


def _reads(person: Person, keys: KeyProvider) -> bool:
    kept = Person.objects.get(pk=person.pk)
    return unseal(bytes(kept.id_number or b""), kept.place("id_number"), keys).startswith(TEXT[:17])


def test_another_process_sees_the_new_key(key_file: Path) -> None:
    writer, reader = FileKeys(key_file), FileKeys(key_file)
    place = a_place()
    rotate_file(key_file)
    assert unseal(seal(TEXT, place, writer), place, reader) == TEXT
    assert reader.current().number == 2


def test_every_column_of_bytes_is_sealed_at_its_own_place() -> None:
    """Rotation finds columns by themselves: bytes that are no index lie in rows with a public id."""
    found = {(one.model._meta.label_lower, one.column) for one in marks.sealed_columns()}
    assert {("people.person", "id_number"), ("people.entry", "before")} <= found
    assert ("people.person", "id_index") not in found
    for one in marks.sealed_columns():
        assert one.model._meta.get_field("public_id").unique  # type: ignore[union-attr]  # a concrete field
