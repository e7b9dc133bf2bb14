"""Room -> files: the document as it stands and the rows behind it, in any format of FORMATS."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from exports import FORMATS, Row, Source
from workshop.consensus import results
from workshop.domain.document import Document, document
from workshop.room import Room
from workshop.rooms import Rooms, now
from workshop.wording import SOURCE, speaker


def export(
    rooms: Rooms, room: Room, key: str, lang: str = SOURCE, made_at: datetime | None = None
) -> Mapping[str, bytes]:
    """The files of one format, by name. Raises KeyError for a format that is none."""
    return FORMATS[key].render(source(rooms, room, lang, made_at), speaker(lang))


def report(
    rooms: Rooms, room: Room, lang: str = SOURCE, made_at: datetime | None = None
) -> Document:
    """The document as it stands just now."""
    return source(rooms, room, lang, made_at).document


def source(rooms: Rooms, room: Room, lang: str = SOURCE, made_at: datetime | None = None) -> Source:
    """The document and the log of one and the same moment, whatever arrives meanwhile."""
    state = room.state
    kept = _rows(rooms, room)[: state.position]
    log_hash = str(kept[-1]["hash"]) if kept else ""
    return Source(document(state, results(state), made_at or now(), log_hash, lang), kept)


def _rows(rooms: Rooms, room: Room) -> tuple[Row, ...]:
    """The log as it is stored, for the archive; each row with the words that are still there."""
    return tuple(
        {
            "position": row.position,
            "at": row.at,
            "by": row.by,
            "token": row.token,
            "kind": row.kind,
            "body": json.loads(row.body),
            "hash": row.hash,
            "words": dict(words),
        }
        for row, words in rooms.rows(room.code)
    )
