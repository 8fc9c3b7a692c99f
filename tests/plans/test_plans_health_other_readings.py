# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What seems wrong and is right by another reading: of the sentence, or of a row that it names."""

import pytest

from plans.slips import told_of

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n"
OUTPUT = (
    "表1 2020年产能和产量\n矿种\t设计产能（万吨/年）\t产量（万吨）\n磷\t1040\t862.4\n"
    "钾盐\t160\t128.5\n合计\t1200\t990.9\n"
)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        # the base stands in the row of the table, and a larger amount in the sentence before
        (
            "2020年开采固体矿石1571.0万吨。磷矿产量862.4万吨，产能利用率82.9%。\n" + OUTPUT,
            "82.9%",
            "89.2%",
        ),
        # so does what it has come to
        (
            "三座钾盐矿山产能为60万吨/年、50万吨/年和50万吨/年，合计160万吨/年。"
            "钾盐产量比2015年的96.0万吨增长33.9%。\n" + OUTPUT,
            "33.9%",
            "39.3%",
        ),
    ],
)
def test_a_figure_that_a_row_or_its_paragraph_gives_is_right_and_its_slip_is_told(
    tmp_path, text, old, new
):
    assert told_of(tmp_path, HEAD + text) == []
    assert told_of(tmp_path, HEAD + text, old, new) != []


def test_a_rise_is_not_right_by_what_would_be_a_fall(tmp_path):
    table = "专栏1 指标\n指标\t单位\t2020年\t2025年\n瓷石开采量\t万吨\t86.4\t120.0\n"

    assert told_of(tmp_path, HEAD + table + "瓷石开采量增长38.9%，2025年达到120.0万吨。") == []
    assert told_of(tmp_path, HEAD + table + "瓷石开采量增长28.0%，2025年达到120.0万吨。") != []


@pytest.mark.parametrize(
    "text",
    [
        (
            "历史遗留矿山治理投资14975万元，其中中央资金7500万元、省级3000万元、县级4475万元。"
            "生产矿山治理估算投入9450万元，每公顷27万元。两项合计24425万元。"
        ),
        "采矿权32个，在产21个、停产8个、在建3个；按规模分，大、中、小型各为6个、11个和15个。",
        "按规模，大型19宗、中型18宗、小型20宗；小型集中在砖瓦用页岩和建筑石料，两类共11宗。",
        "建成绿色矿山8个，包括岩盐、灰岩、石料各2个，砂岩、页岩各1个。",
        "煤矿由23个减至1个，关闭22个，涉及职工的安置和补偿已全部完成。",
        "列入储量表的矿产14种，共有矿产地50处。其中主要矿产10种，矿产地41处，其余4种9处。",
        "新发现矿产地4处；1:5万矿产地质调查新增1205.00平方公里，累计4097.00平方公里。",
        "县域涉及图幅2幅，即金坪幅（F49E002012）、思和幅（F49E002013）。",
        "开采固体矿石1220.0万吨，产量居前两位的是钼矿和灰岩，分别为412.0万吨和236.0万吨。",
        "5个花岗岩矿山的核定规模合计460万吨。\n花岗岩核定规模由460万吨增加到680万吨。",
        (
            "全县有煤矿8个，其中大型1个、中型5个、小型2个。全县有矿山24个，其中大型8个、中型12个、小型4个。"
            "在煤矿中，大型矿山1个，产能120万吨/年。"
        ),
        "县内出露龙潭组地层。设龙潭河治理项目，龙潭河水质良好。",
        "2015年底有矿山31个，见表1。\n表1 完成\n指标\t单位\t目标\t2020年\n矿山总数\t个\t≤22\t14",
        "2015年底全县有矿山37座，五年间净减少13座，减幅35.1%。上轮目标为矿山总数50座以内。",
        "全县有矿山21座，其中大型8座、中型9座、小型4座。\n2025年19座矿山中，大型8座、中型7座、小型4座。",
        "金矿产地19处，含大型1处、中型3处、小型8处、矿点7处。",
        "测算2025年大型7座、中型13座、小型10座。",
        "煤层气2020年试采气量约1600万立方米，未列入专栏2。\n专栏2 产量\n矿种\t产量\n煤\t5\n铁\t6\n",
        "按《关于一的通知》（自然资规〔2019〕7号）执行，激励政策见自然资规〔2019〕6号。",
        "依据《中华人民共和国矿产资源法》《中华人民共和国资源税法》。",
        "红道—薛坪铝土矿位于县城西部，薛坪—红道一带有两个探矿权。",
        "县域涉及1∶5万图幅4幅：G48E015014、G48E015015；G48E016014、G48E016015。",
        "表1 余缺\n矿种\t需求（万吨）\t余缺（万吨）\n铁\t30\t＋4\n煤\t20\t-3\n磷\t10\t＋1\n",
        (
            "表1 分区\n分区类型\t名称\t矿种\n重点勘查区\t甲山区\t磷\n重点勘查区\t乙河区\t铁\n"
            "重点开采区\t丙沟区\t磷\n"
        ),
    ],
)
def test_words_and_signs_that_are_as_they_should_be_are_silent(tmp_path, text):
    assert told_of(tmp_path, HEAD + text) == []
