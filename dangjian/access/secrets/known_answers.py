"""Known answers (T61): the ciphers give what the standards print, before anything is sealed or opened."""

from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import ECB, GCM
from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC

_KEY: Final = bytes.fromhex("0123456789abcdeffedcba9876543210")


def _sm3(data: bytes) -> bytes:
    made = Hash(SM3())
    made.update(data)
    return made.finalize()


def _sm4(data: bytes) -> bytes:
    sealing = Cipher(SM4(_KEY), ECB()).encryptor()  # noqa: S305  # one block of the standard's own example
    return sealing.update(data) + sealing.finalize()


def _hmac(data: bytes) -> bytes:
    made = HMAC(bytes(range(1, 33)), SM3())
    made.update(data)
    return made.finalize()


def _sm4_gcm(data: bytes) -> bytes:
    sealing = Cipher(SM4(_KEY), GCM(bytes.fromhex("00001234567800000000abcd"))).encryptor()
    sealing.authenticate_additional_data(bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    return sealing.update(data) + sealing.finalize() + sealing.tag


_GCM_ANSWER: Final = (
    "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
    "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    "83de3541e4c2b58177e065a9bf7b62ec"
)
ANSWERS: Final[tuple[tuple[str, Callable[[bytes], bytes], bytes, str], ...]] = (
    (
        "SM3（GB/T 32905 附录 A）",
        _sm3,
        b"abc",
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    ),
    (
        "SM3（GB/T 32905 附录 A，64 字节）",
        _sm3,
        b"abcd" * 16,
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
    ),
    ("SM4（GB/T 32907 附录 A）", _sm4, _KEY, "681edf34d206965e86b3e94f536e4246"),
    (
        "HMAC-SM3（GM/T 0042 附录 D）",
        _hmac,
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" * 2,
        "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a",
    ),
    (
        "SM4-GCM（RFC 8998 附录 A.1）",
        _sm4_gcm,
        b"".join(bytes([value]) * 8 for value in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA)),
        _GCM_ANSWER,
    ),
)


def wrong() -> list[str]:
    """Return the names of what does not give its known answer; nothing where all is well."""
    return [name for name, make, given, answer in ANSWERS if make(given).hex() != answer]
