# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Archives: what is unpacked and what is refused before anything is. 压缩包。"""

import stat
import struct
import zipfile

import pytest

from kuangtu.layers.reading import ReadLimits
from layers.layer_files import a_geojson, a_shapefile, a_zip, parts_of, read, refusal

SMALL = ReadLimits(
    file_bytes=10_000_000, unpacked_bytes=50_000, small_member_bytes=1_000, members=5
)


def a_zip_of(path, **members: bytes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def a_zip_with(path, name: str, content: bytes = b"{}", **changes):
    info = zipfile.ZipInfo(name)
    for key, value in changes.items():
        setattr(info, key, value)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, content)
    return path


def test_a_chinese_member_name_in_gbk_is_read_as_written(tmp_path):
    parts = parts_of(a_shapefile(tmp_path / "in", name="a"))
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.write(part, f"xx{part.suffix}")
    # The same two bytes that a Chinese program writes without saying which encoding they are in.
    path.write_bytes(path.read_bytes().replace(b"xx.", "界".encode("gbk") + b"."))

    features = read(path, tmp_path, dataset="界")

    assert (len(features), features.source.name) == (2, "a.zip")


def test_what_macos_adds_is_passed_over(tmp_path):
    document = a_geojson(tmp_path / "in").read_bytes()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.geojson", document)
        archive.writestr("__MACOSX/._a.geojson", b"\x00\x05\x16\x07")

    assert len(read(path, tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("../a.geojson", "archive.path", id="climbs"),
        pytest.param("/etc/a.geojson", "archive.path", id="absolute"),
        pytest.param("C:\\a.geojson", "archive.path", id="a-drive"),
        pytest.param("..\\a.geojson", "archive.path", id="climbs-the-windows-way"),
        pytest.param("inner.zip", "archive.nested", id="nested"),
        pytest.param("inner.TAR", "archive.nested", id="nested-tar"),
    ],
)
def test_a_member_that_should_not_be_there_is_refused(tmp_path, name, code):
    assert refusal(a_zip_with(tmp_path / "a.zip", name), tmp_path) == [code]


def test_a_symbolic_link_is_refused(tmp_path):
    path = a_zip_with(tmp_path / "a.zip", "a.geojson", external_attr=(stat.S_IFLNK | 0o777) << 16)

    assert refusal(path, tmp_path) == ["archive.link"]


def test_an_encrypted_member_is_refused(tmp_path):
    path = a_zip_with(tmp_path / "a.zip", "a.geojson")
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        struct.pack_into("<H", content, at, struct.unpack_from("<H", content, at)[0] | 1)
    path.write_bytes(bytes(content))

    assert refusal(path, tmp_path) == ["archive.encrypted"]


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    path = a_zip_of(tmp_path / "a.zip", a__geojson=b" " * 40_000_000)
    limits = ReadLimits()

    assert refusal(path, tmp_path, limits=limits) == ["archive.bomb"]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    path = a_zip_of(tmp_path / "a.zip", a__geojson=bytes(range(256)) * 300)

    assert refusal(path, tmp_path, limits=SMALL) == ["archive.too-large"]


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    honest = bytes(range(256)) * 300
    path = a_zip_of(tmp_path / "a.zip", a__geojson=honest)
    content = path.read_bytes()
    lying = content.replace(struct.pack("<I", len(honest)), struct.pack("<I", 10))
    path.write_bytes(lying)

    assert refusal(path, tmp_path, limits=SMALL) == ["archive.unreadable"]


def test_too_many_members_are_refused(tmp_path):
    path = a_zip_of(tmp_path / "a.zip", **{f"a{i}__txt": b"1" for i in range(6)})

    assert refusal(path, tmp_path, limits=SMALL) == ["archive.too-many-members"]


def test_what_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"this is no archive")

    assert refusal(path, tmp_path) == ["archive.unreadable"]


def test_a_truncated_archive_is_refused(tmp_path):
    path = a_zip(tmp_path / "a.zip", *parts_of(a_shapefile(tmp_path / "in")))
    path.write_bytes(path.read_bytes()[:-30])

    assert refusal(path, tmp_path) == ["archive.unreadable"]


def test_an_archive_without_a_data_set_is_refused(tmp_path):
    path = a_zip_of(tmp_path / "a.zip", readme__md=b"nothing here")

    assert refusal(path, tmp_path) == ["layer.no-dataset"]


def test_a_data_set_of_another_format_in_the_same_archive_is_named(tmp_path):
    parts = parts_of(a_shapefile(tmp_path / "in"))
    other, notes = a_geojson(tmp_path, name="红线"), tmp_path / "说明.txt"
    notes.write_text("见附件", "utf-8")
    path = a_zip(tmp_path / "a.zip", *parts, other, notes)

    unasked = read(path, tmp_path / "a")
    asked = read(path, tmp_path / "b", dataset="reserves")

    assert [one.text.zh for one in unasked.findings] == ["其中还有 红线.geojson，没有读入"]
    assert asked.findings == ()
