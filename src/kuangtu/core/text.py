# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Text that exists in both languages. 双语文本。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese (the authority) and in English. 双语文本。"""

    zh: str
    en: str

    def format(self, **values: object) -> Text:
        """Fill the same values into both languages, so that they cannot drift apart.

        A value that is itself a `Text` is filled in per language.

        >>> Text("面积 {area} 平方千米", "area {area} km²").format(area=1.5).en
        'area 1.5 km²'
        >>> Text("{what}缺失", "{what} is missing").format(what=Text("图层", "the layer")).zh
        '图层缺失'
        """
        zh = {key: value.zh if isinstance(value, Text) else value for key, value in values.items()}
        en = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)

    def as_json(self) -> dict[str, str]:
        """The pair as every interface prints it.

        >>> Text("矿", "mine").as_json()
        {'zh': '矿', 'en': 'mine'}
        """
        return {"zh": self.zh, "en": self.en}


def same(words: str) -> Text:
    """Words that are the same in both languages: a number, a name, a file.

    >>> same("J45E011015").zh
    'J45E011015'
    """
    return Text(words, words)


YES, NO = Text("是", "yes"), Text("否", "no")


def joined(texts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Several texts as one enumeration; nothing gives an empty text.

    >>> joined([Text("铅", "lead"), Text("锌", "zinc")])
    Text(zh='铅、锌', en='lead, zinc')
    """
    listed = list(texts)
    return Text(zh.join(text.zh for text in listed), en.join(text.en for text in listed))
