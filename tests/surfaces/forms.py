"""The forms of a page as a browser without script would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Button:
    """What can be pressed: a word, and what it adds to its form."""

    label: str = ""
    name: str = ""
    value: str = ""
    form: str = ""


@dataclass(slots=True)
class Form:
    """Where a form goes, and what stands in its fields."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    boxes: set[tuple[str, str]] = field(default_factory=set)
    """Every box that could be ticked."""

    def fill(self, name: str, value: str) -> None:
        """Types into a field."""
        assert name in {known for known, _ in self.fields}, name
        self.fields = [(known, value if known == name else was) for known, was in self.fields]

    def tick(self, name: str, value: str) -> None:
        """Ticks a box, or takes the tick out."""
        assert (name, value) in self.boxes
        if (name, value) in self.fields:
            self.fields.remove((name, value))
        else:
            self.fields.append((name, value))


class Read(HTMLParser):
    """All forms, buttons, links and sentences of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.buttons: list[Button] = []
        self.links: dict[str, str] = {}
        self.alert = ""
        self.words = ""
        self._loose: list[tuple[str, str, str, bool, bool]] = []
        self._form = self._link = self._area = ""
        self._button: Button | None = None
        self._select: list[str] = []
        self._alerting = 0
        self.feed(page)
        self.close()
        for owner, name, value, box, on in self._loose:
            if box:
                self.forms[owner].boxes.add((name, value))
            if on:
                self.forms[owner].fields.append((name, value))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        owner = told.get("form", self._form)
        if tag == "form":
            self._form = told.get("id") or f"form-{len(self.forms)}"
            self.forms[self._form] = Form(told["action"])
        elif tag == "input":
            box = told.get("type") == "checkbox"
            on = not box or "checked" in told
            self._loose.append((owner, told["name"], told.get("value", ""), box, on))
        elif tag == "textarea":
            self._area = told["name"]
            self._loose.append((owner, self._area, "", False, True))
        elif tag == "select":
            self._select = [told["name"]]
        elif tag == "option" and (len(self._select) == 1 or "selected" in told):
            self._select[1:] = [told["value"]]
        elif tag == "button":
            self._button = Button("", told.get("name", ""), told.get("value", ""), owner)
        elif tag == "a":
            self._link = told["href"]
        elif told.get("role") == "alert":
            self._alerting = 1
        elif self._alerting:
            self._alerting += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._loose.append((self._form, *self._select[:2], False, True))  # type: ignore[arg-type]
            self._select = []
        elif tag == "button" and self._button is not None:
            self.buttons.append(self._button)
            self._button = None
        elif tag == "a":
            self._link = ""
        elif self._alerting:
            self._alerting -= 1

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._area:
            # a browser leaves out the line break that follows the tag
            owner, name, was, box, on = self._loose[-1]
            self._loose[-1] = (owner, name, was + data.removeprefix("\n"), box, on)
        if self._button is not None:
            self._button.label += data.strip()
        if self._link and data.strip():
            self.links[data.strip()] = self._link
        if self._alerting:
            self.alert += data.strip()
