# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Text, periods, errors and canonical records that everything stands on. 基础（纯函数）。"""
