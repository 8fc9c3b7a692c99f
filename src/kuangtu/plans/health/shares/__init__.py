# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Percentages, rates, means and what one figure makes of others. 比例与平均。"""
