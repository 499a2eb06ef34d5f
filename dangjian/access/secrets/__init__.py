"""Secret fields at rest: SM4-GCM bound to its row and column, and HMAC-SM3 blind indexes to find them by."""

from dangjian.access.secrets.blind import blind_index
from dangjian.access.secrets.cipher import Tampered, seal, seal_bytes, unseal, unseal_bytes
from dangjian.access.secrets.keys import FileKeys, Key, KeyMissing, KeyProvider, provider
from dangjian.access.secrets.places import Place

__all__ = [
    "FileKeys",
    "Key",
    "KeyMissing",
    "KeyProvider",
    "Place",
    "Tampered",
    "blind_index",
    "provider",
    "seal",
    "seal_bytes",
    "unseal",
    "unseal_bytes",
]
