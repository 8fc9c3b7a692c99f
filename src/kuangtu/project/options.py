# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every option of the product, typed, with its default. 设置项。

Each is read from the environment as KUANGTU_<NAME>. `docs/reference/settings.md` lists
them all and a test keeps it complete.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text
from kuangtu.project.errors import SettingsWrong

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def shipped(folder: str) -> Path:
    """A data folder beside the sources, or inside the installed package."""
    beside = CHECKOUT / folder
    return beside if beside.is_dir() else PACKAGE / "_data" / folder


def default_home() -> Path:
    """`var/` of the checkout, or of the working directory when installed."""
    inside_checkout = (CHECKOUT / "pyproject.toml").is_file()
    return (CHECKOUT if inside_checkout else Path.cwd()) / "var"


class Options(BaseSettings):
    """What whoever runs the product may set. 运行设置。"""

    model_config = SettingsConfigDict(env_prefix="KUANGTU_", extra="ignore")

    home: Path = Field(
        default_factory=default_home, description="Where the database, layers and files live."
    )
    demo: bool = Field(
        default=False, description="Demonstration: everything stands in `demo/` of the home."
    )
    database_url: str = Field(
        default="",
        description="postgresql://user:password@host:5432/name; empty: SQLite in the home.",
    )
    plans: Path = Field(default_factory=lambda: shipped("plans"), description="Plan folders.")
    norms: Path = Field(default_factory=lambda: shipped("norms"), description="Norm folders.")
    base_data: Path = Field(
        default_factory=lambda: CHECKOUT.parent / "shared" / "data",
        description="Open base data (settlements, stations, rivers); may be absent.",
    )
    county: str = Field(default="652824", description="Division code of the county served.")
    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port the server listens on.")
    threads: int = Field(default=8, ge=1, le=256, description="Request threads of the server.")
    allowed_hosts: str = Field(
        default="127.0.0.1,localhost,[::1]", description="Host names served, separated by commas."
    )
    behind_tls: bool = Field(
        default=False,
        description="A TLS proxy stands in front: secure cookies, HSTS, redirect to https.",
    )
    trusted_proxy: str = Field(
        default="",
        description="Address of the one proxy whose X-Forwarded-For and -Proto are believed; "
        "empty: nobody's are, and failed sign-ins are counted by the address that connects.",
    )
    sign_in_failures: int = Field(
        default=5, ge=1, le=100, description="Failed sign-ins in a row that lock the account name."
    )
    lock_minutes: int = Field(
        default=15,
        ge=1,
        le=24 * 60,
        description="How long a lock lasts; also after how long a failure is forgotten.",
    )
    session_minutes: int = Field(
        default=30, ge=1, le=24 * 60, description="Minutes without activity that end a session."
    )
    password_days: int = Field(
        default=90,
        ge=0,
        description="Days after which a password must be replaced; 0: never.",
    )
    second_person_publishes: bool = Field(
        default=False,
        description="Whoever imported an edition may not publish it: a second person must. "
        "Leave it off where one person does both.",
    )
    debug: bool = Field(default=False, description="Django's debug pages; never for other people.")
    overlay_memory_mb: int = Field(
        default=1024,
        ge=16,
        description="Memory for layer indexes before the least used one is dropped.",
    )
    ogc_public: bool = Field(
        default=False,
        description="Layers of level 公开 may be read over OGC API without signing in.",
    )
    ogc_origins: str = Field(
        default="",
        description="Origins whose pages may read OGC API, separated by commas; empty: none.",
    )
    ogc_memory_mb: int = Field(
        default=512,
        ge=16,
        description="Memory for what OGC API read last before the least used of it is dropped.",
    )
    upload_limit_mb: int = Field(default=50, ge=1, description="Largest upload accepted, in MiB.")

    tianditu_key: str = Field(
        default="",
        description="The bureau's key for 天地图 (tianditu.gov.cn); empty: the map offers the "
        "county's own layers only and asks no other host.",
    )
    tianditu_address: str = Field(
        default="https://t{server}.tianditu.gov.cn",
        description="Where 天地图 is asked; `{server}` stands for 0 to 7.",
    )

    @field_validator("database_url")
    @classmethod
    def is_postgresql(cls, url: str) -> str:
        """SQLite needs no address: it lies in the home."""
        if url and not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("only postgresql://user:password@host:5432/name is known")
        return url

    @property
    def data_home(self) -> Path:
        """The folder that this run really uses."""
        return (self.home / "demo" if self.demo else self.home).resolve()


def read_options() -> Options:
    """The options as the environment gives them now. Raises: SettingsWrong, all of them at once."""
    try:
        return Options()
    except ValidationError as error:
        wrong = [_problem(str(one["loc"][0]), one["msg"]) for one in error.errors()]
        raise SettingsWrong(wrong) from None


def _problem(option: str, reason: str) -> Problem:
    """What is wrong with one option; its value may be a secret and is not repeated."""
    text = Text("{name} 的值不能用：{reason}", "{name} cannot be used: {reason}")
    name = f"KUANGTU_{option.upper()}"
    return Problem("setting-wrong", text.format(name=name, reason=reason), Place(field=name))
