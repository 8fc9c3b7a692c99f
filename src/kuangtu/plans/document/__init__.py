# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan document as blocks with places: headings, paragraphs, printed tables. 规划文本。"""
