# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Towns, sheets, bases and parts that are counted, told again or cited. 乡镇、图幅、基数与引用。

Each text is silent as it stands; the slip in it is told.
"""

import pytest

from plans.slips import told_of

HEAD = (
    "沙泉县矿产资源总体规划（2026—2030年）\n第一章 总则\n"
    "规划以2025年为基准年，规划期2026—2030年，展望到2035年。\n"
    "沙泉县国土总面积4080平方千米。\n第二章 内容\n"
)
BLOCKS = (
    "附表1 勘查区块\n编号\t名称\t勘查矿种\t面积（平方千米）\t图幅号\n"
    "KT01\t红崖铁矿勘查区块\t铁\t41.20\tJ47E008016\n"
    "KT02\t石井钨矿勘查区块\t钨\t36.50\tJ47E009016、J47E009017\n"
    "KT03\t祁青铜镍矿勘查区块\t铜、镍\t52.30\tJ47E010015、J47E010016\n"
)
SIZES = (
    "表4 矿山最低开采规模（万吨/年）\n矿种\t大型\t中型\t小型\n水泥用灰岩\t100\t50\t30\n"
    "萤石\t10\t5\t3\n"
)
ZONES = (
    "专栏7 重点勘查区\n编号\t名称\t面积（平方千米）\nZK1\t中村钒矿重点勘查区\t304.00\n"
    "ZK2\t银花锑矿重点勘查区\t200.00\n合计\t\t504.00\n"
)
SURVEYS = (
    "专栏4 基础地质工作程度\n工作内容\t比例尺\t完成面积（平方千米）\n"
    "区域地质矿产调查\t1∶5万\t2940\n水系沉积物测量\t1∶5万\t3570\n"
)
WORKS = (
    "专栏10 勘查工程\n项目名称\t地质测量（1∶1万，平方千米）\t钻探（米）\n"
    "中村钒矿勘探\t70\t20000\n银花锑矿普查\t60\t15000\n合计\t130\t35000\n"
)
GREEN = (
    "专栏6 规划指标\n指标\t单位\t2025年\t2030年\n绿色矿山数量\t个\t9\t16\n矿山数量\t个\t30\t24\n"
)
VALUES = (
    "表2 目标\n指标\t单位\t2025年\t2030年\t2035年\n矿业产值\t亿元\t13.65\t16.00\t18.40\n"
    "矿山总数\t个\t30\t27\t25\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        # towns, all of them listed, with their number before, behind or by their kinds
        (
            "全县共5个乡镇，即泾口镇、云岭镇、石潭镇和竹坪乡、东山乡，其中镇3个、乡2个。\n",
            "和竹坪乡、东山乡",
            "和竹坪乡",
        ),
        ("辖城关镇、黑河口镇、石井镇和南滩乡、祁青乡，计3镇2乡。\n", "黑河口镇、石井镇", "石井镇"),
        (
            "下辖两镇三乡：赤谷镇、乌什塔格镇、恰克玛克乡、托万乡、苏盖提乡，共5个乡（镇）。\n",
            "托万乡、苏盖提乡",
            "苏盖提乡",
        ),
        # sheets of the rows of a table
        (
            f"设勘查区块3个，合计面积130.00平方千米，分布于5幅1∶5万图幅（附表1）。\n{BLOCKS}",
            "分布于5幅",
            "分布于7幅",
        ),
        # sheets of the name of a project
        (
            (
                "区域地质调查涉及K50E007011、K50E007012两幅，经费440万元。\n"
                "表1 重点项目\n名称\t经费（万元）\n沙泉县北部两幅1∶5万区域地质调查\t440\n"
            ),
            "北部两幅",
            "北部三幅",
        ),
        # a further step comes to what is left
        (
            "矿山压减到38家，远期再减3家，到2030年保留35家。\n",
            "保留35家",
            "保留36家",
        ),
        # of what is left, not of what went; of a rest that is none of the whole
        (
            "矿山减至28座，较2025年减少6座，其中大中型矿山15座，占53.6%。\n",
            "占53.6%",
            "占56.3%",
        ),
        (
            (
                "治理任务545公顷，其中采煤沉陷区480公顷，占未治理面积的38.7%，其余760公顷列入下期；"
                "采石场65公顷。现有矿山12座，其中大型3座、中型4座、小型5座。\n"
            ),
            "小型5座",
            "小型6座",
        ),
        (
            "石墨精矿18.0万吨中，大鳞片3.6万吨，占20.0%；在县内深加工8.1万吨，其余9.9万吨外销。\n",
            "占20.0%",
            "占22.0%",
        ),
        # as many as are listed, whatever the row of the last prints
        (
            (
                "在城关东、石垭北、店子河、双河口4处设集中开采区（表5）。\n表5 集中开采区\n"
                "名称\t面积（平方千米）\t采矿权（个）\n城关东\t2.0\t2\n石垭北\t1.8\t3\n店子河\t1.5\t2\n"
                "双河口\t2.2\t3\n合计\t7.5\t10\n"
            ),
            "双河口4处",
            "双河口6处",
        ),
        # three mines with their brackets, then what is closed
        (
            (
                "新建矿山3座：花河二矿（煤，90万吨/年）、木冲煤矿（120万吨/年）、青坡石料矿"
                "（30万立方米/年）；同期关闭6座，净减3座。\n"
            ),
            "新建矿山3座",
            "新建矿山4座",
        ),
        # by number and by area
        (
            "矿山迹地共148处612.0公顷，已治理98处426.0公顷，按处数计占66.2%，按面积计占69.6%。\n",
            "占66.2%",
            "占62.6%",
        ),
        # what is more than its base, the digits of which changed places
        (
            "磷矿保有资源量3.85亿吨，相当于全市磷矿保有资源量6.16亿吨的62.5%。\n",
            "6.16亿吨",
            "1.66亿吨",
        ),
        # of that year, and over the years of the plan
        (
            "2025年产值112.00亿元。同年矿业总产值86.0亿元，2020年为58.5亿元，年均增长率8.0%。\n",
            "增长率8.0%",
            "增长率6.0%",
        ),
        (
            (
                "2025年矿业总产值86.0亿元。\n第三章 目标\n到2030年，采矿权不多于36宗；"
                "矿业总产值104.6亿元，年均增长率4.0%。\n"
            ),
            "增长率4.0%",
            "增长率5.0%",
        ),
        # so much a year, in all units of a column but one
        (
            (
                "表1 最低开采规模\n矿种\t单位\t规模\n煤\t原煤万吨/年\t60\n磷\t矿石万吨/年\t30\n"
                "萤石\t矿石万吨/年\t5\n石膏\t矿石万吨/年\t20\n"
            ),
            "原煤万吨/年",
            "原煤万吨/亩",
        ),
        # what a share is of is told elsewhere
        (
            (
                "历史遗留矿山未治理面积尚有288公顷。\n第三章 修复\n"
                "规划期治理216公顷，占未治理面积288公顷的75%。\n"
            ),
            "尚有288公顷",
            "尚有298公顷",
        ),
        # a limit is repeated with its own force
        (
            (
                "第三章 目标\n第一条 2030年全县年开采量控制在540万吨以内。\n第二条 评估应检查"
                "年开采量540万吨以内的控制要求是否落实。\n"
            ),
            "540万吨以内的",
            "540万吨左右的",
        ),
        # a size is that of its column
        (f"{SIZES}其中小型萤石矿山不得低于3万吨/年。\n", "不得低于3万吨", "不得低于5万吨"),
        # 本章（二） is a part of the chapter
        (
            (
                "第三章 修复\n（一）任务\n治理120公顷。\n（二）资金\n投资2400万元。\n（三）保障\n"
                "按本章（一）的任务落实资金。\n"
            ),
            "按本章（一）",
            "按本章（四）",
        ),
        # on the basis of a year
        (
            f"{VALUES}展望2035年，矿业产值达到18.40亿元，在2030年基础上增长15.0%。\n",
            "增长15.0%",
            "增长51.0%",
        ),
        # the years that open a sentence are those of all its clauses
        (
            (
                "2025年底全县有采矿权28个。2020年全县磷矿石产量1350万吨，采矿权41个。2021年至2025年"
                "磷矿石产量压减270万吨，降幅20%；采矿权净减13个。到2030年采矿权24个。\n"
            ),
            "降幅20%",
            "降幅25%",
        ),
        # a chapter that is cited at the beginning of a line is no heading
        (
            (
                "第三章所列治理任务投入8.00亿元，其中财政3.60亿元、企业4.40亿元。\n第三章 修复\n"
                "治理120公顷。\n"
            ),
            "企业4.40",
            "企业4.80",
        ),
        # classes by a limit are no limits
        (
            "磷矿石保有资源量18.00亿吨，其中品位25%以上的5.40亿吨，品位25%以下的12.60亿吨。\n",
            "12.60亿吨",
            "12.80亿吨",
        ),
        # the size of some things beside a table of others; of what is planned beside what is done
        (
            f"{ZONES}新设勘查规划区块22个，总面积273.00平方千米，占国土总面积4080平方千米的6.7%。\n",
            "6.7%",
            "7.6%",
        ),
        (
            (
                f"{SURVEYS}部署沙泉县1∶5万区域地质矿产调查，面积2577平方千米，"
                "占国土总面积4080平方千米的63.2%。\n"
            ),
            "63.2%",
            "36.2%",
        ),
        # 万 of a scale is no part of the unit
        (
            f"{WORKS}共部署1∶1万地质测量130平方千米、钻探35000米。\n",
            "钻探35000米",
            "钻探36000米",
        ),
        # the year of a base is not the year of what follows
        (
            f"{GREEN}修复160公顷，占2025年末未修复面积200公顷的80%；绿色矿山达到16个。\n",
            "的80%",
            "的85%",
        ),
        # side by side both ways
        (
            "部署K50E007011、K50E007012、K50E008011、K50E008012四幅调查，四幅东西、南北相邻。\n",
            "K50E008012四幅",
            "K50E008013四幅",
        ),
    ],
)
def test_what_is_counted_told_again_or_cited_agrees_with_what_it_names(tmp_path, text, right, slip):
    plan = HEAD + text

    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, right, slip) != []


def test_a_number_in_words_ends_where_another_word_begins(tmp_path):
    tables = "".join(
        f"表{number} 指标\n\n名称\t数量（个）\n甲类\t{n}\n乙类\t{n + 1}\n\n"
        for n, number in enumerate("一二三", 4)
    )
    text = f"上述任务与表三一致，现状见表一、表二。\n{tables}"

    assert told_of(tmp_path, HEAD + text) == []


def test_a_long_list_of_towns_that_ends_in_no_town_takes_no_time(tmp_path):
    assert told_of(tmp_path, f"{HEAD}辖{'甲乙镇和' * 200}丙。\n") == []
