"""A value of `blocks` or `finding` ↔ JSON, for the pipe between who reads a document and who asked for it.

Nothing in the answer can name what is to be made of it: the types say what must stand where, and whatever does not fit
them is refused. Every word passes `visible` here, whichever reader it comes from.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reminder.documents.blocks import visible
from reminder.errors import Sayable

Value = TypeVar("Value")


def to_plain(value: Any) -> Any:
    """The value in lists, texts and numbers; a dataclass is the list of its name and its fields."""
    if is_dataclass(value):
        kind: Any = type(value)
        return [kind.__name__, *(to_plain(getattr(value, name)) for name in _names(kind))]
    if isinstance(value, tuple | frozenset):
        return [to_plain(each) for each in value]
    return value


def from_plain(kind: type[Value], plain: Any) -> Value:
    """The value of this kind. Raises ValueError where the plain form has anything else."""
    wanted: Any = kind
    made: Value = _maker(wanted)(plain)
    return made


Maker = Callable[[Any], Any]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _maker(kind: Any) -> Maker:
    """How a value of this type is made of its plain form."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is str:
        return lambda plain: visible(_only(str, plain))
    if kind in (int, bool, NoneType):
        return lambda plain: _only(kind, plain)
    if kind is float:
        return lambda plain: float(_only(float, plain) if isinstance(plain, float) else _only(int, plain))
    if origin is Literal:
        return lambda plain: inner[_position(inner, plain)]
    if origin in (Union, UnionType):
        return _one_of(inner)
    if origin is tuple and inner[-1] is ...:
        each = _maker(inner[0])
        return lambda plain: tuple([each(part) for part in _only(list, plain)])
    if origin is tuple:
        return _in_order(tuple, inner)
    if origin is frozenset:
        one = _maker(inner[0])
        return lambda plain: frozenset([one(part) for part in _only(list, plain)])
    if is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} has no plain form")


def _only(kind: Any, plain: Any) -> Any:
    if type(plain) is not (NoneType if kind is None else kind):
        raise ValueError(f"{type(plain).__name__} where {kind.__name__} was meant")
    return plain


def _position(among: tuple[Any, ...], plain: Any) -> int:
    if type(plain) not in (str, int):
        raise ValueError("no word of the list")
    return among.index(plain)


def _in_order(make: Callable[[list[Any]], Any], kinds: tuple[Any, ...]) -> Maker:
    makers = [_maker(kind) for kind in kinds]

    def made(plain: Any) -> Any:
        return make([maker(part) for maker, part in zip(makers, _only(list, plain), strict=True)])

    return made


def _dataclass(kind: Any) -> Maker:
    hints = get_type_hints(kind)
    make = _in_order(lambda parts: kind(*parts), tuple(hints[name] for name in _names(kind)))

    def made(plain: Any) -> Any:
        if _only(list, plain)[:1] != [kind.__name__]:
            raise ValueError(f"no {kind.__name__}")
        return make(plain[1:])

    return made


def _one_of(kinds: tuple[Any, ...]) -> Maker:
    """Of a union: a dataclass by its name, anything else by its type."""
    # What says itself in either language comes from no reader.
    makers = {kind: _maker(kind) for kind in kinds if kind != tuple[Sayable, ...]}
    by_name = {str(getattr(kind, "__name__", "")): maker for kind, maker in makers.items() if is_dataclass(kind)}
    by_type = {kind: maker for kind, maker in makers.items() if not is_dataclass(kind)}

    def made(plain: Any) -> Any:
        name = plain[0] if type(plain) is list and plain else None
        maker = by_name.get(name) if type(name) is str else by_type.get(type(plain))
        if maker is None:
            raise ValueError(f"{type(plain).__name__} where one of {len(kinds)} kinds was meant")
        return maker(plain)

    return made
