"""The desk: one file a view. Which views somebody sees depends on the links they hold."""

from __future__ import annotations

from workshop.screens.desk.page import page

__all__ = ["page"]
