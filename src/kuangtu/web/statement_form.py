# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an importer is asked about a file, as a form. 导入说明表单。

The fields and how they are read come from `layers.statements`; here stands only where each is
asked and with which control. What was typed comes back to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kuangtu.core.errors import Problem
from kuangtu.core.text import YES, Text
from kuangtu.layers.choices import Quality, Security
from kuangtu.layers.statements import CONVENTIONS
from kuangtu.web.application_form import Input, field_of

METRES = Text("米", "m")
QUALITIES = tuple((one.value, one.label) for one in Quality)
SECURITIES = tuple((one.value, one.label) for one in Security)
CONVENTION_OPTIONS = tuple(
    zip(
        CONVENTIONS,
        (
            Text("位置矢量（position vector）", "position vector"),
            Text("坐标框架（coordinate frame）", "coordinate frame"),
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its words and its control. 表单问题。"""

    key: str
    label: Text
    help: Text
    control: str = "text"
    is_required: bool = False
    is_wide: bool = False
    options: tuple[tuple[str, Text], ...] = ()
    unit: Text | None = None


ABOUT_THE_DATA = (
    Asked(
        "source",
        Text("来源", "Source"),
        Text("谁、以何文提供，如“县林草局 2026-10-08 函”", "who supplied it, and in which letter"),
        is_required=True,
        is_wide=True,
    ),
    Asked(
        "dated_on",
        Text("数据截止日期", "Data as of"),
        Text("数据反映哪一天的状况；每份审查都会写明", "the day it shows; every review prints it"),
        "date",
    ),
    Asked(
        "quality",
        Text("质量", "Quality"),
        Text("审批：主管部门批准的成果", "approved: approved by the authority"),
        "select",
        options=QUALITIES,
    ),
    Asked(
        "authority",
        Text("批准或负责机关", "Authority"),
        Text("批准这份成果的机关", "who approved it"),
        is_wide=True,
    ),
    Asked(
        "accuracy_m",
        Text("位置精度", "Accuracy of positions"),
        Text("不填为未说明", "empty: not stated"),
        "number",
        unit=METRES,
    ),
    Asked(
        "security",
        Text("密级", "Security"),
        Text("不填则按图层规定", "empty: as the layer's specification says"),
        "select",
        options=SECURITIES,
    ),
    Asked("licence", Text("许可", "Licence"), Text("公开数据的许可", "of open data"), is_wide=True),
    Asked(
        "attribution",
        Text("署名", "Attribution"),
        Text("要求在图上标注的文字", "words that must stand on the map"),
        is_wide=True,
    ),
)
ABOUT_READING = (
    Asked(
        "crs",
        Text("坐标系", "Reference system"),
        Text(
            "文件没有说明时填写，如 EPSG:4518；文件已说明的不能改",
            "where the file does not say, such as EPSG:4518",
        ),
    ),
    Asked(
        "encoding",
        Text("属性编码", "Encoding"),
        Text("自动识别不对时填写，如 GBK", "where it is recognised wrongly, such as GBK"),
    ),
    Asked(
        "dataset",
        Text("数据集", "Data set"),
        Text("压缩包中有多个时写明", "where an archive holds several"),
    ),
    Asked(
        "table",
        Text("表", "Table"),
        Text("GeoPackage 中有多个表时写明", "where a GeoPackage holds several"),
    ),
)
PARAMETERS = (
    Asked(
        "helmert",
        Text("转换参数", "Transformation"),
        Text(
            "西安80、北京54 须填：dx,dy,dz[,rx,ry,rz,ppm]（米、角秒）",
            "needed for Xian 1980 and Beijing 1954: dx,dy,dz[,rx,ry,rz,ppm] (m, arcseconds)",
        ),
        is_wide=True,
    ),
    Asked(
        "helmert_convention",
        Text("旋转约定", "Sign of the rotations"),
        Text("七参数须选", "needed with seven parameters"),
        "select",
        options=CONVENTION_OPTIONS,
    ),
    Asked(
        "helmert_accuracy_m",
        Text("转换精度", "Accuracy of the transformation"),
        Text("由提供参数的单位说明", "as whoever gives the parameters states"),
        "number",
        unit=METRES,
    ),
    Asked(
        "helmert_source",
        Text("参数来源", "Source of the parameters"),
        Text("由谁、以何文提供", "who gave them, and in which letter"),
        is_wide=True,
    ),
)


COLUMNS = Text("字段对照", "Columns")
WITHOUT_INVALID = Text("剔除有错的要素后导入", "leave features with errors out")


@dataclass(frozen=True, slots=True)
class StatementForm:
    """The form as it is shown: what was typed and the problems, by field. 导入表单。"""

    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def with_problems(self, problems: Iterable[Problem]) -> StatementForm:
        return StatementForm(self.values, tuple(problems))

    @property
    def about_the_data(self) -> list[Input]:
        return [self.input_of(asked) for asked in ABOUT_THE_DATA]

    @property
    def about_parameters(self) -> list[Input]:
        return [self.input_of(asked) for asked in PARAMETERS]

    @property
    def stated(self) -> list[tuple[Text, Text | str]]:
        """What was said, in the words of the form."""
        found: list[tuple[Text, Text | str]] = [
            (one.label, dict(one.options).get(one.value, one.value))
            for one in map(self.input_of, (*ABOUT_THE_DATA, *ABOUT_READING, *PARAMETERS))
            if one.value
        ]
        if columns := self.values.get("mapping"):
            found.append((COLUMNS, columns))
        if self.values.get("without_invalid"):
            found.append((WITHOUT_INVALID, YES))
        return found

    @property
    def file_problems(self) -> tuple[Problem, ...]:
        return self.problems_of("files")

    @property
    def layer_problems(self) -> tuple[Problem, ...]:
        return self.problems_of("layer")

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if field_of(one) == key)

    def input_of(self, asked: Asked) -> Input:
        """The control of a question, with what was typed."""
        return Input(
            key=asked.key,
            label=asked.label,
            help=asked.help,
            control=asked.control,
            value=self.values.get(asked.key, ""),
            is_required=asked.is_required,
            is_wide=asked.is_wide,
            options=asked.options,
            unit=asked.unit,
            problems=self.problems_of(asked.key),
        )
