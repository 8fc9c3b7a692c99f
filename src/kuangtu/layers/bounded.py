# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Values kept in memory within a budget of bytes. 有界缓存。"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")


@dataclass(slots=True)
class BoundedCache:
    """What was asked for last, as long as all of it together stays below a budget. 有界缓存。

    Two threads that miss the same value at once both make it: values never change, so one of
    them is kept. A value larger than the whole budget is handed out and not kept.
    """

    budget_bytes: int
    _kept: OrderedDict[Hashable, tuple[object, int]] = field(default_factory=OrderedDict)
    _used: int = 0
    _lock: Lock = field(default_factory=Lock)

    def kept(
        self, key: Hashable, make: Callable[[], Value], *, size: Callable[[Value], int]
    ) -> Value:
        """The value of a key, made when it is not there; `size` tells its bytes.

        >>> cache = BoundedCache(10)
        >>> [cache.kept(n, lambda: "made", size=lambda _: 4) for n in (1, 2, 3)], cache.used_bytes
        (['made', 'made', 'made'], 8)
        """
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return cast("Value", known[0])
        made = make()
        self._keep(key, made, size(made))
        return made

    @property
    def used_bytes(self) -> int:
        """What the kept values take."""
        with self._lock:
            return self._used

    def _keep(self, key: Hashable, value: object, size: int) -> None:
        with self._lock:
            if key in self._kept or size > self.budget_bytes:
                return
            self._kept[key] = value, size
            self._used += size
            while self._used > self.budget_bytes:
                _, (_, let_go) = self._kept.popitem(last=False)
                self._used -= let_go
