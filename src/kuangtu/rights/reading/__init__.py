# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading registers of rights from tables. 台账文件读取（纯）。"""
