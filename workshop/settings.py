"""What whoever starts the server decides: read once from the environment, then handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

_HIGHEST_PORT = 65535


class BadSetting(ValueError):
    """A setting that cannot be used: which one, what it holds, what to do."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        super().__init__(name, value, remedy)
        self.name = name
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name} is {self.value!r}. {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to listen, where to keep the log, what to print in links, which model to use."""

    port: int = 8501
    db: Path = Path("var/workshop.db")
    url: str | None = None
    """The address in links and QR codes, without a slash at its end; None: found when asked for."""
    model: Path | None = None
    """A folder with an encoder; None: the encoder that ships with the project."""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The settings that `environ` holds; what is missing or empty keeps its default.

        Raises BadSetting for the first one that cannot be used.
        """
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        plain = cls()
        return cls(
            port=_port(given["WORKSHOP_PORT"]) if "WORKSHOP_PORT" in given else plain.port,
            db=_db(given["WORKSHOP_DB"]) if "WORKSHOP_DB" in given else plain.db,
            url=_url(given["WORKSHOP_URL"]) if "WORKSHOP_URL" in given else plain.url,
            model=_model(given["WORKSHOP_MODEL"]) if "WORKSHOP_MODEL" in given else plain.model,
        )


def _port(value: str) -> int:
    digits = value.isascii() and value.isdecimal()
    if not digits or not 1 <= int(value[:6]) <= _HIGHEST_PORT:
        raise BadSetting("WORKSHOP_PORT", value, f"Give a number from 1 to {_HIGHEST_PORT}.")
    return int(value)


def _db(value: str) -> Path:
    path = Path(value).expanduser()
    if path.is_dir():
        raise BadSetting("WORKSHOP_DB", value, "That is a folder; give the path of a file.")
    return path


def _url(value: str) -> str:
    remedy = (
        "Give an address as people type it, such as https://thread.example or http://10.0.0.5:8501."
    )
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise BadSetting("WORKSHOP_URL", value, remedy) from None
    if not usable or any(letter.isspace() for letter in value):
        raise BadSetting("WORKSHOP_URL", value, remedy)
    if parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(
            "WORKSHOP_URL", value, f"Leave out what stands around {parts.scheme}://host:port."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _model(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_dir():
        raise BadSetting(
            "WORKSHOP_MODEL",
            value,
            "There is no such folder; leave it empty for the shipped model.",
        )
    return path
