"""What the environment says, what is made of it, and what is said when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.addresses import address, local_addresses, ranked
from workshop.settings import BadSetting, Settings


def test_a_workshop_starts_without_any_setting() -> None:
    settings = Settings.read({})

    assert settings == Settings(port=8501, db=Path("var/workshop.db"), url=None, model=None)


def test_every_setting_is_read_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "WORKSHOP_PORT": "80",
        "WORKSHOP_DB": str(tmp_path / "hall.db"),
        "WORKSHOP_URL": "https://thread.example/",
        "WORKSHOP_MODEL": str(tmp_path),
    }

    settings = Settings.read(environ)

    assert settings.port == 80
    assert settings.db == tmp_path / "hall.db"
    assert settings.url == "https://thread.example"
    assert settings.model == tmp_path


def test_an_empty_setting_is_no_setting() -> None:
    environ = {"WORKSHOP_PORT": "", "WORKSHOP_URL": "  ", "WORKSHOP_DB": "", "WORKSHOP_MODEL": ""}

    assert Settings.read(environ) == Settings()


def test_the_settings_of_other_programs_do_not_matter() -> None:
    assert Settings.read({"PATH": "/bin", "PORT": "nonsense"}) == Settings()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8501.0", "http", "٨٥٠١", "9" * 5000])
def test_a_port_nobody_can_listen_on_is_named_with_its_value(value: str) -> None:
    with pytest.raises(BadSetting) as bad:
        Settings.read({"WORKSHOP_PORT": value})

    assert bad.value.name == "WORKSHOP_PORT"
    assert bad.value.value == value
    assert str(bad.value) == f"WORKSHOP_PORT is {value!r}. Give a number from 1 to 65535."


@pytest.mark.parametrize(
    "value",
    [
        "thread.example",
        "ftp://thread.example",
        "http://",
        "http://[::1",
        "http://thread.example:port",
        "http://thread.example/sub/folder",
        "http://thread.example?x=1",
        "http://thread.example#x",
        "http://me:secret@thread.example",
        "http://thread .example",
    ],
)
def test_an_address_that_phones_could_not_open_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(BadSetting, match=r"^WORKSHOP_URL is "):
        Settings.read({"WORKSHOP_URL": value})


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"^WORKSHOP_DB is .* give the path of a file\.$"):
        Settings.read({"WORKSHOP_DB": str(tmp_path)})


def test_a_model_that_is_not_there_is_noticed_before_anybody_has_come(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"^WORKSHOP_MODEL is .* There is no such folder"):
        Settings.read({"WORKSHOP_MODEL": str(tmp_path / "missing")})


def test_links_begin_with_the_address_that_the_host_chose() -> None:
    settings = Settings(url="https://thread.example", port=9000)

    assert address(settings) == "https://thread.example"


def test_links_begin_with_an_address_of_this_machine_when_nobody_chose_one() -> None:
    settings = Settings(port=9000)

    assert address(settings) == f"http://{local_addresses()[0]}:9000"


def test_a_machine_always_has_an_address() -> None:
    assert local_addresses()


def test_the_address_in_the_room_comes_before_those_nobody_in_the_room_can_use() -> None:
    found = ["169.254.7.7", "198.51.100.4", "192.168.1.20", "127.0.0.1", "10.0.0.5", "0.0.0.0"]  # noqa: S104

    assert ranked(found) == ("192.168.1.20", "10.0.0.5", "198.51.100.4", "169.254.7.7")


def test_an_address_found_twice_is_listed_once_and_other_things_not_at_all() -> None:
    found = ["10.0.0.5", "fe80::1", "10.0.0.5", "localhost", "", "224.0.0.1"]

    assert ranked(found) == ("10.0.0.5",)
