# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Applications from TOML, JSON and XLSX, every mistake with its place. 申请文件读入。"""

from kuangtu.conformity.reading.application import from_records, from_stated
from kuangtu.conformity.reading.fields import FIELDS, Field
from kuangtu.conformity.reading.files import read_application, read_one
from kuangtu.conformity.reading.range_files import read_range_text
from kuangtu.conformity.reading.templates import write_template

__all__ = [
    "FIELDS",
    "Field",
    "from_records",
    "from_stated",
    "read_application",
    "read_one",
    "read_range_text",
    "write_template",
]
