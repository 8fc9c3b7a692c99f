# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References to parts and tables, and the order of their numbers. 条款与表的引用。"""
