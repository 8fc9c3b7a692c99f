# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How fast and how large the product is, beside a peer in the same run. 性能测试。"""
