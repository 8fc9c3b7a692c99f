# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Publishing what somebody has looked at, and withdrawing it again."""

from datetime import date

import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM
from kuangtu.audit.models import Entry
from kuangtu.layers.accepting import Acceptance, NotAccepted, Risk, SecondPersonNeeded
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.queries import data_path
from kuangtu.layers.queries.accepting import (
    after_withdrawing,
    in_force,
    risks_of_publishing,
    warnings_of,
)
from kuangtu.layers.services import publish_edition, withdraw_edition
from layers.layer_files import (
    ADMINISTRATOR,
    BESIDE,
    DAY,
    SEEN,
    SQUARE,
    a_feature,
    a_geojson,
    a_published,
    an_import,
)

pytestmark = pytest.mark.django_db
LAYER = "nature-reserve"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def with_features(folder, count, **changes):
    shapes = [shapely.box(88 + at / 10, 39, 88.05 + at / 10, 39.05) for at in range(count)]
    file = a_geojson(folder, *(a_feature(one, name=f"甲{at}") for at, one in enumerate(shapes)))
    return file, changes


def publish(edition, acceptance=SEEN, actor=ADMINISTRATOR):
    return publish_edition(edition=edition, published_on=DAY, actor=actor, acceptance=acceptance)


def refused(edition, acceptance, **changes):
    """The codes of what was not accepted; nothing is published then."""
    with pytest.raises(NotAccepted) as caught:
        publish(edition, acceptance, **changes)
    edition.refresh_from_db()
    assert edition.status == "STAGED"
    assert not Entry.objects.filter(action="layers.published", subject=edition.subject).exists()
    return [one.code for one in caught.value.problems]


def test_the_trace_keeps_what_the_publisher_saw(tmp_path):
    edition = an_import(a_geojson(tmp_path))
    seen = Acceptance(warnings_of(edition), None, difference={"added": 1})

    publish(edition, seen)

    data = Entry.objects.get(action="layers.published").data
    assert data["compared_with"] is None
    assert (data["warnings"], data["confirmed"], data["difference"]) == (0, [], {"added": 1})


def test_an_officer_publishes_nothing_unseen(tmp_path):
    edition = an_import(a_geojson(tmp_path))

    assert refused(edition, None) == ["layer.warnings-not-seen"]


def test_the_warnings_must_be_those_that_there_are(tmp_path):
    overlapping = a_geojson(tmp_path, a_feature(SQUARE, name="甲"), a_feature(SQUARE, name="甲"))
    edition = an_import(overlapping)
    count = warnings_of(edition)

    assert count > 0
    assert refused(edition, Acceptance(0, None)) == ["layer.warnings-not-seen"]
    assert publish(edition, Acceptance(count, None)).status == "PUBLISHED"


def test_what_was_compared_must_still_be_in_force(tmp_path):
    edition = an_import(a_geojson(tmp_path))
    a_published(a_geojson(tmp_path, name="b"), dated_on=date(2026, 1, 1))

    assert refused(edition, SEEN) == ["layer.compared-with-another"]
    assert publish(edition, Acceptance(0, 2)).status == "PUBLISHED"


@pytest.mark.parametrize("dated_on", [date(2026, 1, 1), None], ids=["earlier", "undated"])
def test_an_edition_that_would_not_be_in_force_needs_a_word(tmp_path, dated_on):
    a_published(a_geojson(tmp_path))
    edition = an_import(a_geojson(tmp_path, name="b"), dated_on=dated_on)

    codes = refused(edition, Acceptance(0, 1))
    publish(edition, Acceptance(0, 1, frozenset({Risk.NOT_IN_FORCE})))

    assert codes == ["layer.not-confirmed"]
    assert in_force(LAYER, day=DAY).number == 1


def test_far_fewer_features_need_a_word(tmp_path):
    several = [a_feature(shapely.box(88 + n / 10, 39, 88.05 + n / 10, 39.05), name="甲")
               for n in range(5)]  # fmt: skip
    a_published(a_geojson(tmp_path, *several), dated_on=date(2026, 1, 1))
    enough = an_import(a_geojson(tmp_path, *several[:3], name="b"))
    fewer = an_import(a_geojson(tmp_path, *several[:2], name="c"))

    assert risks_of_publishing(enough, day=DAY) == []
    ((risk, text),) = risks_of_publishing(fewer, day=DAY)
    assert (risk, "2 个" in text.zh, "5 个" in text.zh) == (Risk.FEWER, True, True)
    assert refused(fewer, Acceptance(warnings_of(fewer), 1), actor=SYSTEM) == [
        "layer.not-confirmed"
    ]


def test_a_damaged_edition_is_not_published(tmp_path):
    edition = an_import(a_geojson(tmp_path))
    path = data_path(edition)
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(EditionDamaged):
        publish(edition)

    edition.refresh_from_db()
    assert edition.status == "STAGED"


def test_a_second_person_publishes_where_the_office_wants_one(tmp_path, settings):
    settings.KUANGTU_SECOND_PERSON_PUBLISHES = True
    own = an_import(a_geojson(tmp_path), actor=ADMINISTRATOR)
    anothers = an_import(a_geojson(tmp_path, name="b"))

    with pytest.raises(SecondPersonNeeded):
        publish(own)

    assert publish(anothers).status == "PUBLISHED"
    own.refresh_from_db()
    assert own.status == "STAGED"


def test_what_is_in_force_after_withdrawing_is_told_before(tmp_path):
    only = a_published(a_geojson(tmp_path), dated_on=date(2026, 1, 1))
    assert "变为“缺”" in after_withdrawing(only, day=DAY).zh

    later = a_published(a_geojson(tmp_path, a_feature(BESIDE, name="乙"), name="b"))
    staged = an_import(a_geojson(tmp_path, name="c"))

    assert after_withdrawing(later, day=DAY).zh == ("撤回后第 1 版（数据日期 2026-01-01）重新生效")
    assert "不影响现行版本（第 2 版）" in after_withdrawing(only, day=DAY).zh
    assert "不影响现行版本（第 2 版）" in after_withdrawing(staged, day=DAY).zh
    withdraw_edition(edition=later, because="错", withdrawn_on=DAY, actor=ADMINISTRATOR)
    assert in_force(LAYER, day=DAY) == only
