# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The dictionary's words on a layer, for programs. 图层规定的记录。"""

from __future__ import annotations

from kuangtu.layers.dictionary.specification import FieldSpecification, LayerSpecification


def specification_record(specification: LayerSpecification) -> dict[str, object]:
    """All that is asked of a layer; what does not apply is null or empty, never left out."""
    return {
        "code": specification.code,
        "name": specification.name.as_json(),
        "theme": specification.theme.value,
        "geometry": specification.geometry.value,
        "store": specification.store.value,
        "provider": specification.provider.as_json(),
        "update_months": specification.update_months,
        "security": specification.security.value,
        "laws": list(specification.laws),
        "note": specification.note.as_json(),
        "may_overlap": specification.may_overlap,
        "may_have_gaps": specification.may_have_gaps,
        "lies_in_county": specification.lies_in_county,
        "name_field": specification.name_field,
        "identifier_field": specification.identifier_field,
        "stated_area_field": specification.stated_area_field,
        "sheet_field": specification.sheet_field,
        "date_order": [list(pair) for pair in specification.date_order],
        "fields": [field_record(one) for one in specification.fields],
    }


def field_record(field: FieldSpecification) -> dict[str, object]:
    """All that is asked of a field."""
    return {
        "name": field.name,
        "label": field.label.as_json(),
        "type": field.type.value,
        "unit": field.unit,
        "is_required": field.is_required,
        "is_unique": field.is_unique,
        "aliases": list(field.aliases),
        "codes": {code: words.as_json() for code, words in field.codes.items()},
        "lowest": field.lowest,
        "highest": field.highest,
        "earliest": field.earliest.isoformat() if field.earliest else None,
        "latest": field.latest.isoformat() if field.latest else None,
        "may_be_future": field.may_be_future,
    }
