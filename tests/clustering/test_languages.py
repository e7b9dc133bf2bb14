"""The language of a text whose author's phone did not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clustering.languages import filled, recognised

if TYPE_CHECKING:
    from tests.clustering.conftest import Room

SPOKEN = [
    ("en", "Everyone should own the data about their learning"),
    ("fr", "Chacun doit pouvoir retirer ses données quand il veut"),
    ("es", "Que las insignias se puedan llevar de una plataforma a otra"),
    ("pt", "O certificado é da pessoa que aprendeu, e não da instituição"),
    ("de", "Die Lernenden müssen verstehen, was ein Abzeichen bedeutet"),
    ("it", "Ogni studente deve poter scaricare i propri dati"),
    ("nl", "De gegevens horen bij de leerling en niet bij de school"),
    ("pl", "Każdy powinien mieć prawo do swoich danych"),
    ("tr", "Herkes sertifikalarını ücretsiz doğrulayabilmeli"),
    ("ru", "Критерии должны быть открыты заранее"),
    ("ar", "لا معنى للشهادات المفتوحة إذا كان الإنترنت ضعيفاً"),
    ("zh", "任何人都能免费验证证书 (Open Badges)"),
    ("ja", "証明書はオープンであるべきです"),
    ("ko", "배지는 학습자의 것이다"),
    ("th", "ใบรับรองควรเปิดกว้าง"),
    ("hi", "डेटा सीखने वालों का है"),
    ("el", "Τα δεδομένα ανήκουν στους μαθητές"),
    ("he", "הנתונים שייכים ללומדים"),
]


@pytest.mark.parametrize(("language", "text"), SPOKEN)
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert recognised(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🎓🎓",
        "badge",
        "OER 2024",
        "asdf asdf asdf",
        "Дані належать учням і їхнім родинам",  # Ukrainian
        "داده‌ها متعلق به یادگیرندگان است",  # Persian
        "Alla ska kunna kontrollera intyg gratis",  # Swedish
        "Semua orang harus bisa memeriksa sertifikat",  # Indonesian
    ],
)
def test_what_is_not_sure_stays_open(text: str) -> None:
    assert recognised(text) == ""


def test_of_real_contributions_hardly_any_is_taken_for_another_language(room: Room) -> None:
    found = [recognised(text) for text in room.texts]

    wrong = [
        text
        for text, a, b in zip(room.texts, found, room.languages, strict=True)
        if a not in {"", b}
    ]
    assert wrong == []
    assert found.count("") <= 0.08 * len(found)


def test_what_the_author_said_is_not_questioned() -> None:
    assert filled(["Die Lernenden und die Daten", "Die Lernenden und die Daten"], ["sw", ""]) == [
        "sw",
        "de",
    ]
