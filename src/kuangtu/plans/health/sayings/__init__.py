# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One quantity said twice, and units converted on the way. 前后两说。"""
