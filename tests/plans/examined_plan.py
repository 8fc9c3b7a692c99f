# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An invented document of the small plan with two contradictions, and its check. 示例规划文本。"""

from datetime import date

from conformity.stored_plan import REVIEWER
from kuangtu.plans.examinations.documents import Upload
from kuangtu.plans.examinations.services import Said, answer_finding, check_plan

CODE = "652824-test"
DAY = date(2026, 11, 27)
SUM = "4e0cbdd0becfb494"  # what the two contradictions are known by
SHARE = "6929414417e525c9"
DOCUMENT = """\
示例县矿产资源总体规划（2021—2025年）
一、示例
1.材料
截至2020年底，全县已发现矿产53种，占全国173种的29.8%。
2.铁路
全县矿山共20个，其中大型3个、中型9个、小型7个。
3.宣传
全县矿山共20个。
"""
CORRECTED = DOCUMENT.replace("29.8%", "30.6%")
CLEAN = CORRECTED.replace("小型7个", "小型8个")


def a_document(text=DOCUMENT, name="规划文本.txt"):
    return Upload(name, text.encode())


def checked(upload=None, **changes):
    ordinary = {"upload": upload, "outline": None, "run_on": DAY, "actor": REVIEWER}
    return check_plan(CODE, **ordinary | changes)


def answered(kind, fingerprint=SHARE, *, actor=REVIEWER, answered_on=DAY, **words):
    return answer_finding(
        CODE,
        fingerprint=fingerprint,
        said=Said(kind, **words),
        answered_on=answered_on,
        actor=actor,
    )
