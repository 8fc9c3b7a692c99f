# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of documents and standards, brackets and quotation marks. 文号、标准号与括号。"""
