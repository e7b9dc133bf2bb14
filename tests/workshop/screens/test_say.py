"""Participants' text is never Markdown: what Streamlit renders as such is only our sentences.

Streamlit's labels, captions, tables, tooltips and toasts are Markdown: they load images, make links
and typeset formulas. So each of them gets a literal, or a sentence from `wording` whose facts are
numbers and times. Words of people and names that people gave are drawn through `say.draw`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest

from tests.people import MORNING, SORTING, after, fay, t1
from workshop.domain.commands import RenameTheme
from workshop.domain.desk_view import desk
from workshop.screens.desk.acts import act_name
from workshop.wording import speaker

ROOT = Path(__file__).parents[3]
SCREENS = ROOT / "workshop" / "screens"
MODULES = sorted(SCREENS.rglob("*.py"))

LABELLED = frozenset(
    [
        "audio_input",
        "badge",
        "button",
        "camera_input",
        "caption",
        "chat_input",
        "chat_message",
        "checkbox",
        "color_picker",
        "date_input",
        "datetime_input",
        "dialog",
        "download_button",
        "error",
        "expander",
        "feedback",
        "file_uploader",
        "form_submit_button",
        "header",
        "info",
        "link_button",
        "markdown",
        "menu_button",
        "multiselect",
        "number_input",
        "page_link",
        "popover",
        "progress",
        "select_slider",
        "selectbox",
        "slider",
        "spinner",
        "status",
        "subheader",
        "success",
        "text_area",
        "text_input",
        "time_input",
        "title",
        "toast",
        "toggle",
        "warning",
        "write",
    ]
)
"""Calls whose first argument and tooltip are Markdown; options and values of fields are not."""
RENDERED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # by call: the arguments that are rendered, beginning with the first positional one
        **dict.fromkeys(LABELLED, ("label", "help")),
        "radio": ("label", "help", "options", "captions", "format_func"),
        "pills": ("label", "help", "options", "format_func"),
        "segmented_control": ("label", "help", "options", "format_func"),
        "tabs": ("label",),
        "table": ("label",),
        "metric": ("label", "value", "delta", "help"),
    }
)
NEVER = frozenset(
    {"mermaid_chart", "LinkColumn", "ImageColumn", "iframe", "latex", "write_stream", "echo"}
)
NEVER_ASKED = frozenset({"unsafe_allow_html", "unsafe_allow_javascript"})
DOORS = frozenset({"say.py", "look.py", "entering.py"})
"""Who may call `st.html`: the door, the style sheets, and the page for nobody."""
SENTENCES = frozenset({"say", "count", "number", "day", "time", "language"})
"""What a Speaker says: `refusal` is not among them, since a refusal may quote somebody."""
NUMBERS = frozenset(
    [
        "agree",
        "answered",
        "at",
        "choices",
        "count",
        "end",
        "heard",
        "here",
        "index",
        "limit",
        "many",
        "minutes",
        "moved",
        "n",
        "newest",
        "number",
        "numbers",
        "older",
        "page",
        "pages",
        "place",
        "position",
        "roman",
        "start",
        "step",
        "version",
        "voted",
        "votes",
        "waiting",
    ]
)
"""Names of numbers: only these may stand in a sentence that is rendered."""
COUNTS = frozenset({"len", "round", "max", "min", "sum", "abs", "int", "ceil", "range"})
VOUCHED = frozenset({"act_name"})
"""Functions that a test of their own vouches for: they say numbers in a way that no tree shows."""
OTHERS = frozenset({"steward"})
"""What is asked by the same names and draws nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """An expression with the function and the module it stands in."""

    tree: ast.Module
    inside: ast.FunctionDef | None


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, Place]]:
    """Every call of a method, with where it stands."""
    for function in [None, *(f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef))]:
        for node in own(function or tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node, Place(tree, function)


def own(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without the functions in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from own(child)


def rendered(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that Streamlit renders as Markdown."""
    assert isinstance(call.func, ast.Attribute)
    if getattr(call.func.value, "attr", "") in OTHERS:
        return
    names = RENDERED.get(call.func.attr, ())
    if names and call.args:
        yield call.args[0]
    if (
        "options" in names
        and len(call.args) > 1
        and not any(keyword.arg == "format_func" for keyword in call.keywords)
    ):
        yield call.args[1]
    plain = {"options"} if any(k.arg == "format_func" for k in call.keywords) else set()
    for keyword in call.keywords:
        if keyword.arg in {*names, "body", "text"} - plain and names:
            yield keyword.value


def sound(node: ast.expr, place: Place) -> bool:  # noqa: C901, PLR0911 - one line a kind
    """Whether this can be nothing but our own words and numbers."""
    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=one, orelse=other):
            return sound(one, place) and sound(other, place)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(sound(part, place) for part in parts)
        case ast.JoinedStr(values=parts):
            return all(sound(part, place) for part in parts)
        case ast.FormattedValue(value=value):
            return sound(value, place) or counted(value, place)
        case ast.BinOp(left=one, right=other):
            return sound(one, place) and sound(other, place)
        case ast.Lambda(body=body):
            return sound(body, place)
        case ast.Call():
            return told(node, place)
        case ast.Name(id=name):
            return known(name, place)
        case ast.Dict(values=values):
            return all(sound(value, place) for value in values)
        case ast.DictComp(value=value):
            return sound(value, place)
        case ast.Subscript(value=ast.Name(id=table)):
            return known(table, place)
    return False


def told(node: ast.Call, place: Place) -> bool:
    """Whether a call is a sentence of a Speaker, or of a function that returns nothing else."""
    match node.func:
        case ast.Attribute(attr=attr, value=on) if attr in SENTENCES and speaks(node.func, on):
            return all(message(arg, place) for arg in messages(node)) and all(
                counted(keyword.value, place) or sound(keyword.value, place)
                for keyword in node.keywords
            )
        case ast.Name(id="say"):
            return all(message(arg, place) for arg in node.args) and all(
                counted(keyword.value, place) for keyword in node.keywords
            )
        case ast.Name(id=name):
            return name in VOUCHED or any(answers(*found) for found in defined(name, place.tree))
    return False


def speaks(func: ast.Attribute, on: ast.expr) -> bool:
    """Whether it is a Speaker that is called: `here.say(...)`, `here.say.count(...)`."""
    if func.attr == "say":
        return True
    return (isinstance(on, ast.Attribute) and on.attr == "say") or (
        isinstance(on, ast.Name) and on.id == "say"
    )


def messages(node: ast.Call) -> list[ast.expr]:
    """The arguments that are messages: one, two for a plural; none where a number is said."""
    assert isinstance(node.func, ast.Attribute)
    return node.args[: {"say": 1, "count": 2}.get(node.func.attr, 0)]


def message(node: ast.expr, place: Place) -> bool:
    """Whether this is a message of ours: a literal, or one that a table holds."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.Subscript(value=value):
            return isinstance(value, ast.Subscript | ast.Name) and message(value, place)
        case ast.Name(id=name) if name.isupper():
            return True
        case ast.IfExp(body=one, orelse=other):
            return message(one, place) and message(other, place)
        case ast.Name(id=name):
            return known(name, place)
    return False


def counted(node: ast.expr, place: Place) -> bool:  # noqa: PLR0911 - one line a kind
    """Whether this is a number or a time."""
    match node:
        case ast.Constant(value=int() | float()):
            return True
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in NUMBERS or name.isupper():
            return True
        case ast.Name():
            return sound(node, place)
        case ast.BinOp(left=one, right=other):
            return counted(one, place) and counted(other, place)
        case ast.IfExp(body=one, orelse=other):
            return counted(one, place) and counted(other, place)
        case ast.BoolOp(values=parts):
            return all(counted(part, place) for part in parts)
        case ast.Call(func=ast.Name(id=name)) if name in COUNTS:
            return True
        case ast.Call():
            return told(node, place)
    return False


def known(name: str, place: Place) -> bool:
    """Whether a name can only hold our own words: all that is ever given to it is sound."""
    if name.isupper():
        return True
    if place.inside is None:
        return False
    if name in {arg.arg for arg in [*place.inside.args.args, *place.inside.args.kwonlyargs]}:
        return given(name, place.inside, place.tree)
    values = list(assigned(name, place.inside))
    return bool(values) and all(sound(v, place) or counted(v, place) for v in values)


def assigned(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Every value that a function gives to a name; the table itself where a loop walks it."""
    for node in own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield value
            case ast.AugAssign(target=ast.Name(id=target), value=value) if target == name:
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = zip(names, values, strict=False)
                yield from (v for n, v in pairs if isinstance(n, ast.Name) and n.id == name)
            case (
                ast.For(target=target, iter=walked) | ast.comprehension(target=target, iter=walked)
            ):
                yield from looped(name, target, walked)


def looped(name: str, target: ast.expr, walked: ast.expr) -> Iterator[ast.expr]:
    """What a loop over written-out rows gives to a name, column by column; else what it walks."""
    match target, walked:
        case ast.Name(id=same), ast.Tuple(elts=rows) | ast.List(elts=rows) if same == name:
            yield from rows
        case ast.Name(id=same), _ if same == name:
            yield walked
        case ast.Tuple(elts=columns), ast.Tuple(elts=rows) | ast.List(elts=rows):
            at = [isinstance(c, ast.Name) and c.id == name for c in columns]
            for row in rows:
                if True in at and isinstance(row, ast.Tuple):
                    yield row.elts[at.index(True)]
        case ast.Tuple(), ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="items")) if (
            name in {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}
        ):
            yield ast.Name(id=table)


def given(name: str, function: ast.FunctionDef, tree: ast.Module) -> bool:
    """Whether everybody who calls a function gives it our own words for this name."""
    names = [arg.arg for arg in function.args.args]
    values = []
    for outer, module in callers(function, tree):
        for node in own(outer):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function.name:
                named = {k.arg: k.value for k in node.keywords}
                value = named.get(name)
                if value is None and name in names and len(node.args) > names.index(name):
                    value = node.args[names.index(name)]
                if value is not None:
                    values.append(sound(value, Place(module, outer)))
    return bool(values) and all(values)


def callers(
    function: ast.FunctionDef, tree: ast.Module
) -> Iterator[tuple[ast.FunctionDef, ast.Module]]:
    """Every function that may call this one: of its module, and of those that import it."""
    modules = [tree]
    if not function.name.startswith("_"):
        modules += [
            m for m in map(parsed, MODULES) if (function, tree) in defined(function.name, m)
        ]
    for module in dict.fromkeys(modules):
        for outer in functions(module).values():
            yield outer, module


def defined(name: str, tree: ast.Module) -> list[tuple[ast.FunctionDef, ast.Module]]:
    """The function of this name: of this module, or imported from another one of the screens."""
    if name in functions(tree):
        return [(functions(tree)[name], tree)]
    return [
        (functions(parsed(source))[name], parsed(source))
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and name in {each.name for each in node.names}
        for source in MODULES
        if (node.module or "").split(".")[-1] == source.stem and name in functions(parsed(source))
    ]


def answers(function: ast.FunctionDef, tree: ast.Module) -> bool:
    """Whether a function returns nothing but our own words."""
    inside = Place(tree, function)
    returned = [n.value for n in own(function) if isinstance(n, ast.Return) and n.value]
    return bool(returned) and all(sound(value, inside) for value in returned)


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions of a module by name."""
    return {f.name: f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef)}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def faults(tree: ast.Module) -> list[str]:
    """Each place of a module where Streamlit might render somebody's words."""
    found = []
    for call, place in calls(tree):
        assert isinstance(call.func, ast.Attribute)
        if call.func.attr in NEVER:
            found.append(f"line {call.lineno}: {call.func.attr} is never used here")
        found += [
            f"line {call.lineno}: {keyword.arg} is never used here"
            for keyword in call.keywords
            if keyword.arg in NEVER_ASKED
        ]
        found += [
            f"line {argument.lineno}: {call.func.attr}({ast.unparse(argument)})"
            for argument in rendered(call)
            if not sound(argument, place)
        ]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SCREENS)))
