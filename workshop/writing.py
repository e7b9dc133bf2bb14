"""An export -> files on the disk: one file, or a folder where a format has several."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exports import Format


def write(form: Format, files: Mapping[str, bytes], to: Path) -> tuple[Path, ...]:
    """Writes the files of one export and returns their paths; each appears whole or not at all.

    A format with several files makes the folder `to`. Raises OSError.
    """
    if form.folder:
        to.mkdir(parents=True, exist_ok=True)
        return tuple(settled(to / name, content) for name, content in files.items())
    ((name, content),) = files.items()
    to.parent.mkdir(parents=True, exist_ok=True)
    return (settled(to / name if to.is_dir() else to, content),)


def settled(path: Path, content: bytes) -> Path:
    """Writes one file, which appears whole or not at all. Raises OSError."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    return part.replace(path)
