from __future__ import annotations

from workshop.domain.nouns import Code
from workshop.domain.organising import CODE_LETTERS
from workshop.identity import key_hash, new_id, new_secret, person_of

HERE, THERE = Code("HTX47K"), Code("AAAAAA")


def test_secrets_are_long_and_never_the_same() -> None:
    secrets = {new_secret() for _ in range(1000)}

    assert len(secrets) == 1000
    assert all(len(secret) * 6 >= 128 for secret in secrets)
    assert all(secret.replace("-", "").replace("_", "").isalnum() for secret in secrets)


def test_what_a_workshop_keeps_of_a_secret_is_its_hash() -> None:
    secret = new_secret()

    assert len(key_hash(secret)) == 64
    assert secret not in key_hash(secret)


def test_a_cookie_is_the_same_person_again_in_the_same_workshop() -> None:
    assert person_of("cookie", HERE) == person_of("cookie", HERE)


def test_two_workshops_cannot_tell_that_somebody_was_in_both() -> None:
    assert person_of("cookie", HERE) != person_of("cookie", THERE)
    assert "cookie" not in person_of("cookie", HERE)


def test_a_cookie_of_any_letters_is_somebody() -> None:
    assert len({person_of(cookie, HERE) for cookie in ("", "\ud800", "a" * 10_000, "ü")}) == 4


def test_ids_are_never_the_same() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert len(CODE_LETTERS) ** 6 > 10**9
