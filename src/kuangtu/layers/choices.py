# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The closed lists of the One Map. 图层枚举。"""

from __future__ import annotations

from kuangtu.codes.choices import Choice


class EditionStatus(Choice):
    """版本状态。 An edition is never changed or overwritten, only published or withdrawn."""

    STAGED = ("STAGED", "待发布", "staged")
    PUBLISHED = ("PUBLISHED", "已发布", "published")
    WITHDRAWN = ("WITHDRAWN", "已撤回", "withdrawn")


class Quality(Choice):
    """质量等级。 From what may only be looked at to what an authority has approved."""

    REFERENCE = ("REFERENCE", "参考", "reference only")
    CHECKED = ("CHECKED", "初审", "first check passed")
    APPROVED = ("APPROVED", "审批", "approved")


class Security(Choice):
    """密级。 公开 to everybody, 内部 to officers, 受控 to reviewers and administrators."""

    PUBLIC = ("PUBLIC", "公开", "public")
    INTERNAL = ("INTERNAL", "内部", "internal")
    CONTROLLED = ("CONTROLLED", "受控", "controlled")


class State(Choice):
    """图层状态。 Computed from the editions; a ledger layer moves with its ledger.

    Whoever may not see every edition is told 无可见版本 where he sees none: whether there is one
    is not for him to know, and 缺 might be false.
    """

    PRESENT = ("PRESENT", "已有", "present")
    EXPIRED = ("EXPIRED", "过期", "out of date")
    MISSING = ("MISSING", "缺", "missing")
    LEDGER = ("LEDGER", "随台账", "moves with the ledger")
    UNSEEN = ("UNSEEN", "无可见版本", "none you may see")


class Store(Choice):
    """图层存储方式。"""

    EDITIONS = ("EDITIONS", "版本文件", "edition files")
    LEDGER = ("LEDGER", "台账", "ledger")


class GeometryKind(Choice):
    """要素几何类型。 A layer without geometry is a table (表): a register that was handed in."""

    POLYGON = ("POLYGON", "面", "area")
    LINE = ("LINE", "线", "line")
    POINT = ("POINT", "点", "point")
    NONE = ("NONE", "无图形（表）", "none (table)")


class FieldType(Choice):
    """字段类型。"""

    TEXT = ("TEXT", "文本", "text")
    INTEGER = ("INTEGER", "整数", "integer")
    NUMBER = ("NUMBER", "数值", "number")
    DATE = ("DATE", "日期", "date")
    YES_NO = ("YES_NO", "是否", "yes or no")


class Theme(Choice):
    """图层专题，按显示顺序。"""

    ADMINISTRATION = ("ADMINISTRATION", "行政区划", "administration")
    BASE_MAP = ("BASE_MAP", "基础地理", "base map")
    GEOLOGY = ("GEOLOGY", "地质矿产", "geology and minerals")
    PLAN = ("PLAN", "规划分区与区块", "plan zones and blocks")
    RIGHTS = ("RIGHTS", "矿业权", "mineral rights")
    RESERVES = ("RESERVES", "矿产储量", "resources and reserves")
    CONTROL = ("CONTROL", "管控线", "control lines")
    INFRASTRUCTURE = ("INFRASTRUCTURE", "基础设施", "infrastructure")
    RESTORATION = ("RESTORATION", "生态修复", "restoration")
    HAZARDS = ("HAZARDS", "地质灾害", "geological hazards")
    SUPERVISION = ("SUPERVISION", "执法监管", "supervision")
    MINES = ("MINES", "矿山生产与绿色矿山", "mines and green mines")
    PROJECTS = ("PROJECTS", "规划项目", "plan projects")
    REFERENCE = ("REFERENCE", "参考资料", "reference material")


class ImportStatus(Choice):
    """导入任务状态。 Where a file that was handed in through the browser stands."""

    WAITING = ("WAITING", "等待处理", "waiting")
    INSPECTING = ("INSPECTING", "正在查看", "being looked at")
    AWAITING = ("AWAITING", "待确认", "awaiting confirmation")
    RUNNING = ("RUNNING", "正在导入", "being imported")
    IMPORTED = ("IMPORTED", "已导入", "imported")
    REFUSED = ("REFUSED", "未导入", "not imported")
    CANCELLED = ("CANCELLED", "已取消", "cancelled")


class ImportStep(Choice):
    """导入步骤，按先后。"""

    INSPECTING = ("INSPECTING", "查看文件", "looking at the file")
    CONFIRMING = ("CONFIRMING", "确认读法", "confirming how it is read")
    READING = ("READING", "读取文件", "reading the file")
    ATTRIBUTES = ("ATTRIBUTES", "核对属性", "checking attributes")
    GEOMETRIES = ("GEOMETRIES", "检查图形", "checking geometries")
    WRITING = ("WRITING", "写入版本文件", "writing the edition")
    KEEPING = ("KEEPING", "登记版本", "registering the edition")


class TilesStatus(Choice):
    """瓦片状态。 Tiles are made from an edition in the background and can be made again."""

    WAITING = ("WAITING", "等待生成", "waiting")
    MAKING = ("MAKING", "生成中", "being made")
    MADE = ("MADE", "已生成", "made")
    FAILED = ("FAILED", "失败", "failed")
    CANCELLED = ("CANCELLED", "已取消", "cancelled")


class Severity(Choice):
    """问题程度。 An ERROR keeps a feature out; a WARNING asks somebody to look; a NOTE informs."""

    ERROR = ("ERROR", "错误", "error")
    WARNING = ("WARNING", "提醒", "warning")
    NOTE = ("NOTE", "说明", "note")


class Mender(Choice):
    """由谁改正。 The office that supplied the file, whoever imports it, whoever runs the system."""

    PROVIDER = ("PROVIDER", "数据提供单位", "the office that supplied the data")
    IMPORTER = ("IMPORTER", "导入人", "whoever imports it")
    ADMINISTRATOR = ("ADMINISTRATOR", "系统管理员", "the administrator")
