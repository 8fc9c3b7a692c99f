# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test. 全部测试的设置。"""

from hypothesis import settings

# A busy machine makes a first projection slow; speed is measured by benchmarks, not here.
settings.register_profile("kuangtu", deadline=None)
settings.load_profile("kuangtu")
