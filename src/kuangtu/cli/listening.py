# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a server can listen, and where it is found. 监听地址。"""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address

from kuangtu.core.errors import Conflict, Invalid, KuangtuError
from kuangtu.core.text import Text

# What listens on every address, and where this machine finds it.
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "[::]": "::1"}  # noqa: S104 - as asked for


class PortTaken(Conflict):
    text = Text(
        "{host} 的端口 {port} 已被占用：用 --port 换一个，或先停掉占用它的程序",
        "port {port} of {host} is taken: choose another with --port, or stop what uses it",
    )
    code = "port-taken"


class PortNotAllowed(Invalid):
    text = Text(
        "没有权限监听端口 {port}：用 --port 换一个 1024 以上的，由代理转接",
        "port {port} may not be listened on: choose one above 1024 with --port, behind a proxy",
    )
    code = "port-not-allowed"


class AddressUnknown(Invalid):
    text = Text(
        "本机没有“{host}”这个地址：--host 写本机的地址，如 127.0.0.1，或 0.0.0.0 表示全部",
        "this machine has no address “{host}”: give --host one it has, such as 127.0.0.1, "
        "or 0.0.0.0 for all",
    )
    code = "address-unknown"


def refuse_unusable(host: str, port: int) -> None:
    """Raises: PortTaken, PortNotAllowed, AddressUnknown, before anything is set up."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        for family, kind, _, _, address in found:
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        raise refusal(error, host, port) from None


def refusal(error: OSError, host: str, port: int) -> KuangtuError:
    """What to tell of an address that cannot be bound.

    >>> refusal(PermissionError(errno.EACCES, "denied"), "127.0.0.1", 80).code
    'port-not-allowed'
    """
    if error.errno == errno.EADDRINUSE:
        return PortTaken(host=host, port=port)
    if error.errno == errno.EACCES:
        return PortNotAllowed(port=port)
    return AddressUnknown(host=host)


def address_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine.

    >>> address_of("::1", 8000), address_of("0.0.0.0", 8000)
    ('http://[::1]:8000/', 'http://127.0.0.1:8000/')
    """
    reached = EVERY_ADDRESS.get(host, host).strip("[]")
    return f"http://[{reached}]:{port}/" if ":" in reached else f"http://{reached}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("10.1.2.3")
    (True, True, False)
    """
    found = socket.getaddrinfo(host.strip("[]"), None)
    return all(ip_address(str(address[0])).is_loopback for *_, address in found)
