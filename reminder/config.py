"""The configuration file → frozen values. Unknown keys are refused; every key has a default."""

import os
import re
import tomllib
from datetime import time
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from reminder import config_values
from reminder.errors import BadInput, Place, Problem, problem
from reminder.shipped import SHIPPED
from reminder.translatable import N_
from reminder.words import why

_SECRET_IN_URL = re.compile(r"(://[^:/@]*:)[^@]*(@)")


class _Section(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, validate_default=True
    )


class Send(_Section):
    opens: config_values.Hour = time(8)
    closes: Annotated[config_values.Hour, AfterValidator(config_values.opens_before)] = time(16, 30)
    retries_until: Annotated[config_values.Hour, AfterValidator(config_values.not_before_closing)] = time(20)
    daily_limit: int = Field(300, ge=1)


class MailSection(_Section):
    transport: Literal["maildir", "smtp"] = "maildir"
    maildir: config_values.Words = "mail"
    sender: config_values.Sender = "nhachan@province.example"
    sender_name: config_values.OneLine = "Nhắc hạn"
    domains: list[config_values.Domain] = ["*.gov.vn", "*.chinhphu.vn"]
    redirect_to: config_values.MaybeAddress = ""


Tls = Annotated[Literal["starttls", "implicit", "none"], AfterValidator(config_values.encrypted_elsewhere)]


class Smtp(_Section):
    """`sink`: a server on this machine that keeps all mail, for rehearsals and tests; a relay is none."""

    host: config_values.Host = "127.0.0.1"
    port: int = Field(25, ge=1, le=65535)
    tls: Tls = "starttls"
    sink: Annotated[bool, AfterValidator(config_values.here_only)] = False
    username: config_values.OneLine = ""
    password_file: config_values.OneLine = ""
    ca_file: config_values.OneLine = ""
    connections: int = Field(4, ge=1, le=50)
    per_minute: int = Field(0, ge=0)
    per_domain: int = Field(0, ge=0)


class Bounces(_Section):
    """The mailbox that undelivered mail and answers come to; "" as host: none is read."""

    host: config_values.MaybeHost = ""
    port: int = Field(993, ge=1, le=65535)
    tls: Tls = "implicit"
    username: config_values.OneLine = ""
    password_file: config_values.OneLine = ""
    ca_file: config_values.OneLine = ""
    folder: config_values.Folder = "INBOX"
    done_folder: Annotated[config_values.Folder, AfterValidator(config_values.another_folder)] = "Processed"
    every_minutes: int = Field(5, ge=1, le=1440)


class Daemon(_Section):
    """`listen_port` 0: no figures are served; `ping` is asked after each good round."""

    every_seconds: int = Field(30, ge=1, le=300)
    listen_port: int = Field(0, ge=0, le=65535)
    ping: config_values.Ping = ""
    logs: Literal["text", "json"] = "text"


class Web(_Section):
    """The page on which agencies answer. `url` is how they reach it, "" for no links in mails; `listen` is
    where the daemon serves it, "" for not at all; `phone` is the office's, "" for none; `proxies` are the addresses
    of reverse proxies whose word about the caller's address is taken."""

    url: config_values.Url = ""
    listen: config_values.Listen = ""
    phone: config_values.Phone = ""
    link_days: int = Field(60, ge=1, le=400)
    proxies: list[config_values.Proxy] = []


Server = Literal["smtp", "bounces"]


