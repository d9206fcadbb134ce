"""The rule set in force: the texts themselves, so that what was decided by which words stays known."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from reminder.store.schema import ruleset

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One set of rule files, as (path, text) pairs in path order."""

    hash: str
    texts: Texts
    in_force_at: datetime


def digest(texts: Texts) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def in_force(connection: Connection) -> RuleSet | None:
    """The set put in force last."""
    row = connection.execute(select(ruleset).order_by(ruleset.c.id.desc()).limit(1)).mappings().first()
    return RuleSet(row["hash"], tuple((p, t) for p, t in row["texts"]), row["in_force_at"]) if row else None


def in_force_since(connection: Connection) -> datetime | None:
    """When the present set came into force, without reading its texts."""
    query = select(ruleset.c.in_force_at).order_by(ruleset.c.id.desc()).limit(1)
    found: datetime | None = connection.execute(query).scalar()
    return found


def in_force_hash(connection: Connection) -> str | None:
    """The digest of the set in force, without its texts: cheap to ask often. None when none is."""
    return connection.execute(select(ruleset.c.hash).order_by(ruleset.c.id.desc()).limit(1)).scalar()


def enforce(connection: Connection, texts: Texts, at: datetime) -> None:
    """Put these texts in force."""
    connection.execute(insert(ruleset).values(hash=digest(texts), texts=[list(t) for t in texts], in_force_at=at))
