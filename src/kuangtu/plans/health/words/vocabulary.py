# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Words outside their code list, and names that do not go with their row. 用词。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.codes.minerals import MineralGroup, by_code
from kuangtu.plans.health.making import doubt, note
from kuangtu.plans.health.names.mineral_names import is_a_name, minerals_of
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Part
from kuangtu.plans.health.reading.edits import is_one_other
from kuangtu.plans.health.reading.grids import Cell, Grid, grids, is_mark
from kuangtu.plans.health.reading.parts import parts_of, row_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading
from kuangtu.plans.health.words.real_words import is_made_of
from kuangtu.plans.health.words.word_lists import LISTS

FEW = 4  # cells that show by themselves of which list a column is
# What is to be done uses the stages of today; old licences keep theirs.
TO_COME = re.compile("新[设立增]|规划|部署|安排|投放|拟设")
STANDING = re.compile("现有|已[有设]|有效|截至|年底|年末|探矿权证")
LONGEST_STAGE = 3  # signs of a word that may be a slip of one
# A deposit may be 超大型; mines are large, medium or small.
OF_DEPOSITS = frozenset({"特大型", "超大型", "大中型"})
OF_MINES = re.compile("(?:矿山|生产|建设|设计|开采)(?:建设)?规模")
TABLE_OF_MINES = re.compile("开采规划区块|采矿权|矿山")
STAGES = frozenset({"勘探", "详查", "普查", "预查"})


