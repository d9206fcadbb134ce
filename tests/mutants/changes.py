"""The small changes of meaning that a file allows, by mutmut's operators; none where there is no meaning to test."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# Kinds, and how often each is drawn: arguments are three in five of all there are, and most of those cannot be missed.
KINDS = {"decision": 4, "constant": 2, "argument": 3, "value": 1}

Operator = Callable[[Any], Any]
_OPERATORS: tuple[tuple[str, tuple[type, ...], Operator], ...] = (
    ("decision", (cst.CSTNode,), mutators.operator_swap_op),
    ("decision", (cst.CSTNode,), mutators.operator_keywords),
    ("decision", (cst.UnaryOperation,), mutators.operator_remove_unary_ops),
    ("decision", (cst.Name,), mutators.operator_name),
    ("decision", (cst.IfExp, cst.If, cst.While, cst.CompIf), mutators.operator_if_exp),
    ("decision", (cst.Match,), mutators.operator_match),
    ("constant", (cst.BaseNumber,), mutators.operator_number),
    # The first of its changes; the others, in capitals and in small letters, say the same to SQL and to MIME.
    ("constant", (cst.BaseString,), lambda node: list(mutators.operator_string(node))[:1]),
    ("argument", (cst.Call,), mutators.operator_arg_removal),
    ("argument", (cst.Call,), mutators.operator_dict_arguments),
    ("value", (cst.Assign, cst.AnnAssign, cst.Return), mutators.operator_assignment),
    ("value", (cst.AugAssign,), mutators.operator_augmented_assignment),
    ("value", (cst.Lambda,), mutators.operator_lambda),
    ("value", (cst.Call,), mutators.operator_symmetric_string_methods_swap),
    ("value", (cst.Call,), mutators.operator_unsymmetrical_string_methods_swap),
)
# Left alone with all they hold. Decorators say how a value is kept (frozen, cached), asserts and annotations speak to
# the type checker.
_SILENT = (cst.Decorator, cst.Annotation, cst.Import, cst.ImportFrom, cst.Assert)
# Words have their catalogue, types their checker, and at a failpoint only the reliability suite does anything.
_SILENT_CALLS = frozenset(("N_", "NN_", "_", "cast", "TypeVar", "NewType", "failpoint"))
_BUGS = frozenset(("AssertionError", "NotImplementedError", "TypeError"))  # what they say is for us


@dataclass(frozen=True)
class Change:
    """The `index`th change of a file: at `line`, within the statement (or its head) `first` to `last`."""

    path: str
    index: int
    kind: str
    scope: str
    line: int
    first: int
    last: int
    ident: str


def changes(path: str, source: str) -> list[Change]:
    """Every change of a file. An `ident` knows the place by its text: lines may move."""
    found: list[Change] = []
    lines, again = source.splitlines(), Counter[str]()
    for index, (kind, scope, where, first, last, old, new, code) in enumerate(_all(source)):
        text = "\0".join((path, scope, *lines[first - 1 : last], code(old), code(new)))
        again[text] += 1
        ident = sha256(f"{text}\0{again[text]}".encode()).hexdigest()[:16]
        found.append(Change(path, index, kind, scope, where, first, last, ident))
    return found


def changed(source: str, index: int) -> str:
    """The file with that change made."""
    for n, (*_, old, new, code) in enumerate(_all(source)):
        if n == index:
            return str(code(None).deep_replace(old, new).code)
    raise IndexError(index)


def _all(source: str) -> Iterator[tuple[str, str, int, int, int, Any, Any, Callable[[Any], Any]]]:
    wrapper = MetadataWrapper(cst.parse_module(source))
    module, at = wrapper.module, wrapper.resolve(PositionProvider)

    def code(node: Any) -> Any:
        return module if node is None else module.code_for_node(node)

    def walk(node: Any, scope: str, first: int, last: int) -> Iterator[Any]:
        if _silent(node, scope):
            return
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            scope = f"{scope}.{node.name.value}".lstrip(".")
        if isinstance(node, cst.SimpleStatementLine):
            first, last = at[node].start.line, at[node].end.line
        elif isinstance(node, cst.BaseCompoundStatement):
            first = at[node].start.line
            last = max(first, at[node.cases[0] if isinstance(node, cst.Match) else node.body].start.line - 1)
        for kind, types, operator in _OPERATORS:
            if isinstance(node, types):
                for new in operator(node):
                    if _same(code(node), code(new)):
                        continue
                    where = at[node].start.line if node in at else first
                    yield kind, scope, where, first, last, node, new, code
        for child in node.children:
            yield from walk(child, scope, first, last)

    yield from walk(module, "", 1, 1)


def _same(old: str, new: str) -> bool:
    """Whether only a message is gone, a zip is no longer strict about what cannot be, or None stands for False: that is
    the same to whoever asks, and True is tried as well."""
    if old.count("N_(") > new.count("N_("):
        return True
    if "strict=True" in old and new in (old.replace("strict=True", end) for end in ("", "strict=None")):
        return True
    return any(old[: m.start()] + "None" + old[m.end() :] == new for m in re.finditer(r"\bFalse\b", old))


def _silent(node: Any, scope: str) -> bool:
    match node:
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True  # a docstring
        case cst.Call(func=cst.Name(value=name)):
            return name in _SILENT_CALLS
        case cst.Call(func=cst.Attribute(value=cst.Name(value="log"))):
            return True
        case cst.Raise(exc=cst.Call(func=cst.Name(value=name))):
            return name in _BUGS
        case cst.Arg(keyword=cst.Name(value="strict")):
            return True  # of zip: for what cannot be
        case cst.If(test=cst.Name(value="TYPE_CHECKING")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value) if not scope:
            alias = name[:1].isupper() and not name.isupper() and not isinstance(value, cst.Call)
            return name == "__all__" or alias or _silent(value, scope)  # a message too
    return isinstance(node, _SILENT)
