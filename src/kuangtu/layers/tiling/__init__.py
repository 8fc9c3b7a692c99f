# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Vector tiles of editions, made in the background. 瓦片。"""
