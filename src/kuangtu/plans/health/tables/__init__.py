# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says against the tables, and the folder against the document. 正文与表。"""
