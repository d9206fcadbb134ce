"""Which language the command line speaks: `--lang`, else the configuration's, else the environment's, else English."""

import os

import click


def language(ctx: click.Context | None) -> str:
    """`vi` or `en`, as far as it is known before the configuration is read."""
    while ctx is not None:
        given = ctx.params.get("lang") or (ctx.obj or {}).get("lang")
        if given:
            return str(given)
        ctx = ctx.parent
    return environment()


def environment() -> str:
    """What the environment asks for; English where it asks for nothing known."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value:
            return "vi" if value.startswith("vi") else "en"
    return "en"
