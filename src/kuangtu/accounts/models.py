# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Officers and their roles. 机构人员。"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from kuangtu.accounts.actor import Actor, Role


class Officer(AbstractUser):
    """Somebody who signs in: role, area, and whether it is a demo account. 工作人员。"""

    role = models.CharField(
        max_length=20,
        choices=[(role.value, role.label.zh) for role in Role],
        default=Role.VIEWER.value,
    )
    area = models.CharField(max_length=6)  # division code; see Actor.area
    display_name = models.CharField(max_length=60, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="officer_role_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(area__regex=r"^[1-9][0-9]{5}$"), name="officer_area_is_a_code"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def as_actor(self) -> Actor:
        """The value that services and queries take."""
        return Actor(f"officer:{self.pk}", str(self), Role(self.role), self.area)
