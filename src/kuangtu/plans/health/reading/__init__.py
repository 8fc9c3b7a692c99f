# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A document read for checking: its numbers, tables, sentences and names. 文本与表的识读。"""
