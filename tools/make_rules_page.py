# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Write docs/reference/rules.md: every bound rule with its parameters and cases. 规则参考页。

tools/make_rules_page.py            write it
tools/make_rules_page.py --check    exit 1 if it is not what would be written
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from kuangtu.conformity.rules import BY_NAME, RULES
from kuangtu.conformity.types import Outcome
from kuangtu.plans.folder import folders_below, read_folder
from kuangtu.plans.types import Folder, Parameter, RuleBinding

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "rules.md"
CASES = ROOT / "tests" / "conformity" / "cases"
HEAD = """<!-- Made by tools/make_rules_page.py; edit what it is made from. -->

# 规则 · Rules

{bindings} bindings of {rules} generic rules in {folders} folders, with {cases} cases. How to add
one: [add-a-rule](../how-to/add-a-rule.md). 核实 is `V` read in the text, `V*` excerpt, `C`
computed, `G` general knowledge. A figure marked `V*` or `G` refuses nobody: where it decides
against an application the answer is 需人工裁量, until an administrator sets it or its source has
been read.

## 通用规则 · Generic rules

| rule | 名称 | parameters | answers | bound |
|---|---|---|---|---|
"""
KINDS = {
    "pass": Outcome.PASS,
    "fail": Outcome.FAIL,
    "conditional": Outcome.CONDITIONAL,
    "refer": Outcome.REFER,
    "undecided": Outcome.UNDECIDED,
    "na": Outcome.NOT_APPLICABLE,
}


def page() -> str:
    """The whole page."""
    paths = [*folders_below(ROOT / "plans"), *folders_below(ROOT / "norms")]
    folders = [read_folder(path) for path in paths]
    bindings = [one for folder in folders for one in folder.bindings]
    head = HEAD.format(
        bindings=len(bindings),
        rules=len(RULES),
        folders=sum(1 for folder in folders if folder.bindings),
        cases=len(list(CASES.glob("*/*.toml"))),
    )
    lines = [line for folder in folders if folder.bindings for line in of_folder(folder)]
    return head + "\n".join([*generic_rules(bindings), *lines]) + "\n"


def generic_rules(bindings: list[RuleBinding]) -> Iterator[str]:
    for rule in RULES:
        codes = sum(1 for one in bindings if one.check == rule.name)
        parameters = "、".join(f"`{name}`" for name in rule.parameters)
        answers = "、".join(one.label.zh for one in rule.outcomes)
        yield f"| `{rule.name}` | {rule.title.zh} | {parameters} | {answers} | {codes} |"


def of_folder(folder: Folder) -> Iterator[str]:
    number = f"（{folder.document_number}）" if folder.document_number else ""
    yield f"\n## {folder.title.zh}{number}\n"
    yield f"{folder.title.en} · `{folder.code}` · {folder.authority} · {folder.source_note}"
    for binding in folder.bindings:
        yield from of_binding(folder, binding)


def of_binding(folder: Folder, binding: RuleBinding) -> Iterator[str]:
    clause, period = folder.clause(binding.clause), binding.period
    until = period.ends_on.isoformat() if period.ends_on else ""
    goes_on = "，届满后沿用" if binding.carries_over else ""
    yield f"\n### {binding.code} {binding.title.zh}\n"
    yield f"{binding.title.en}. `{binding.check}`: {BY_NAME[binding.check].title.zh}  "
    yield f"条款 {clause.number} {clause.heading.zh}；期间 {period.starts_on} 至 {until}{goes_on}\n"
    if binding.parameters:
        yield "| 参数 | 值 | 单位 | 来源 | 核实 |\n|---|---|---|---|---|"
        yield from map(of_parameter, binding.parameters.values())
        yield ""
    for path in sorted((CASES / binding.code).glob("*.toml")):
        outcome = KINDS[path.stem.split("-")[0]].label.zh
        yield f"- {outcome}：{tomllib.loads(path.read_text('utf-8'))['say']}"


def of_parameter(one: Parameter) -> str:
    shown = written(one.value)
    return f"| `{one.name}` | {shown} | {one.unit} | {one.source} | `{one.confidence}` |"


def written(value: object) -> str:
    """A value as words: lists with 、, Chinese of a pair of languages."""
    if isinstance(value, Mapping):
        if "zh" in value:
            return str(value["zh"])
        return "、".join(f"{key} {one}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == text:
        return 0
    print("docs/reference/rules.md is stale: run tools/make_rules_page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
