# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of places, zones, rows, titles and minerals. 名称。"""
