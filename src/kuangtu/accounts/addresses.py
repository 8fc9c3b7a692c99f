# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a request comes from, as failed sign-ins are counted by it. 登录来源地址。 Pure."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPV6_PREFIX = 64  # what a provider gives to one customer


def network_of(address: str) -> str:
    """The address itself, or the /64 it lies in: one holder of IPv6 has a whole /64.

    >>> network_of("10.1.2.3"), network_of("::ffff:10.1.2.3"), network_of("2001:db8::1:2:3:4")
    ('10.1.2.3', '10.1.2.3', '2001:db8::/64')
    >>> network_of("unix socket")
    'unknown'
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return str(ip_network((int(found), IPV6_PREFIX), strict=False))
        found = found.ipv4_mapped
    return str(found)
