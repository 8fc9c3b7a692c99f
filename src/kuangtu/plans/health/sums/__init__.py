# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts and their whole, in the prose and in tables. 合计与分项。"""
