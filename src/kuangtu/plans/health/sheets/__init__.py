# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Map sheets, the blocks they form and where they lie. 图幅。"""