def test_streamlit_renders_nothing_but_our_own_sentences(path: Path) -> None:
    assert faults(parsed(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SCREENS)))
def test_html_reaches_a_page_by_one_door(path: Path) -> None:
    html = [c.lineno for c, _ in calls(parsed(path)) if c.func.attr == "html"]  # type: ignore[attr-defined]

    assert path.name in DOORS or html == []


HARMFUL = (
    "def f(here, c): st.markdown(c.words.text)",
    "def f(here, t): st.button(t.name)",
    "def f(here, t): st.button(here.say('Open {name}', name=t.name))",
    "def f(here, t): st.toast(f'Moved to {t.name}')",
    "def f(here, t):\n label = t.name\n st.button(label)",
    "def f(here, t): st.button('x', help=t.name)",
    "def f(here, t): st.radio('x', [x.name for x in t])",
    "def f(here, t): st.segmented_control('x', t, format_func=lambda x: x.name)",
    "def f(here, r): st.error(here.say.refusal(r))",
    "def f(here, d): st.table(d)",
    "def f(here, d): st.markdown('x', unsafe_allow_html=True)",
    "def _g(t): st.button(t)\ndef f(here, t): _g(t.name)",
    "def g(t): return t.name\ndef f(here, t): st.button(g(t))",
    "def f(here, t):\n for name in t.names:\n  st.button(name)",
    "def f(here, t): st.caption(here.say(t.name))",
    "def f(column, t): column.caption(t.words.text)",
    "def f(here, t): st.mermaid_chart(t)",
)
HARMLESS = (
    "def f(here): st.button('Send')",
    "def f(here): st.button(here.say('Send'))",
    "def f(here, t): st.button(here.say.count('{n} voice', '{n} voices', len(t)))",
    "def f(here, t): st.button(here.say('Theme {number}', number=t.number))",
    "def f(here, t): st.selectbox(here.say('Theme'), [x.name for x in t])",
    "def f(here, on):\n label = here.say('A') if on else here.say('B')\n st.button(label)",
    "def f(here): st.segmented_control('x', VIEWS, format_func=lambda v: here.say(VIEWS[v]))",
    "def f(here, t): st.text_area(here.say('Your words'), t.words.text)",
    "def f(here):\n for label in (here.say('A'), here.say('B')):\n  st.button(label)",
)


@pytest.mark.parametrize("code", HARMFUL)
def test_what_would_render_peoples_words_is_found(code: str) -> None:
    assert faults(ast.parse(code))


@pytest.mark.parametrize("code", HARMLESS)
def test_what_only_says_our_words_is_left_alone(code: str) -> None:
    assert faults(ast.parse(code)) == []


def test_the_name_of_an_act_holds_numbers_and_nobodys_words() -> None:
    state = after(SORTING, RenameTheme(by=fay, theme=t1, name="![x](http://192.0.2.7) own"))
    done = desk(state, fay, MORNING).undo

    assert done is not None
    assert act_name(SimpleNamespace(say=speaker()), done) == "renamed theme 1"  # type: ignore[arg-type]
