"""Settings: one typed model, read from the environment (THERAPYTOOL_*), then from the instance folder, then defaults.

Secrets are made on first run and kept in `instance/secrets.json`, readable by its owner alone.
"""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from therapytool.errors import TherapytoolError
from therapytool.private_files import make_once

PREFIX = "THERAPYTOOL_"
SECRET_NAMES = ("secret_key", "password_salt", "totp_key")


class SettingsRefused(TherapytoolError):
    """A setting, or a file of the instance folder, cannot be used; the message says which and what to type."""


class Settings(BaseSettings):
    """Everything an administrator may set. DATABASE_URL, HOST and PORT also go by these plain names."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", populate_by_name=True)

    instance: Path = Field(default=Path("instance"), description="Folder for the database, secrets and cached pages.")
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("THERAPYTOOL_DATABASE_URL", "DATABASE_URL"),
        description="Where the data is: empty is SQLite in the instance folder, else postgresql://user:password@host/name.",
    )
    host: str = Field(default="127.0.0.1", validation_alias=AliasChoices("THERAPYTOOL_HOST", "HOST"))
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("THERAPYTOOL_PORT", "PORT"))
    https: bool = Field(default=False, description="Set when served over HTTPS: secure cookies and HSTS.")
    proxy_hops: int = Field(default=0, ge=0, le=5, description="Trusted proxies in front of the application.")
    trusted_hosts: tuple[str, ...] = Field(default=(), description="Host names served; empty serves any.")
    idle_minutes: int = Field(default=60, ge=5, description="A sign-in unused for this long ends.")
    absolute_hours: int = Field(default=12, ge=1, description="A sign-in ends after this long in any case.")
    render_workers: int = Field(default=1, ge=1, le=16, description="Processes that lay out pages.")
    page_cache_mebibytes: int = Field(default=256, ge=0, description="Room for cached pages of library material.")
    copies_days: int = Field(
        default=30, ge=1, description="Days that copies of the database from before an upgrade or a restore are kept."
    )
    copies_mebibytes: int = Field(default=4096, ge=1, description="Room for these copies; the newest stays anyway.")
    upload_mebibytes: int = Field(default=16, ge=1, le=256, description="Largest request body.")
    public_address: str = Field(
        default="", description="Where clients find this installation, such as https://therapy.example.org."
    )
    smtp_host: str = Field(default="", description="Mail server for homework links; empty sends no mail.")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    mail_from: str = Field(default="", description="Address that mail comes from; needed with a mail server.")
    demo: bool = Field(default=False, description="Show the Demo ribbon.")

    secret_key: SecretStr = SecretStr("")
    password_salt: SecretStr = SecretStr("")
    totp_key: SecretStr = SecretStr("")

    @classmethod
    def load(cls, **given: object) -> Self:
        """Read the settings and fill missing secrets from the instance folder, making that folder and them at need.

        Raises SettingsRefused.
        """
        try:
            settings = cls(**given)  # type: ignore[arg-type]  # the environment fills the rest
        except ValidationError as error:
            raise SettingsRefused(_refusals(error)) from error
        settings.instance = settings.instance.resolve()
        kept = _secrets_of(settings.instance)
        for name in SECRET_NAMES:
            if not getattr(settings, name).get_secret_value():
                setattr(settings, name, SecretStr(kept[name]))
        if not settings.database_url:
            settings.database_url = f"sqlite:///{settings.instance / 'therapytool.db'}"
        settings.database_url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", settings.database_url)
        if not settings.database_url.startswith(("sqlite://", "postgresql+psycopg://")):
            raise SettingsRefused(
                "DATABASE_URL must begin with postgresql:// or sqlite:///; without it the instance folder is used"
            )
        return settings

    @property
    def sends_mail(self) -> bool:
        """Whether a mail server and a sender are set."""
        return bool(self.smtp_host and self.mail_from)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the application."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{'127.0.0.1' if self.host in {'0.0.0.0', '::'} else host}:{self.port}"  # noqa: S104


def _refusals(error: ValidationError) -> str:
    """Each setting that cannot be used, in a line of its own, by the name it has in the environment."""
    lines = (
        f"{str(detail['loc'][0]).upper().removeprefix(PREFIX)} cannot be '{detail['input']}': {detail['msg'].lower()}."
        for detail in error.errors(include_url=False)
    )
    return "\n".join(lines)


def _secrets_of(instance: Path) -> dict[str, str]:
    """The secrets of an instance folder; makes both at need. Raises SettingsRefused with what to do."""
    path = instance / "secrets.json"
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _secrets_in(path)
    except OSError as error:
        raise SettingsRefused(
            f"{error.filename or instance} cannot be used ({error.strerror}). Let this user write to the folder "
            f"{instance}, or name another: {PREFIX}INSTANCE=/path/to/folder"
        ) from error
    except ValueError as error:
        raise SettingsRefused(
            f"{path} is damaged. Put back the one from your backup; or move it away to get a new one: then everybody "
            "signs in anew, and second steps by app are set up again."
        ) from error


def _secrets_in(path: Path) -> dict[str, str]:
    """The secrets kept in a file; made when the file is not there yet."""
    make_once(path, lambda: json.dumps({name: secrets.token_urlsafe(48) for name in SECRET_NAMES}))
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept
