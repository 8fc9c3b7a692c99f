# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every option of the product, typed, with its default. 设置项。

Each is read from the environment as KUANGTU_<NAME>. `docs/reference/settings.md` lists
them all and a test keeps it complete.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    debug: bool = Field(default=False, description="Django's debug pages; never for other people.")
    overlay_memory_mb: int = Field(
        default=1024,
        ge=16,
        description="Memory for layer indexes before the least used one is dropped.",
    )
    upload_limit_mb: int = Field(default=50, ge=1, description="Largest upload accepted, in MiB.")

    @property
    def data_home(self) -> Path:
        """The folder that this run really uses."""
        return (self.home / "demo" if self.demo else self.home).resolve()


def read_options() -> Options:
    """The options as the environment gives them now."""
    return Options()
