"""Who somebody is: secrets, their hashes, and ids that tell nothing."""

from __future__ import annotations

import hashlib
import secrets

from workshop.domain.nouns import Code, KeyHash, PersonId

_BYTES = 24
_PERSON = 32


def new_secret() -> str:
    """192 random bits for a link or a cookie, in letters that an address can hold."""
    return secrets.token_urlsafe(_BYTES)


def new_id() -> str:
    """A random id or token, for what the server makes itself."""
    return secrets.token_hex(16)


def id_from(*parts: str) -> str:
    """An id that the same person sending the same thing again arrives at again."""
    return _hash("\n".join(parts))[:_PERSON]


def key_hash(secret: str) -> KeyHash:
    """What a workshop keeps of a secret: its SHA-256."""
    return KeyHash(_hash(secret))


def person_of(cookie: str, code: Code) -> PersonId:
    """The person a cookie is in one workshop. Two workshops cannot tell that it is the same."""
    return PersonId(_hash(f"{code}\n{cookie}")[:_PERSON])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