def words_stand_in_their_lists(case: Case) -> Iterator[Finding]:
    """A column whose words are a code list, and the one word that is not of it."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [cell for cell in grid.column(column) if not _says_nothing(cell.text)]
            if len(_lists_of(grid.heads[column])) > 1:  # 勘查阶段或设计规模: sizes are no words
                cells = [cell for cell in cells if not re.search(r"\d", cell.text)]
            known = _list_of(grid, column, cells) if column not in grid.numeric else None
            if known is None:
                continue
            odd = [cell for cell in cells if not is_made_of(_uncounted(cell.text), known)]
            odd += _of_another_form(cells)
            if len(cells) < 3 or len(odd) * 2 >= len(cells):
                odd = [cell for cell in odd if _is_nearly(cell.text.strip(), known)]
            for cell in odd:
                word = plain(cell.text).strip()
                is_of_another = any(word in other for _, other in LISTS if not other & known)
                if case.count(word) > 1 and not is_of_another:
                    continue  # what the document says again it means
                yield doubt(
                    Kind.VOCABULARY,
                    cell.where,
                    "“{printed}”不是“{head}”的用词（如 {known}）",
                    "“{printed}” is no word of “{head}” (such as {known})",
                    [cell.reading],
                    printed=cell.text.strip(),
                    head=grid.heads[column],
                    known="、".join(sorted({c.text.strip() for c in cells} & known - {word})[:4]),
                )


def _of_another_form(cells: Sequence[Cell]) -> list[Cell]:
    """约束型, where every other cell of the column has 约束性 or 预期性."""
    forms = [cell for cell in cells if cell.text.strip() in {"约束型", "预期型"}]
    return forms if len(forms) == 1 and len(cells) > FEW else []


def _uncounted(words: str) -> str:
    """露天1个，地下2个: two words of the list, with how many there are of each."""
    return re.sub(r"\d+[个处座家宗]", "", words.strip()).replace("，", "、")


def _list_of(grid: Grid, column: int, cells: Sequence[Cell]) -> frozenset[str] | None:
    """The code list that the head names, or that all cells but one, nearly of it, are of."""
    if named := _lists_of(grid.heads[column]):
        known = frozenset[str]().union(*named)
        is_of_mines = OF_MINES.search(grid.heads[column]) or (
            TABLE_OF_MINES.search(grid.table.caption) and "矿床" not in grid.heads[column]
        )
        return known - OF_DEPOSITS if is_of_mines else known
    for _, known in LISTS:
        odd = [cell.text.strip() for cell in cells if cell.text.strip() not in known]
        shortest = 3 if len(cells) <= FEW else 2
        if len(odd) == 1 and len(cells) >= FEW and _is_nearly(odd[0], known, shortest):
            return known
    return None


def _lists_of(head: str) -> list[frozenset[str]]:
    return [known for pattern, known in LISTS if pattern.search(head)]


def _says_nothing(words: str) -> bool:
    """An empty cell, one that says that there is none, or one that closes the column.

    >>> _says_nothing("—"), _says_nothing("合计"), _says_nothing("露天")
    (True, True, False)
    """
    bare = re.sub("^(?:[合总小共]?计|全[县市区旗州])$", "", re.sub(r"\s", "", words))
    is_of_another = bare.startswith("其中")  # 其中：煤 below 勘查阶段 divides in another way
    return not bare or is_of_another or is_mark(bare) or not re.search(r"\w", bare)


def _is_nearly(word: str, known: frozenset[str], shortest: int = 3) -> bool:
    """One sign wrong in a word that is long enough: 预计性 for 预期性."""
    return len(word) >= shortest and any(is_one_other(one, word) for one in known)


def stages_are_stages(case: Case) -> Iterator[Finding]:
    """勘探16个，详查57个，普查46个，检测7个."""
    for sentence in case.sentences:
        parts = parts_of(sentence)[0] or row_of(sentence)
        labels = [part.label for part in parts]
        stages = {
            stage
            for stage in STAGES
            for label in labels
            if label.removesuffix("的").endswith(stage)
        }
        if len(stages) < 2:
            continue
        for part in parts:
            if _is_apart(
                sentence, part, [one for one in parts if one.label.endswith(tuple(stages))]
            ):
                continue
            label = re.sub(r"^.*(?:达到|处于|其中)|(?:阶段|程度|以上|区|的)+$", "", part.label)
            if any(label.endswith(stage) for stage in STAGES) or re.search(
                "其[他它余]|调查|核实|未|单位|企业|财政|社会|已|待", label
            ):
                continue
            if len(label) > LONGEST_STAGE:
                continue  # 财政出资3个: a division of another kind
            yield doubt(
                Kind.VOCABULARY,
                sentence.around(part.figure),
                "“{word}”不是勘查阶段（勘探、详查、普查）",
                "“{word}” is no stage of exploration (勘探, 详查, 普查)",
                [sentence.reading(part.figure)],
                word=label,
            )
        is_to_come = TO_COME.search(sentence.text) and not STANDING.search(sentence.text)
        if "预查" in stages and is_to_come and (case.base_year or 0) >= 2020:
            figure = next(part.figure for part in parts if part.label.endswith("预查"))
            yield note(
                Kind.VOCABULARY,
                sentence.around(figure),
                "GB/T 17766-2020 已取消“预查”阶段，此处仍用旧称",
                "GB/T 17766-2020 has no stage 预查 any more; the old word stands here",
                [sentence.reading(figure)],
            )


def _is_apart(sentence: Sentence, part: Part, stages: list[Part]) -> bool:
    """A part that another clause counts, or a mineral: 金12个；普查8个、详查11个."""
    ends = (part.figure.start, stages[0].figure.start if stages else part.figure.start)
    between = sentence.text[min(ends) : max(ends)]
    return bool(re.search("[;；。]", between)) or is_a_name(part.label)


GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("能源", frozenset({MineralGroup.ENERGY})),
    ("黑色", frozenset({MineralGroup.FERROUS})),
    ("有色", frozenset({MineralGroup.NONFERROUS})),
    ("贵金属", frozenset({MineralGroup.PRECIOUS})),
    ("稀", frozenset({MineralGroup.RARE})),
    (
        "非金属",
        frozenset({MineralGroup.METALLURGICAL, MineralGroup.CHEMICAL, MineralGroup.BUILDING}),
    ),
    ("水气", frozenset({MineralGroup.WATER_GAS})),
)
CLASS_HEAD = re.compile("类别|矿类|分类|大类|矿产类型|矿种类")


def minerals_stand_in_their_groups(case: Case) -> Iterator[Finding]:
    """铀 among the rare metals."""
    for grid in grids(case.tables):
        classes = [n for n, head in enumerate(grid.heads) if CLASS_HEAD.search(head)]
        lists = [n for n, head in enumerate(grid.heads) if "矿种" in head and n not in grid.numeric]
        if classes and lists:
            yield from _groups(grid, classes, lists[0])


def _groups(grid: Grid, classes: list[int], column: int) -> Iterator[Finding]:
    for row in grid.body:
        listed = row[column]
        cells = [row[n] for n in classes if n != column]
        words = [re.sub(r"\s", "", cell.text) for cell in cells if cell is not None and cell.text]
        if listed is None or not words:
            continue
        named = [groups for word, groups in GROUPS if word in words[-1]]
        if not named:
            continue
        allowed = named[0] if "非金属" in words[-1] else frozenset[MineralGroup]().union(*named)
        for token in re.split("[、，,;；]", re.sub(r"\([^()]*\)", "", plain(listed.text))):
            if "地热" in token and "水气" in words[-1]:
                continue  # hot water: many plans have it beside mineral water
            if "泥炭" in token and "能源" in words[-1]:
                continue  # peat: a fuel to many plans, whatever the code has it under
            found = minerals_of(token)
            wrong = [one for code, _ in found if not (one := by_code(code)).is_local]
            if wrong and all(MineralGroup(one.group) not in allowed for one in wrong):
                yield doubt(
                    Kind.VOCABULARY,
                    listed.where,
                    "“{mineral}”列在“{group}”，国家代码属{right}",
                    "{mineral} stands under “{group}”; the national code has it under {right}",
                    [Reading(token, listed.where)],
                    MineralGroup(wrong[0].group).label.zh,
                    mineral=token,
                    group=words[-1],
                    right=MineralGroup(wrong[0].group).label,
                )


WORDS = (
    "萤石|石英岩|石英|石灰岩|大理岩|花岗岩|钾盐|石棉|石墨|石膏|重晶石|膨润土|高岭土|白云岩|芒硝|煤炭?|铁|铜|铅|锌|镍"
    "|钴|钨|锡|钼|锑|锂|铍|铌|钽|锰|铬|(?<!冶)金(?!属)|银|磷|硼|钒|钛|铝|汞|铀|玉石|云母|蛭石|地热"
)
RUN = re.compile(
    rf"((?:(?:{WORDS})、?)+)(?:多金属|稀有金属|非金属|石盐|等)*田?(?:矿|煤矿)?(?:区|床)?"
    rf"(?=重点|勘查|开采|普查|详查|勘探|整装|储备|国家|集中|开发|$|\()"
)


MAIN = re.compile("^主(?:采|攻)?矿种")  # the one of several that is sought above all


def names_go_with_their_minerals(case: Case) -> Iterator[Finding]:
    """白干湖钨锡矿 with 钨矿 alone in its row."""
    for grid in grids(case.tables):
        names = [n for n, head in enumerate(grid.heads) if re.search("名称|分区|项目名", head)]
        lists = [
            n
            for n, head in enumerate(grid.heads)
            if re.search("[主要攻开采勘查目标]矿种|^矿种", head)
        ]
        if not names or not lists or names[0] == lists[0]:
            continue
        for row in grid.body:
            name, listed = row[names[0]], row[lists[0]]
            if name is None or listed is None or not listed.text.strip():
                continue
            found = RUN.search(plain(name.text))
            if found is None or _is_named_whole(plain(name.text), plain(listed.text)):
                continue
            in_row = set(re.findall(WORDS, plain(listed.text)))
            in_name = set(re.findall(WORDS, found[1].replace("铬铁", "铬")))
            is_open = re.search("多金属|稀有|非金属|等|综合|石盐", name.text)
            in_name |= {one for one in in_row if one[-1] == "盐" and one[:-1] in name.text}  # 钾锂
            missing = _but_kin(in_name, in_row)
            first = plain(listed.text).strip()[:2]
            is_led = any(first.startswith(one) for one in in_name)  # 金、银 of a 金矿
            extra = set() if is_open or is_led else _but_kin(in_row, in_name)
            is_but_the_main = MAIN.search(grid.heads[lists[0]]) and not extra and in_row <= in_name
            if not in_row or not (missing or extra) or is_but_the_main:
                continue
            yield doubt(
                Kind.NAME,
                listed.where,
                "名称“{name}”与主要矿种“{listed}”不一致：{what}",
                "the name “{name}” and the minerals “{listed}” differ: {what}",
                [name.reading, listed.reading],
                name=name.text.strip(),
                listed=listed.text.strip(),
                what="、".join(sorted(missing | extra)),
            )


def _is_named_whole(name: str, listed: str) -> bool:
    """The name has the row's mineral in full: 大顶山钒钛磁铁矿, 石灰窑冶金用白云岩矿."""
    first = re.split("[、，,;；]", listed.strip())
    return len(first) == 1 and len(first[0]) > 2 and first[0] in name


def _but_kin(some: set[str], others: set[str]) -> set[str]:
    """Those not among the others, 石英 being as good as 石英岩."""
    return {one for one in some if not any(one in other or other in one for other in others)}
