# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The length rule for passwords, in both languages. 口令长度。"""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import get_language


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its Chinese catalogue lacks the sentence. 口令长度要求。"""

    def get_error_message(self) -> str:
        if (get_language() or "").startswith("zh"):
            return f"口令太短：至少 {self.min_length} 个字符。"
        return f"The password is too short: at least {self.min_length} characters."
