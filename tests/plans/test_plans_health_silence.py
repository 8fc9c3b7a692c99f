# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is right in another reading than the nearest: nothing is said of it. 相符者不报。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import examine
from kuangtu.plans.health.reading.case import Case

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 现状\n"
)
# What is right, and a slip in it that is still told of; none where the words compel nothing.
SENTENCES = (
    (
        "全县有探矿权42个，其中在期28个、由原有9个合并成的4个、过期待处置10个。",
        "过期待处置10",
        "过期待处置11",
    ),
    ("现有采矿权50个：保留20个，12个整合成5个，关闭18个。", "", ""),
    (
        "全县常住人口18.64万人，其中城镇人口7.27万人，城镇化率39.0%；户籍人口20.15万人。",
        "39.0",
        "93.0",
    ),
    (
        "新增煤炭资源量2.4亿吨、铁矿石1200万吨，依次为目标（2亿吨、1500万吨）的120.0%和80.0%。",
        "",
        "",
    ),
    (
        "五年修复面积分别为12、18、20、20、10公顷，投入资金1600万元，平均每公顷20万元。",
        "每公顷20万元",
        "每公顷26万元",
    ),
    ("选矿厂日处理原矿2000吨，合60万吨（年工作300天）。", "", ""),
    ("年产原煤300万吨，折合214万吨标准煤。", "", ""),
    (
        "探矿权由上期末的41个减为33个，净减8个；采矿权由36个减为24个，净减12个，共净减20个。",
        "净减12",
        "净减21",
    ),
    (
        "全县上表矿区54处。按主矿种统计，石料灰岩矿区最多，有10处；铅锌矿区9处，金矿区8处。",
        "",
        "",
    ),
    (
        "目前存在三个问题：一是叶蜡石、高岭土深加工不足，附加值偏低；二是规模小；三是欠账多。",
        "三个问题",
        "四个问题",
    ),
    (
        "坚持保障资源、服务发展，坚持生态优先、绿色开发，坚持优化布局、规模集约三项原则。",
        "三项原则",
        "五项原则",
    ),
    (
        "到2035年，全县矿业实现绿色、智能、高效发展。",
        "2035年，全县",
        "2035年，采矿权控制在38个以内，全县",
    ),
    (
        "建成绿色矿山12个，建成率46.2%。治理废弃矿山31处，其中沿线19处、其他12处。",
        "",
        "",
    ),
    (
        "遵循以下四条原则：保护优先，守住底线；总量控制，保障供应；集约开采，提高比例；政府引导，发挥作用。",
        "四条",
        "五条",
    ),
    (
        (
            "第一、二、三产业增加值依次为14.12亿元、33.67亿元和24.61亿元。"
            "采矿业增加值18.10亿元，占三产总和的四分之一，占第二产业增加值的53.8%。"
        ),
        "53.8",
        "58.3",
    ),
    (
        (
            "2020年地区生产总值86.20亿元，其中第一产业7.50亿元，第二产业52.40亿元，"
            "第三产业26.30亿元。矿业总产值98.40亿元。"
        ),
        "7.50",
        "5.70",
    ),
    ("砖瓦用页岩采矿权8宗均为小型，能耗高、效益低。", "", ""),
    (
        "采矿权共25个，其余11个分布在区外，以铜钼、石灰岩、玄武岩和建筑用砂矿山为主。",
        "",
        "",
    ),
    ("安排3个工程，其中老厂片区废渣治理工程解决全县46处废渣堆点中的28处。", "", ""),
    (
        "全县已发现矿产24种，其中能源矿产1种、金属矿产11种、非金属矿产11种、水气矿产1种；查明的矿产14种。",
        "能源矿产1种",
        "能源矿产3种",
    ),
    ("在资源集中、交通便利的地区划定重点开采区3个，面积112.80平方千米。", "", ""),
    (
        "绿色矿山达到21个，即在现有8个的基础上新建13个，按30个矿山测算占70%。",
        "",
        "",
    ),
    ("全县有15个乡镇，其中9个镇、6个乡。", "15个乡镇", "16个乡镇"),
    ("煤矿采矿方法落后，新建矿山采用充填采矿法。", "充填采", "冲填采"),
    ("本县是全省12个重点矿业县（市、区）之一，也是国家35个资源型县（区）之一。", "", ""),
    (
        "一是小型矿山多，砂石类22个，占全部40个的55.0%；二是尾矿利用率不足40%。",
        "55.0",
        "85.0",
    ),
    (
        "设勘查区块15个：空白区新设9个，已设6个，新设区块占60.0%。设开采区块11个：新设4个，调整7个。",
        "",
        "",
    ),
    (
        "探矿权33个，比上年末减少2个；采矿权45个，比上年末减少3个，两项共减少5个。",
        "共减少5",
        "共减少8",
    ),
    ("矿业产值12.4亿元。\n第三章 形势\n矿业总产值（含加工）18.8亿元。", "", ""),
    (
        "累计治理300公顷，其中2020年治理80公顷，占五年的26.7%；剩余200公顷，占应治理500公顷的40.0%。",
        "占应治理500公顷的40.0",
        "占应治理500公顷的44.0",
    ),
    (
        "45个采矿权中，煤8个、铁12个、砂25个；按面积，煤28.4公顷、铁15.2公顷、砂8.4公顷，合计52.0公顷。",
        "煤8个",
        "煤9个",
    ),
    (
        "县域面积2000平方千米。1∶5万区调完成8幅，面积3420平方千米，县内1860平方千米，占县域的93.0%。",
        "93.0",
        "39.0",
    ),
    (
        "发现矿产35种（含亚矿种41种），其中能源3种、金属12种、非金属18种、水气2种；查明21种，占60.0%。",
        "金属12",
        "金属13",
    ),
    (
        "矿区28处（其中共伴生6处），大型3处、中型7处、小型18处；未列入的矿点43处，合计71处。",
        "",
        "",
    ),
    (
        "矿业权78个，其中探矿权33个（部发证2个、省发证31个）、采矿权45个（省发证9个、县发证36个）。",
        "探矿权33",
        "探矿权38",
    ),
    ("到期的矿山12座，8座已申请延续（其中5座已批），2座拟整合，2座关闭。", "", ""),
    (
        "隐患点86处，其中滑坡52处、崩塌21处、泥石流13处，涉矿17处，占19.8%，威胁162户、648人。",
        "崩塌21",
        "崩塌24",
    ),
    (
        "规划期投入4800万元，其中2021—2023年2800万元、2024年1100万元、2025年900万元，五年年均960万元。",
        "",
        "",
    ),
    (
        "大型5个（其中停产1个）、中型10个（其中停产2个）、小型30个（其中停产6个），合计45个，停产共9个。",
        "合计45",
        "合计49",
    ),
    (
        "甲镇12处（含废弃采坑7处）、乙镇15处、丙乡9处，共36处，废弃采坑占19.4%。",
        "共36",
        "共38",
    ),
    (
        "设区块30个，其中勘查20个（新设12个，占60.0%；保留8个，占40.0%）、开采10个（新设3个，占30.0%）。",
        "开采10",
        "开采18",
    ),
    ("展望到2035年，采矿权总数保持在50个左右。\n第三章 目标\n采矿权总数不超过60个。", "", ""),
)


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(f"{HEAD}{text}\n", "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


@pytest.mark.parametrize(("right", "old", "new"), SENTENCES)
def test_what_another_reading_gives_is_silent(tmp_path, right, old, new):
    assert told(tmp_path, right) == []
    assert not old or told(tmp_path, right.replace(old, new)) != []


def test_a_total_of_one_mineral_adds_the_rows_of_that_mineral(tmp_path):
    table = (
        "表1 资源量（单位：万吨）\n矿区\t矿种\t资源量\n合计\t铅\t30.0\n"
        "甲矿\t铅\t18.0\n乙矿\t铅\t12.0\n乙矿\t锌\t20.0\n"
    )

    assert told(tmp_path, table) == []
    assert told(tmp_path, table.replace("18.0", "16.0")) != []


def test_a_table_is_not_cited_for_what_follows_a_semicolon(tmp_path):
    text = (
        "划定重点勘查区2个、面积300.0平方千米（专栏1）；划定重点开采区2个，面积80.0平方千米，"
        "为甲山铁矿区50.0平方千米和乙沟铜矿区30.0平方千米。\n"
        "专栏1 重点勘查区\n序号\t名称\t面积（平方千米）\n1\t北山铁矿重点勘查区\t180.0\n"
        "2\t南岭铜矿重点勘查区\t120.0\n合计\t\t300.0\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("300.0平方", "330.0平方")) != []


def test_a_goal_that_the_table_of_goals_has_is_not_held_against_what_there_is(tmp_path):
    text = (
        "表1 采矿权\n指标\t单位\t煤\t铁\t小计\n采矿权数\t个\t32\t54\t86\n"
        "采矿权总数由2015年的118个减为86个，净减32个。\n"
        "表2 指标\n指标\t单位\t2020年\t2025年\t变化\n采矿权总数\t个\t86\t70以内\t净减16以上\n"
        "绿色矿山\t个\t31\t55\t增加24\n大中型比例\t%\t54.7\t70\t—\n"
        "采矿权不多于70个列入考核。\n"
    )

    assert told(tmp_path, text) == []


GROUPED = (
    # a subtotal of one row; subtotals above their rows; a total above all of them
    "金属\t铜\t5\n\t铁\t3\n\t小计\t8\n非金属\t石灰岩\t7\n\t小计\t7\n合计\t\t15",
    "金属\t小计\t8\n\t铜\t5\n\t铁\t3\n非金属\t小计\t12\n\t石灰岩\t7\n\t砂岩\t5\n总计\t\t20",
    "总计\t\t20\n金属\t小计\t8\n\t铜\t5\n\t铁\t3\n非金属\t小计\t12\n\t石灰岩\t12",
    "总计\t\t20\n金属\t\t8\n\t铜\t5\n\t铁\t3\n非金属\t\t12\n\t石灰岩\t7\n\t砂岩\t5",
)


@pytest.mark.parametrize("rows", GROUPED)
def test_totals_may_stand_above_and_below_their_rows(tmp_path, rows):
    assert told(tmp_path, f"表1 矿山数\n类别\t矿种\t数量（个）\n{rows}") == []
    assert (
        told(tmp_path, f"表1 矿山数\n类别\t矿种\t数量（个）\n{rows}".replace("铜\t5", "铜\t6"))
        != []
    )


def test_rows_that_overlap_are_no_sum_where_the_text_says_so(tmp_path):
    table = (
        "表1 重点区\n名称\t性质\t面积（平方千米）\n甲区\t勘查\t100.0\n乙区\t勘查\t50.0\n"
        "丙区\t开采\t20.0\n合计\t\t150.0\n"
    )

    assert told(tmp_path, table) != []
    assert told(tmp_path, f"{table}注：丙区位于甲区内，面积不重复计入合计。\n") == []


def test_parts_above_the_last_amount_are_held_against_the_total(tmp_path):
    text = (
        "安排项目6个，总投资6000万元。其中修复项目投资2250万元；勘查项目投资2530万元。"
        "按资金来源分，中央财政1800万元，省级财政1500万元，县级财政700万元，企业自筹2000万元。\n"
    )

    assert told(tmp_path, text) == []
    assert "6070万元" in told(tmp_path, text.replace("700万元", "770万元"))[0]


def test_the_year_over_a_table_is_that_of_its_numbers(tmp_path):
    text = (
        "表1 采矿权（2020年末）\n规模\t个数\n大型\t5\n中型\t10\n小型\t30\n合计\t45\n"
        "2020年末有采矿权45个，大型5个；2015年为58个，大型3个。\n"
        "到2025年，大型不少于6个，中型11个左右。\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("大型5个", "大型6个")) != []


def test_a_row_of_which_needs_no_word_of_the_list_above_it(tmp_path):
    table = "表1 探矿权\n勘查阶段\t数量（个）\n普查\t12\n详查\t9\n勘探\t5\n其中：煤\t6\n合计\t26\n"

    assert told(tmp_path, table) == []


TABLES = (
    (
        "年份\t煤\t铁\n2018年\t280\t160\n2019年\t290\t170\n2020年\t300\t180\n平均\t290\t170\n累计\t870\t510",
        "870",
        "890",
    ),
    (
        "名称\t面积\n北山勘查区\t60.0\n南岭勘查区\t40.0\n北山开采区\t20.0\n合计（扣除重叠）\t100.0",
        "",
        "",
    ),
    (
        "指标\t单位\t2020年\t2025年\t增减\n采矿权\t个\t45\t40\t-5\n产值\t亿元\t12.4\t18.0\t45.2%\n治理\t公顷\t300\t260\t-40",
        "45.2",
        "54.2",
    ),
)


@pytest.mark.parametrize(("rows", "old", "new"), TABLES)
def test_rows_of_means_of_less_and_of_rates_are_read_as_such(tmp_path, rows, old, new):
    table = f"表1 情况\n{rows}\n"

    assert told(tmp_path, table) == []
    assert not old or told(tmp_path, table.replace(old, new)) != []


def test_what_goes_on_falling_falls_from_what_was_reached(tmp_path):
    text = (
        "表1 指标\n指标\t2020年\t2023年\t2025年\n采矿权（个）\t45\t43\t40\n绿色矿山\t8\t12\t20\n"
        "2023年末采矿权43个，比2020年减少2个；2025年再减少3个。\n"
    )

    assert told(tmp_path, text) == []


ZONES = """划定重点开采区2个，面积82.90平方千米，其中北岭铁矿重点开采区44.30平方千米，见专栏4。
专栏4 重点区
编号\t名称\t面积（平方千米）\t图幅号
ZC1\t石桥岭菱镁矿重点开采区\t38.60\tK51E019017、K51E019018
ZC2\t北岭铁矿重点开采区\t44.30\tK51E020018
"""


def test_the_area_of_a_class_is_that_of_its_rows_together(tmp_path):
    assert told(tmp_path, ZONES) == []
    assert told(tmp_path, ZONES.replace("82.90", "89.20")) != []


def test_a_total_is_that_of_its_column_wherever_the_table_stands(tmp_path):
    text = (
        "一、现状\n2020年矿石总产量945.0万吨，从业人员1180人。\n二、附表\n"
        "表1 各矿种开发利用现状\n矿种\t矿山数（个）\t产量（万吨）\n"
        "叶蜡石\t3\t12.4\n凝灰岩\t9\t864.0\n钼\t1\t68.6\n合计\t13\t945.0\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("总产量945.0", "总产量954.0")) != []


def test_what_two_rows_have_together_is_not_held_against_one(tmp_path):
    text = (
        "二、现状\n锡矿和铅锌矿产值共14.38亿元，占全县矿业工业产值的67.0%（表1）。\n"
        "表1 产值\n矿种\t产值（万元）\n锡矿\t62300\n铅锌矿\t81500\n石灰岩\t70800\n合计\t214600\n"
    )

    assert told(tmp_path, text) == []


def test_a_limit_is_that_of_the_last_year_of_the_period_not_of_the_outlook(tmp_path):
    text = (
        "三、目标\n采矿权数量不多于25个，大中型矿山比例达到64%。\n"
        "表1 指标\n指标\t单位\t2020年\t2025年\t2035年\n采矿权数量\t个\t31\t25\t22\n"
        "年产量\t万吨\t285\t340\t360\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("不多于25个", "不多于28个")) != []


def test_a_paragraph_of_all_rights_is_held_against_the_total_of_their_column(tmp_path):
    text = (
        "二、开发\n采矿权52个，从业人员3120人。各类矿山见表1。\n"
        "表1 矿山开发情况\n矿类\t采矿权（个）\t大中型（个）\n锡矿\t14\t3\n铅锌矿\t17\t4\n"
        "石灰岩\t21\t6\n合计\t52\t13\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("采矿权52个", "采矿权53个")) != []
