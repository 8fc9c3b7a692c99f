# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How the properties of `geo` are tested. 属性测试设置。"""

from hypothesis import settings

# A busy machine makes a first projection slow; speed is measured by benchmarks, not here.
settings.register_profile("geo", deadline=None)
settings.load_profile("geo")
