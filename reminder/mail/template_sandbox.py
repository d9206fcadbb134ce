"""Jinja2, fenced in. An operator's template may say anything; it can neither reach Python nor exhaust the machine.

Jinja's own sandbox stops the first but not the second (`'a' * 10**8`, nested loops). So every loop, call,
include and output is charged against one budget for each rendering, what multiplies is refused, and of the
built-in filters only those stay whose result is no longer than what goes in (reliability G-4, G-5).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from reminder.mail.contents import (
    AgencyPart,
    Correspondent,
    Detail,
    Item,
    ListedAgency,
    Mailed,
    MailView,
    Tally,
    WeekFigures,
)

BUDGET = 8_000_000  # characters put out, plus template nodes passed through
MAX_OUTPUT = 1 << 20  # characters in one part of a mail
_MAX_VALUE = 1 << 16  # characters or members in any value a template makes itself
_CALL = 200  # what a call costs besides what it puts out

_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "last", "length", "list", "lower",
    "map", "max", "min", "reject", "rejectattr", "round", "select", "selectattr", "sort", "string", "title", "trim",
    "unique", "upper",
})  # fmt: skip
_REFUSED = (nodes.Mul, nodes.Pow, nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock)
_PARTS = {Item, ListedAgency, Mailed, Correspondent, AgencyPart, Tally, WeekFigures, Detail}
_OPEN = frozenset(_PARTS | {MailView, LoopContext, TemplateModule})
# What is equal only where every word in it is: macros called with nothing else are kept by it.
_PLAIN = frozenset(_PARTS | {str, Markup, int, bool, type(None), date})
_MAX_KEPT = 1 << 22  # characters of words kept for the next mail
_ENTRY = 500  # what each costs of them besides its words


class _Purse:
    """What one rendering may still spend, and whether it is inside a macro whose words will be kept."""

    __slots__ = ("keeping", "left")

    def __init__(self) -> None:
        self.left, self.keeping = BUDGET, False


_purse: ContextVar[_Purse | None] = ContextVar("template_budget", default=None)


@contextmanager
def budget() -> Iterator[None]:
    """Everything rendered inside shares one budget; SecurityError when it is used up."""
    token = _purse.set(_Purse())
    try:
        yield
    finally:
        _purse.reset(token)


def spend(cost: int) -> None:
    purse = _purse.get()
    if purse is None:  # the compiler folding constants
        return
    purse.left -= cost
    if purse.left < 0:
        raise SecurityError("the template does more work than one mail may take")


def escapes(name: str | None) -> bool:
    """Everything is escaped but plain text; Jinja's own rule misses `mail.html.j2`."""
    return name is None or not name.removesuffix(".j2").endswith(".txt")


