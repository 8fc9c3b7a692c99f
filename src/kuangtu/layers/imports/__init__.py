# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Imports that a worker does in the background while its requester looks on. 后台导入。"""
