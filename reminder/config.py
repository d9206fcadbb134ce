"""The configuration file → frozen values. Unknown keys are refused; every key has a default."""

import os
import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from reminder.errors import BadInput, Place, Problem, problem
from reminder.words import N_, why

_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]*(@)")
PACKAGE = Path(__file__).parent
_SHIPPED = PACKAGE / "defaults"  # in the wheel; in a checkout the same folders stand beside the package
SHIPPED = _SHIPPED if _SHIPPED.is_dir() else PACKAGE.parent


def _time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _zone(value: object) -> object:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, OSError) as fault:
        raise ValueError(str(fault)) from None


_ADDRESS = r"^[^\s@<>,;]+@[^\s@<>,;]+$"
Hour = Annotated[time, BeforeValidator(_time)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class Send(_Section):
    opens: Hour = time(8)
    closes: Hour = time(16, 30)
    retries_until: Hour = time(20)
    daily_limit: int = Field(300, ge=1)


class Mail(_Section):
    transport: Literal["maildir", "smtp"] = "maildir"
    maildir: str = "mail"
    sender: str = Field("nhachan@province.example", pattern=_ADDRESS)
    sender_name: str = "Nhắc hạn"
    domains: list[str] = ["*.gov.vn", "*.chinhphu.vn"]
    redirect_to: str = Field("", pattern=rf"^$|{_ADDRESS}")


class Smtp(_Section):
    host: str = "127.0.0.1"
    port: int = Field(25, ge=1, le=65535)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    username: str = ""
    password_file: str = ""
    ca_file: str = ""
    connections: int = Field(4, ge=1, le=50)
    per_minute: int = Field(0, ge=0)
    per_domain: int = Field(0, ge=0)


class Bounces(_Section):
    """The mailbox that undelivered mail and answers come to; "" as host: none is read."""

    host: str = ""
    port: int = Field(993, ge=1, le=65535)
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    username: str = ""
    password_file: str = ""
    ca_file: str = ""
    folder: str = "INBOX"
    done_folder: str = "Processed"
    every_minutes: int = Field(5, ge=1, le=1440)


class Daemon(_Section):
    """`listen_port` 0: no figures are served; `ping` is asked after each good round."""

    every_seconds: int = Field(30, ge=1, le=300)
    listen_port: int = Field(0, ge=0, le=65535)
    ping: str = Field("", pattern=r"^(|https?://[^\s@]+)$")
    logs: Literal["text", "json"] = "text"


_URL = r"^(|https://[a-z0-9.-]+(:\d{1,5})?(/[a-z0-9._~-]+)*|http://(127\.0\.0\.1|localhost)(:\d{1,5})?)$"


class Web(_Section):
    """The page on which agencies answer. `url` is how they reach it, "" for no links in mails; `listen` is
    where the daemon serves it, "" for not at all; `proxies` are the addresses of reverse proxies whose word
    about the caller's address is taken."""

    url: str = Field("", pattern=_URL)
    listen: str = Field("", pattern=r"^(|[0-9A-Za-z.-]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})$")
    link_days: int = Field(60, ge=1, le=400)
    proxies: list[str] = []


class Config(_Section):
    """What an office has set. `folder` is where the file stands: its paths are relative to it."""

    database: str = Field("sqlite:///reminder.db", repr=False)
    rules: str = "rules"
    templates: str = "templates"
    zone: Zone = ZoneInfo("Asia/Ho_Chi_Minh")
    lang: Literal["vi", "en"] | None = None
    office: str = "Văn phòng UBND tỉnh"
    operator: str = Field("quantri@province.example", pattern=_ADDRESS)
    send: Send = Send()
    mail: Mail = Mail()
    smtp: Smtp = Smtp()
    web: Web = Web()
    bounces: Bounces = Bounces()
    daemon: Daemon = Daemon()
    folder: Path = Path()

    @property
    def rules_dir(self) -> Path:
        return self._folder(self.rules, "rules")

    @property
    def template_dirs(self) -> tuple[Path, ...]:
        """Where templates are looked for, the office's own first."""
        return tuple(dict.fromkeys((self._folder(self.templates, "templates"), SHIPPED / "templates")))

    @property
    def maildir(self) -> Path:
        return self.folder / self.mail.maildir

    @property
    def database_url(self) -> str:
        """The URL with a relative SQLite path taken from the configuration's folder."""
        head, sep, path = self.database.partition("sqlite:///")
        return f"{sep}{self.folder / path}" if sep and not head else self.database

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, None for another kind of database."""
        head, sep, path = self.database_url.partition("sqlite:///")
        return Path(path) if sep and not head else None

    @property
    def database_shown(self) -> str:
        """The database as it may be shown: a password in its URL is masked."""
        return _PASSWORD.sub(r"\1***\2", self.database)

    def smtp_password(self) -> str:
        """The password for the mail server. Raises BadInput when its file cannot be read or others can read it."""
        return self._password("smtp.password_file", self.smtp.password_file, "REMINDER_SMTP_PASSWORD")

    def bounces_password(self) -> str:
        """The password for the mailbox that bounces come to; the same rules."""
        return self._password(
            "bounces.password_file", self.bounces.password_file, "REMINDER_BOUNCES_PASSWORD"
        )

    def _password(self, key: str, file: str, variable: str) -> str:
        """From the named file or the environment, never from the configuration itself."""
        if not file:
            return os.environ.get(variable, "")
        path = self.folder / file
        try:
            if path.stat().st_mode & 0o077:
                raise BadInput.at(
                    path, N_("{key}: others can read it; run chmod 600 {path}"), key=key, path=str(path)
                )
            return path.read_text("utf-8").strip()
        except OSError as fault:
            raise BadInput.at(path, N_("{key}: cannot be read: {why}"), key=key, why=why(fault)) from None

    def _folder(self, name: str, default: str) -> Path:
        """The named folder; a default one that is not there is the one shipped."""
        path = self.folder / name
        return SHIPPED / default if name == default and not path.exists() else path


def load_config(path: Path | None, here: Path) -> Config:
    """The file at `path`, else `reminder.toml` in `here`, else the defaults. Raises BadInput with every problem."""
    found = path or here / "reminder.toml"
    if path is None and not found.exists():
        return Config(folder=Path())
    try:
        values: dict[str, Any] = tomllib.loads(found.read_text("utf-8"))
    except FileNotFoundError:
        raise BadInput.at(found, N_("no such file; reminder init makes one")) from None
    except OSError as fault:
        raise BadInput.at(found, N_("cannot be read: {why}"), why=why(fault)) from None
    except UnicodeDecodeError:
        raise BadInput.at(found, N_("the file is not text in UTF-8; save it as UTF-8")) from None
    except tomllib.TOMLDecodeError as fault:
        raise BadInput.at(found, N_("not valid TOML ({why}); mend it"), why=str(fault)) from None
    place = Place(str(found))
    if "folder" in values:
        raise BadInput([problem(place, "folder", _MESSAGES["extra_forbidden"])])
    try:
        return Config(**values, folder=found.parent)
    except ValidationError as fault:
        raise BadInput(_problem(place, e) for e in fault.errors()) from None


def _problem(place: Place, e: ErrorDetails) -> Problem:
    key = ".".join(map(str, e["loc"]))
    template = "" if e["type"] == "extra_forbidden" else _FORMS.get(key, "")
    facts = {name: str(fact).replace(" or ", " | ") for name, fact in (e.get("ctx") or {}).items()}
    return problem(
        place,
        key,
        template or _MESSAGES.get(e["type"]) or N_("{why}; config.example.toml shows it"),
        **(facts | {"why": e["msg"], "section": key}),
    )


_MESSAGES = {
    "extra_forbidden": N_("unknown key; config.example.toml lists them all"),
    "string_type": N_('this is no text; write it in quotes: "…"'),
    "int_type": N_("this is no whole number; write it without quotes"),
    "literal_error": N_("must be {expected}"),
    "greater_than_equal": N_("too small; at least {ge}"),
    "less_than_equal": N_("too large; at most {le}"),
    "list_type": N_('this is no list; write ["…", "…"]'),
    "model_type": N_("this is a section; write [{section}] on a line of its own and its keys below"),
    "time_type": N_('this is no time of day; write "08:00"'),
}
# Which form a value must have, where it is not what its type says.
_FORMS = {
    **dict.fromkeys(
        ("send.opens", "send.closes", "send.retries_until"), N_('this is no time of day; write "08:00"')
    ),
    "zone": N_('no such time zone; write "Asia/Ho_Chi_Minh"'),
    "operator": N_('this is no mail address; write "quantri@tinh.gov.vn"'),
    "mail.sender": N_('this is no mail address; write "quantri@tinh.gov.vn"'),
    "mail.redirect_to": N_('this is no mail address; write "quantri@tinh.gov.vn"'),
    "web.url": N_('must be https://… without a / at the end, or "" for none'),
    "web.listen": N_('must be an address and a port, "127.0.0.1:8090", or "" for none'),
    "daemon.ping": N_('must be http://… or https://…, or "" for none'),
}
