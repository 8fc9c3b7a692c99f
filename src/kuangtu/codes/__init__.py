# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals, divisions, units, numbers and days by their national codes. 代码（纯）。"""
