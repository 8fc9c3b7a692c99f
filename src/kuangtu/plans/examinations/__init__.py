# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Health checks that are kept, and what officers answered to them. 体检存档与答复。"""
