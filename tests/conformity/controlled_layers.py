# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan with a rule about lakes, and a lake over a part of the sample range, 受控 or not."""

import json
from datetime import date

import shapely

from conformity.stored_plan import REVIEWER, RULES, a_loaded_plan, an_application_read
from kuangtu.accounts.actor import SYSTEM
from kuangtu.conformity.services import review
from kuangtu.layers.choices import Security
from kuangtu.layers.services import import_layer, publish_edition

LAKE_DAY = date(2022, 5, 1)
DAY = date(2023, 6, 1)
SECRET = "机密湖"
SOURCE = "机密来源"
KEEPS_OFF = """
[[rule]]
code = "T-LAKE"
check = "ground-keeps-off"
title = { zh = "避让水域", en = "Keeps off water" }
clause = "一2"
[rule.parameters]
layer = "lake"
distance_m = { value = 100, unit = "m" }
"""


def a_plan_about_lakes(home):
    return a_loaded_plan(home, rules=RULES + KEEPS_OFF)


def a_lake(home, *, security=Security.CONTROLLED, name=SECRET, share=0.4):
    """A lake over the western part of the sample range."""
    west, south, east, north = an_application_read().ground.geometry.bounds
    shape = shapely.box(west - 0.1, south - 0.1, west + (east - west) * share, north + 0.1)
    feature = {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
    file = home / "lake.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    edition = import_layer(
        layer="lake",
        file=file,
        source=SOURCE,
        imported_on=LAKE_DAY,
        dated_on=LAKE_DAY,
        security=security,
        actor=SYSTEM,
    )
    return publish_edition(edition=edition, published_on=LAKE_DAY, actor=SYSTEM)


def a_receipt_about_a_lake(home, **lake):
    """Made and kept by a reviewer."""
    a_plan_about_lakes(home)
    a_lake(home, **lake)
    return review(an_application_read(), judged_on=DAY, actor=REVIEWER)


def of_the_lake(findings):
    (found,) = [one for one in findings if one["rule"] == "T-LAKE"]
    return found


def areas_of(receipt):
    """Every way to write how much of the ground the lake takes."""
    measured = of_the_lake(receipt.record["findings"])["measured"]
    overlap_m2, percent = measured["overlap_m2"], measured["share_percent"]
    return (str(int(overlap_m2)), f"{int(overlap_m2):,}", f"{percent:.2f}")


def secrets_of(receipt):
    """What may not be in a viewer's answer: name, source, hash, and the areas."""
    (layer,) = receipt.record["layers"]
    return (SECRET, SOURCE, layer["edition"]["sha256"], *areas_of(receipt))


def told_secrets(words, receipt):
    """Which of the secrets stand in some words."""
    return [secret for secret in secrets_of(receipt) if secret in words]


def is_told_all(words, receipt):
    """Whether name and area both stand in some words."""
    return SECRET in words and any(area in words for area in areas_of(receipt))
