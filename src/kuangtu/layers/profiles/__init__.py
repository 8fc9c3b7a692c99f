# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How files of one kind are read into a layer, saved and used again. 字段对照方案。"""