class _Imported(Template):
    """A template that tells the sandbox which macros see nothing but their arguments."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        known, module = self._module, super()._get_default_module(ctx)
        if known is None and module is self._module:  # made once, without anybody's view in it
            cast(Sandbox, self.environment).pure.update(
                found for found in vars(module).values() if type(found) is Macro
            )
        return module


class Sandbox(ImmutableSandboxedEnvironment):
    """One language's templates. `words` are its filters; macros are all that can be called.

    What an imported macro makes of plain values is kept: a hundred agencies are told of one matter in the same
    words. It costs the budget the same each time.
    """

    template_class = _Imported
    intercepted_binops = frozenset({"+", "%"})

    def __init__(self, loader: BaseLoader, words: dict[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=escapes,
            finalize=_put_out,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.globals = {}
        self.pure: set[Macro] = set()
        self._kept: dict[tuple[Any, ...], tuple[str, int]] = {}
        self._room = _MAX_KEPT
        self.filters = {name: f for name, f in self.filters.items() if name in _FILTERS} | words
        self.filters |= {"join": _join, "metered": _metered, "bounded": _bounded}

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        # As in Jinja: the double prefix keeps a template's own keyword from clashing.
        spend(_CALL)
        if not isinstance(__obj, Macro):
            if isinstance(__obj, Undefined):
                return __context.call(__obj)
            # Jinja's own message would show the object, a mail's contents with it.
            raise SecurityError("only macros can be called in a mail template")
        # What loops and blocks pass along is for functions that take the context itself.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        purse = _purse.get()
        if kwargs or purse is None or purse.keeping or not __self._keeps(__obj, args):
            return __obj(__context.eval_ctx, *args, **kwargs)
        # A plain word and an escaped one are equal, but not the same.
        key = (__obj, __context.eval_ctx.autoescape, args, *map(type, args))
        kept = __self._kept.get(key)
        if kept is not None:
            spend(kept[1])
            return kept[0]
        purse.keeping, before = True, purse.left
        made = __obj(__context.eval_ctx, *args)
        purse.keeping = False
        __self._keep(key, made, before - purse.left)
        return made

    def _keeps(self, called: Any, args: tuple[Any, ...]) -> bool:
        """Whether what it gives hangs on these values alone."""
        return called in self.pure and all(
            type(arg) in _PLAIN or (type(arg) is Macro and arg in self.pure) for arg in args
        )

    def _keep(self, key: tuple[Any, ...], made: Any, cost: int) -> None:
        size = _ENTRY + len(made) + sum(len(arg) for arg in key[2] if isinstance(arg, str))
        if size > self._room:
            self._kept, self._room = {}, _MAX_KEPT
        if size <= self._room:
            self._kept[key] = (made, cost)
            self._room -= size

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Views are data through and through: what is public in them needs no further questions.
        if type(obj) in _OPEN and attribute[:1] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and not isinstance(left, int):
            raise SecurityError("% formats without bounds; write the value out")
        return _bounded(super().call_binop(context, operator, left, right))

    def get_template(self, *args: Any, **kwargs: Any) -> Any:
        spend(_CALL)
        return super().get_template(*args, **kwargs)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for found in tree.find_all((*_REFUSED, nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
            if isinstance(found, _REFUSED):
                raise TemplateSyntaxError(
                    f"{type(found).__name__} has no place in a mail template", found.lineno, name, filename
                )
            # A plain macro called from HTML would come back marked as safe without having been escaped.
            named = getattr(found, "template", None)
            if not isinstance(named, nodes.Const) or escapes(named.value) != escapes(name):
                raise TemplateSyntaxError(
                    "name one template of the same sort (.txt.j2 or .html.j2)", found.lineno, name, filename
                )
        _fence(tree)
        return tree


def _fence(node: nodes.Node) -> None:
    """Charge every loop for what its body holds; bound everything that concatenates."""
    for field, value in list(node.iter_fields()):
        children = value if isinstance(value, list) else [value]
        fenced = [_fenced(child) for child in children]
        if any(new is not old for new, old in zip(fenced, children, strict=True)):
            setattr(node, field, fenced if isinstance(value, list) else fenced[0])
    if isinstance(node, nodes.For):
        node.iter = _filter(node.iter, "metered", nodes.Const(_weight(node)))


def _fenced(child: Any) -> Any:
    if not isinstance(child, nodes.Node):
        return child
    _fence(child)
    return _filter(child, "bounded") if isinstance(child, nodes.Concat) else child


def _filter(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=node.lineno)


def _weight(node: nodes.Node) -> int:
    return sum(len(n.data) for n in node.find_all(nodes.TemplateData)) + sum(1 for _ in node.find_all(nodes.Node))


def _put_out(value: Any) -> Any:
    """What `{{ … }}` gives; None is a fault, not the word None."""
    if value is None:
        raise ValueError("a value is None where the template puts it out; ask for it first")
    if isinstance(value, str):
        spend(len(value))
    return value


def _metered(values: Iterable[Any], weight: int) -> tuple[Any, ...]:
    found = tuple(values)
    spend(len(found) * weight)
    return found


def _bounded(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > _MAX_VALUE:
        raise SecurityError("a template may not build a value this long")
    return value


def _join(values: Iterable[Any], between: str = "") -> str:
    """Plain text only: what is joined is escaped when it is put out."""
    parts = [str(v) for v in values]
    if sum(map(len, parts)) + len(between) * len(parts) > _MAX_VALUE:
        raise SecurityError("a template may not build a value this long")
    return between.join(parts)
