# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers handed out as files, each with a trace. 图层导出。"""