class Config(_Section):
    """What an office has set. `folder` is where the file stands: its paths are relative to it."""

    database: config_values.DatabaseUrl = Field("sqlite:///reminder.db", repr=False)
    rules: config_values.Words = "rules"
    templates: config_values.Words = "templates"
    zone: config_values.Zone = ZoneInfo("Asia/Ho_Chi_Minh")
    lang: Literal["vi", "en"] | None = None
    office: config_values.Words = "Văn phòng UBND tỉnh"
    operator: config_values.WireAddress = "quantri@province.example"
    send: Send = Send()
    mail: MailSection = MailSection()
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
    def sink(self) -> bool:
        """Whether all mail ends on this machine: in a Maildir, or at a server that is a declared sink."""
        return self.mail.transport == "maildir" or self.smtp.sink

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
        return _SECRET_IN_URL.sub(r"\1***\2", self.database)

    def faults(self) -> tuple[Problem, ...]:
        """What of the files that it names cannot be used, as far as they are needed. A password that only the
        daemon's user may read is no fault of whoever asks."""
        needed: dict[Server, object] = {"smtp": self.mail.transport == "smtp", "bounces": self.bounces.host}
        found: list[Problem] = []
        for section, read in product((s for s in needed if needed[s]), (self.password, self.certificates)):
            try:
                read(section)
            except BadInput as fault:
                if not isinstance(fault.__cause__, PermissionError):
                    found += fault.problems
        return tuple(found)

    def password(self, section: Server) -> str:
        """The password for the mail server, or for the mailbox that bounces come to: from the named file or the
        environment, never from the configuration itself. Raises BadInput when its file cannot be read or others can
        read it."""
        key, variable = f"{section}.password_file", f"REMINDER_{section.upper()}_PASSWORD"
        file = (self.smtp if section == "smtp" else self.bounces).password_file
        path = self.folder / file if file else Path(variable)
        try:
            if not file:
                found = os.environ.get(variable, "")
                found.encode()
            elif path.stat().st_mode & 0o077:
                raise BadInput.at(path, N_("{key}: others can read it; run chmod 600 {path}"), key=key, path=str(path))
            else:
                found = path.read_text("utf-8-sig").strip()
        except OSError as fault:
            raise BadInput.at(path, N_("{key}: cannot be read: {why}"), key=key, why=why(fault)) from fault
        except UnicodeError:
            raise BadInput.at(path, N_("{key}: the password is not text in UTF-8; save it as UTF-8"), key=key) from None
        if re.search(r"[\0\r\n]", found):
            raise BadInput.at(path, N_("{key}: must hold the password on one line and nothing else"), key=key)
        return found

    def certificates(self, section: Server) -> str:
        """The file of certificates to trust besides the system's, "" for none. Raises BadInput for a useless one."""
        key, file = f"{section}.ca_file", (self.smtp if section == "smtp" else self.bounces).ca_file
        if not file:
            return ""
        import ssl  # commands that send nothing need not load it

        path = self.folder / file
        try:
            path.open("rb").close()
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
        except ssl.SSLError:
            raise BadInput.at(path, N_("{key}: holds no certificates; name a file in PEM form"), key=key) from None
        except OSError as fault:
            raise BadInput.at(path, N_("{key}: cannot be read: {why}"), key=key, why=why(fault)) from fault
        return str(path)

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
        values: dict[str, Any] = tomllib.loads(found.read_text("utf-8-sig"))
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
    facts = {name: str(fact).replace(" or ", " | ") for name, fact in (e.get("ctx") or {}).items()}
    template = config_values.REFUSALS.get(e["type"]) or _MESSAGES.get(e["type"])
    return problem(
        place, key, template or N_("{why}; config.example.toml shows it"), **(facts | {"why": e["msg"], "section": key})
    )


_MESSAGES = {
    "extra_forbidden": N_("unknown key; config.example.toml lists them all"),
    "string_type": N_('this is no text; write it in quotes: "…"'),
    "int_type": N_("this is no whole number; write it without quotes"),
    "bool_type": N_("must be true or false, without quotes"),
    "literal_error": N_("must be {expected}"),
    "greater_than_equal": N_("too small; at least {ge}"),
    "less_than_equal": N_("too large; at most {le}"),
    "list_type": N_('this is no list; write ["…", "…"]'),
    "model_type": N_("this is a section; write [{section}] on a line of its own and its keys below"),
    "time_type": config_values.REFUSALS["hour"],
}
