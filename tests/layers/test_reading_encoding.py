# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which encoding the words of a shapefile are in. 属性编码。"""

import numpy as np
import pytest

from kuangtu.core.errors import Invalid
from layers.layer_files import a_shapefile, read, refusal

WORDS = np.array(["若羌县", "且末县"], dtype=object)
LDID_AT = 29


def a_set(folder, *, encoding: str, cpg: str | None = None, ldid: int = 0):
    path = a_shapefile(folder, encoding=encoding, field_data=[WORDS])
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg is not None:
        path.with_suffix(".cpg").write_text(cpg)
    dbf = bytearray(path.with_suffix(".dbf").read_bytes())
    dbf[LDID_AT] = ldid
    path.with_suffix(".dbf").write_bytes(bytes(dbf))
    return path


@pytest.mark.parametrize(
    ("made", "expected", "is_guess"),
    [
        pytest.param({"encoding": "UTF-8", "cpg": "UTF-8"}, "utf-8", False, id="cpg-utf8"),
        pytest.param({"encoding": "GBK", "cpg": "GBK"}, "gb18030", False, id="cpg-gbk"),
        pytest.param({"encoding": "GBK", "cpg": "936"}, "gb18030", False, id="cpg-number"),
        pytest.param({"encoding": "GBK", "ldid": 0x4D}, "gb18030", False, id="ldid-gbk"),
        pytest.param({"encoding": "GBK"}, "gb18030", True, id="guessed-gbk"),
        pytest.param({"encoding": "UTF-8"}, "utf-8", True, id="guessed-utf8"),
        pytest.param({"encoding": "GBK", "ldid": 0x57}, "gb18030", True, id="ansi-says-nothing"),
    ],
)
def test_the_words_come_out_right_and_a_guess_is_shown(tmp_path, made, expected, is_guess):
    features = read(a_set(tmp_path / "in", **made), tmp_path)

    assert features.table.column("MC").to_pylist() == ["若羌县", "且末县"]
    assert (features.encoding.name, features.encoding.is_guess) == (expected, is_guess)
    assert [f.kind for f in features.findings] == ["encoding-guessed"] * is_guess


def test_a_guess_shows_a_sample_of_what_it_reads(tmp_path):
    features = read(a_set(tmp_path / "in", encoding="GBK"), tmp_path)

    assert set(features.encoding.sample.split("、")) == {"若羌县", "且末县"}


def test_a_cpg_that_contradicts_the_bytes_is_refused_with_what_fits(tmp_path):
    path = a_set(tmp_path / "in", encoding="GBK", cpg="UTF-8")

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    [problem] = caught.value.problems
    assert problem.code == "layer.encoding-wrong"
    assert "有 2 处文字不能按它解码；按内容应为 GB18030" in problem.text.zh


def test_a_declared_encoding_goes_before_the_file(tmp_path):
    path = a_set(tmp_path / "in", encoding="GBK", cpg="UTF-8")

    assert read(path, tmp_path, encoding="GBK").encoding.name == "gb18030"
    assert refusal(path, tmp_path / "b", encoding="EBCDIC") == ["layer.encoding-unknown"]


def test_bytes_of_no_known_encoding_must_be_declared(tmp_path):
    path = a_set(tmp_path / "in", encoding="GBK")
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace("若羌".encode("gbk"), b"\xff\xff\xff\xff"))

    assert refusal(path, tmp_path) == ["layer.encoding-unknown"]


def test_a_letter_cut_by_the_width_of_the_field_is_no_reason_to_refuse(tmp_path):
    path = a_set(tmp_path / "in", encoding="GBK")
    dbf = path.with_suffix(".dbf")
    whole = "且末县".encode("gbk")
    dbf.write_bytes(dbf.read_bytes().replace(whole, whole[:-1] + b" "))

    assert read(path, tmp_path).table.column("MC").to_pylist()[0] == "若羌县"


def test_a_truncated_attribute_table_is_refused_with_its_counts(tmp_path):
    path = a_set(tmp_path / "in", encoding="GBK")
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes()[:-100])

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    [problem] = caught.value.problems
    assert problem.code == "layer.dbf-unreadable"
    assert "文件头声明 2 条记录，实有 0 条" in problem.text.zh


def test_ascii_words_need_no_guess(tmp_path):
    path = a_shapefile(tmp_path / "in", field_data=[np.array(["a", "b"], dtype=object)])
    path.with_suffix(".cpg").unlink()

    features = read(path, tmp_path)

    assert (features.encoding.name, features.findings) == ("ascii", ())


def test_field_names_cut_inside_a_letter_are_read_to_their_last_whole_letter(tmp_path):
    path = a_set(tmp_path / "in", encoding="UTF-8", cpg="UTF-8")
    as_handed_in = named(path, "红线名称".encode()[:10])

    features = read(path, tmp_path)

    assert features.table.column("红线名").to_pylist() == ["若羌县", "且末县"]
    assert [f.kind for f in features.findings] == ["field-name-cut"]
    assert "红线名" in features.findings[0].text.zh
    [kept] = [one for one in features.source.originals if one.suffix == ".dbf"]
    assert kept.read_bytes() == as_handed_in


def named(path, *names):
    """Other names for the fields of a shapefile; the bytes of its table."""
    dbf = path.with_suffix(".dbf")
    content = bytearray(dbf.read_bytes())
    for at, name in enumerate(names):
        content[32 + 32 * at : 43 + 32 * at] = name.ljust(11, b"\x00")
    dbf.write_bytes(content)
    return bytes(content)


def test_field_names_that_are_the_same_up_to_the_cut_are_refused(tmp_path):
    path = a_shapefile(tmp_path / "in", field_data=[WORDS, WORDS], fields=["a", "b"])
    named(path, "红线名称".encode()[:10], "红线名字".encode()[:10])

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    [problem] = caught.value.problems
    assert problem.code == "layer.field-names-cut"
    assert "重名：红线名；" in problem.text.zh


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_a_text_cut_inside_a_letter_is_read_without_it_and_reported(tmp_path, encoding):
    path = a_set(tmp_path / "in", encoding=encoding, cpg=encoding)
    dbf = path.with_suffix(".dbf")
    whole = "且末县".encode(encoding)
    dbf.write_bytes(dbf.read_bytes().replace(whole, whole[:-1] + b" "))

    features = read(path, tmp_path)

    assert features.table.column("MC").to_pylist() == ["若羌县", "且末"]
    assert [(f.kind, f.feature) for f in features.findings] == [("text-cut", 2)]


@pytest.mark.parametrize("word", ["ANSI 936", "windows-936", "\ufeffGBK", "CP936"])
def test_a_cpg_is_understood_however_programs_write_it(tmp_path, word):
    path = a_shapefile(tmp_path, encoding="GBK")
    path.with_suffix(".cpg").write_text(word, "utf-8")

    features = read(path, tmp_path)

    assert (features.encoding.name, features.encoding.is_guess) == ("gb18030", False)


def test_a_cpg_that_nobody_knows_is_named_beside_the_guess(tmp_path):
    path = a_shapefile(tmp_path, encoding="GBK")
    path.with_suffix(".cpg").write_text("foo")

    features = read(path, tmp_path)

    assert features.encoding.is_guess
    assert "不认识 .cpg 的“foo”" in features.encoding.how.zh
