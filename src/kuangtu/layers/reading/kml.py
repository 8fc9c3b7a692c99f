# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""KML, and the KML of a KMZ. 读取 KML。

A KML may define entities, name other files and link to addresses. Definitions are refused, and
links are said to be there and not followed.
"""

from __future__ import annotations

import re
from html import unescape

import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoding import text_of
from kuangtu.layers.reading.features import ASCII, Declaration, Geometries
from kuangtu.layers.reading.gdal import Opened
from kuangtu.layers.reading.number_checks import require_kml_numbers
from kuangtu.layers.reading.source import Source

_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(r"<(?:\w+:)?kml[\s>]", re.IGNORECASE)
_DEFINITION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINK = re.compile(r"<(?:\w+:)?NetworkLink[\s>]")
_OVERLAY = re.compile(r"<(?:\w+:)?GroundOverlay[\s>]")
_PLACEMARK = re.compile(r"<(?:\w+:)?Placemark[\s>]")
_NAMED = re.compile(
    r"(<(?:\w+:)?(?:Data|SimpleData|SimpleField)\s(?:[^<>]*?\s)?name=)([\"'])(.*?)\2"
)
_HEX = "utf8_"
_DECLARED = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
# What the reader adds to every table about how a placemark is shown.
_SHOWN = ("id", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude",
          "visibility", "drawOrder", "icon")  # fmt: skip
_SAYS_NOTHING = (None, "", -1, 0)
# Attributes of these names would be read as how a placemark is shown, and lost where they are not.
_TAKEN = frozenset(name.casefold() for name in _SHOWN) - {"id", "description"}
# Of an attribute called as one of its own the reader fills its own, and adds an empty one.
_EMPTY = frozenset(["name2", "id2", "description2"])


def require_kml(source: Source, _said: Declaration) -> None:
    """Refuse what is no KML or defines entities; our copy is UTF-8 afterwards.

    Raises: Invalid `layer.not-kml`, `layer.xml-entities`, `layer.only-links`,
    `layer.only-pictures`, `layer.coordinates-no-numbers`, and those of decoding.
    """
    text, _ = text_of(source.main.read_bytes(), file=source.name)
    if _DEFINITION.search(text):
        raise invalid(
            "layer.xml-entities",
            "文件带有 DOCTYPE 或实体定义，可能是 XML 炸弹，已拒绝；请在奥维或 QGIS 中重新导出",
            "the file has a DOCTYPE or defines entities, which may be an XML bomb, and is refused; "
            "export it again in Google Earth or QGIS",
            Place(source.name),
        )
    start = _BEFORE_ROOT.match(text)
    if not _ROOT.match(text, start.end() if start else 0):
        raise invalid(
            "layer.not-kml",
            "这不是 KML 文件；请核对文件与扩展名是否相符，或重新导出",
            "this is no KML; check that the file is what its suffix says, or export it again",
            Place(source.name),
        )
    if not _PLACEMARK.search(text):
        _refuse_without_shapes(text, source)
    require_kml_numbers(text, file=source.name)
    text = _NAMED.sub(_in_ascii, _DECLARED.sub("", text, count=1).lstrip("\ufeff"))
    source.main.write_text(text, "utf-8")


def _refuse_without_shapes(text: str, source: Source) -> None:
    if _LINK.search(text):
        raise invalid(
            "layer.only-links",
            "文件里只有网络链接（NetworkLink），没有图形；链接的内容不会去取，请在奥维或 "
            "Google Earth 中打开后把其中的图形另存为 KMZ",
            "the file has only network links and no shape; what they link to is not fetched, open "
            "it in Google Earth and save the shapes themselves",
            Place(source.name),
        )
    if _OVERLAY.search(text):
        raise invalid(
            "layer.only-pictures",
            "文件里只有贴图（GroundOverlay），没有图形；贴图的外框不是范围，请提供画好的图形",
            "the file has only pictures (GroundOverlay) and no shape; the frame of a picture is "
            "no range, supply what is drawn",
            Place(source.name),
        )


def _in_ascii(match: re.Match[str]) -> str:
    """In hex a name that the reader would turn into underscores, or take for its own."""
    name = unescape(match[3])
    if name.isascii() and name.casefold() not in _TAKEN:
        return match[0]
    return f"{match[1]}{match[2]}{_HEX}{name.encode('utf-8').hex()}{match[2]}"


def _own_names(text: str) -> dict[str, str]:
    """The names that `_in_ascii` wrote in hex, and what they are; begin is begin_1."""
    found = {match[3] for match in _NAMED.finditer(text) if match[3].startswith(_HEX)}
    names = {one: bytes.fromhex(one.removeprefix(_HEX)).decode("utf-8") for one in found}
    return {one: f"{name}_1" if name.casefold() in _TAKEN else name for one, name in names.items()}


def open_kml(source: Source, table: str) -> Opened:
    """A folder of a KML that was required before. 读取 KML。"""
    text = source.main.read_text("utf-8")
    links = len(_LINK.findall(text))
    findings = (_linked(links),) if links else ()
    return Opened(
        source,
        source.main,
        table,
        ASCII,
        "EPSG:4326",
        "KML",
        findings,
        reshape=_drawn_alone,
        renamed=_own_names(text),
    )


def _drawn_alone(
    geometries: Geometries, table: pa.Table
) -> tuple[Geometries, pa.Table, tuple[Finding, ...]]:
    """Without the frames of pictures, and without the columns of how placemarks are shown.

    Only a picture has an icon of its own; a column that says something about a placemark stays.
    """
    findings: tuple[Finding, ...] = ()
    if "icon" in table.column_names:
        is_drawn = pc.is_null(table.column("icon")).to_numpy(zero_copy_only=False)
        if not is_drawn.all():
            findings = (_framed(int((~is_drawn).sum())),)
            geometries, table = geometries[is_drawn], table.filter(pa.array(is_drawn))
    silent = [
        name
        for name in table.column_names
        if (name in _SHOWN and _is_silent(table, name))
        or (name.casefold() in _EMPTY and table.column(name).null_count == len(table))
    ]
    return geometries, table.drop_columns(silent), findings


def _is_silent(table: pa.Table, name: str) -> bool:
    return all(value in _SAYS_NOTHING for value in pc.unique(table.column(name)).to_pylist())


def _framed(count: int) -> Finding:
    return Finding(
        "geometry-left-out",
        Severity.WARNING,
        Text(
            f"文件有 {count} 幅贴图（GroundOverlay），外框未作为要素",
            f"the file has {count} pictures (GroundOverlay); their frames were not taken",
        ),
        Text("如需要请提供画好的图形", "supply what is drawn if it is wanted"),
    )


def _linked(count: int) -> Finding:
    return Finding(
        "network-link",
        Severity.WARNING,
        Text(
            f"文件有 {count} 处网络链接（NetworkLink），未打开链接中的内容",
            f"the file has {count} network links; what they link to was not opened",
        ),
        Text("如需要请把链接的数据另存后提供", "save what is linked and supply it if it is wanted"),
    )
