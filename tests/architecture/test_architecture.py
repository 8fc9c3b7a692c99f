# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the import contracts cannot see. 架构测试。"""

import ast
import csv
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps

from architecture.sources import nodes

pytestmark = pytest.mark.xdist_group("source")
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/kuangtu"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
LAYERS = [{m.strip() for m in line.split("|")} for line in CONTRACTS[0]["layers"]]
RANK = {module: rank for rank, line in enumerate(LAYERS) for module in line}
OURS = [model for model in apps.get_models() if model.__module__.startswith("kuangtu.")]


def python_files(*, migrations: bool = False) -> list[Path]:
    return [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if migrations or "migrations" not in path.parts
    ]


def test_foreign_keys_point_downwards_only():
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model._meta.app_label in RANK
        if model._meta.app_label != field.related_model._meta.app_label
        if RANK[model._meta.app_label] >= RANK[field.related_model._meta.app_label]
    ]

    assert upwards == []


WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}


def is_a_write(node: ast.AST) -> bool:
    """Whether a call may change the database; `d.update(other)` of a dict has an argument."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name = node.func.attr
    if name == "update":
        return bool(node.keywords) and not node.args
    return name in WRITES or name.removeprefix("a") in WRITES | {"update"}


def test_only_services_write_to_the_database():
    elsewhere = [
        f"{path}:{node.lineno} .{node.func.attr}()"
        for path, every in nodes().items()
        if path.name != "services.py" and not {"services", "migrations"} & set(path.parts)
        for node in every
        if is_a_write(node) and not is_a_document(path, node.func)
    ]

    assert elsewhere == []


def test_writes_are_told_from_what_only_looks_like_them():
    def told(code):
        return is_a_write(ast.parse(code, mode="eval").body)

    assert [told("rows.update(status='x')"), told("right.versions.create(name='x')")] == [True] * 2
    assert [told("found.update(other)"), told("digest.update(b'x')")] == [False] * 2


def is_a_document(path: Path, call: ast.Attribute) -> bool:
    """Word and Excel files are saved too, under names that no model has."""
    saved = {"document", "book", "workbook"}
    return call.attr == "save" and ast.unparse(call.value) in saved


def test_no_file_is_longer_than_400_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in chain(python_files(), (ROOT / "tests").rglob("*.py"))
        if (lines := path.read_text("utf-8").count("\n")) > 400
    }

    assert long == {}


def test_no_file_is_called_after_nothing():
    nameless = {"utils", "helpers", "misc", "common", "base", "manager", "signals"}

    assert [str(p) for p in python_files() if p.stem in nameless] == []


def test_every_source_file_opens_with_its_licence():
    head = "# SPDX-FileCopyrightText: Kuangtu contributors\n# SPDX-License-Identifier: Apache-2.0\n"

    assert [str(p) for p in python_files() if not p.read_text("utf-8").startswith(head)] == []


def test_every_module_explains_itself_on_one_screen():
    lengths = {
        module: len((SOURCE / module / "README.md").read_text("utf-8").splitlines())
        for module in sorted(RANK)
        if (SOURCE / module / "README.md").exists()
    }

    assert sorted(lengths) == sorted(RANK)
    assert {module: length for module, length in lengths.items() if length > 60} == {}


def test_migrations_are_named_and_import_no_code_of_ours():
    found = sorted(SOURCE.rglob("migrations/0*.py"))

    assert [p.name for p in found if "auto" in p.name] == []
    assert [
        f"{p.name}: {line}"
        for p in found
        for line in p.read_text("utf-8").splitlines()
        if re.match(r"(from|import) kuangtu", line)
    ] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_model_stands_in_the_glossary():
    with (ROOT / "docs/glossary.csv").open(encoding="utf-8", newline="") as file:
        known = {row["identifier"] for row in csv.DictReader(file)}

    assert sorted({model.__name__ for model in OURS} - known) == []


def test_the_lock_of_python_packages_holds_names_versions_and_hashes_only():
    known = re.compile(r"[a-z0-9.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # *.*")

    assert [
        line
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if not known.fullmatch(line) or "://" in line
    ] == []


def test_no_address_of_a_package_host_stands_in_the_lock_files():
    locks = ["requirements.lock", "frontend/package-lock.json"]

    assert [
        f"{name}: {line.strip()}"
        for name in locks
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if "://" in line and ("resolved" in line or name == "requirements.lock")
    ] == []


CLOCK = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|timezone\.now|localdate)\(")


def test_only_delivery_reads_the_clock():
    delivery = {"web", "api", "ogc", "cli", "project"}

    assert [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] not in delivery
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if CLOCK.search(line)
    ] == []
