# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a plan document to a draft of its folder, uncertain cells marked. 规划文件夹草拟。"""
