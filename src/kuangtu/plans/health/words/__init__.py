# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cells that are empty, zero or odd, and words outside their lists. 用词与单元格。"""
