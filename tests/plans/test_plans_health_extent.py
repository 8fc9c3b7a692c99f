# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The county's printed extent, the sheets in it, names with signs exchanged. 范围、图幅与地名。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import examine
from kuangtu.plans.health.reading.case import Case

PLAN = """\
沅麓县矿产资源总体规划（2021—2025年）
第一章 概况
沅麓县归怀化市管辖，经纬度范围为东经110°17′至110°44′、北纬27°22′至27°49′，涉及1∶5万图幅6幅，\
自北向南分三排、每排两幅，依次为G49E002010、G49E002011、G49E003010、G49E003011、G49E004010和G49E004011。
县域图幅分布在G49E002010至G49E004011之间，按3行2列共计6幅，其中空白图幅3幅，即G49E002010、G49E002011、G49E003010。
按照自然资源部办公厅《市县级矿产资源总体规划编制要点》（自然资办发〔2020〕19号）编制本规划。
砂石供应落实国家发展改革委等部门《关于促进砂石行业健康有序发展的指导意见》（发改价格〔2020〕473号）。
第二章 布局
禁止开采泥炭、石煤。地质勘查重点支持金、锑、萤石等矿种。
新设采矿权3个，即萤石、金、锑各1个。
部署1∶5万矿产地质调查4幅，图幅号为G49E002010、G49E002011、G49E003010、G49E003011，四幅连成一片。
金坪金矿区块位于东经110°20′～110°24′、北纬27°31′～27°35′。盘龙冲金矿即在区内，采用充填采矿法。
专栏1 勘查规划区块
序号\t名称\t矿种\t图幅
1\t金坪金矿普查区块\t金\tG49E003010
2\t盘龙冲金矿详查区块\t金\tG49E003010
3\t铁坡锑矿普查区块\t锑\tG49E004011
"""


def told(tmp_path, old="", new=""):
    assert not old or PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new) if old else PLAN, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


def test_the_plan_itself_is_silent(tmp_path):
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "3行2列共计6幅",
            "3行2列共计8幅",
            "称 8 幅，G49E002010与G49E004011为两角的范围有 6 幅",
        ),
        ("图幅6幅，自北", "图幅8幅，自北", "称 8 幅，列出 6 幅"),
        ("锑\tG49E004011", "锑\tG49E004013", "图幅 G49E004013 不在沅麓县范围内"),
        ("调查4幅，图幅号", "调查5幅，图幅号", "称 5 幅，列出 4 幅"),
        ("盘龙冲金矿即在", "龙盘冲金矿即在", "“龙盘冲”仅此一处，与文中“盘龙冲”（1 处）次序不同"),
        (
            "（自然资办发〔2020〕19号",
            "（湘政办发〔2020〕19号",
            "“湘政办发”不是自然资源部办公厅的发文代字（应如 自然资办…）",
        ),
        (
            "（发改价格〔2020〕473号",
            "（自然资发〔2020〕473号",
            "“自然资发”不是国家发展改革委的发文代字（应如 发改…）",
        ),
        ("即萤石、金", "即石煤、金", "“石煤”一处禁止，另有 1 处安排新设或开采"),
        ("支持金、锑、萤石", "支持金、泥炭、萤石", "“泥炭”一处禁止，另有 1 处列为重点或推进"),
        ("充填采矿法", "填埋采矿法", "“填埋”不是采矿方法；是否为 充填"),
    ],
)
def test_a_slip_is_told_once(tmp_path, old, new, said):
    assert told(tmp_path, old, new) == [said]
