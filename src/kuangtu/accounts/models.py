# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Officers and their roles, and sign-ins that failed. 机构人员与登录失败。"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Now

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
    # Somebody else knows the password: its owner must replace it before anything else.
    must_change_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(db_default=Now())

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


class FailedSignIns(models.Model):
    """How often a sign-in has failed for an account name from an address, and a lock. 登录失败。

    The name is kept as a keyed hash only: people type passwords into the wrong field.
    """

    account_key = models.CharField(max_length=64)
    address = models.CharField(max_length=50)  # see accounts.addresses
    failures = models.PositiveIntegerField()
    last_failed_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("account_key", "address"), name="failed_sign_ins_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.failures}"
