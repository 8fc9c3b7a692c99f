# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is prohibited, restricted and promoted. 矿种调控。"""
