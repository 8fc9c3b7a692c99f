# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The product's own settings, with a home that goes away. 测试设置。"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="kuangtu-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["KUANGTU_HOME"] = HOME

from kuangtu.project.settings import *  # noqa: E402, F403 - the home must be chosen first

# The product's own hash takes a fifth of a second by design; tests/project holds it to that.
PASSWORD_HASHERS = ["quick_passwords.QuickArgon2"]
# Each test has a client of its own, which would list some hundred built files for itself.
WHITENOISE_AUTOREFRESH = True
