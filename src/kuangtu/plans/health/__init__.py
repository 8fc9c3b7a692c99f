# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a plan contradicts itself, with both readings and what was computed. 规划体检。"""
