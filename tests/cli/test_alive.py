# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a worker is the only one of its home. 后台进程存活标志测试。"""

from kuangtu.cli.alive import ALIVE_FILE, alive


def test_a_second_worker_learns_of_the_first_and_a_third_that_both_are_gone(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path

    with alive() as first, alive() as second:
        pass
    with alive() as third:
        pass

    assert (first, second, third) == (True, False, True)
    assert (tmp_path / ALIVE_FILE).exists()
