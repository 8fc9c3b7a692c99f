# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The trail. 留痕。 No foreign key to anything: the trail outlives what it describes."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """Who did what to what, when and on which basis. 留痕记录。"""

    at = models.DateTimeField(db_default=Now(), db_index=True)
    action = models.CharField(max_length=80)  # "rights.imported"
    actor = models.CharField(max_length=80)  # "officer:7"
    subject = models.CharField(max_length=200)  # "rights.MineralRight:C65…"
    adcode = models.CharField(max_length=6, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.actor}"
