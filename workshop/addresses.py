"""The addresses under which other devices in the room reach this machine. No packet is sent."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable, Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.settings import Settings

LOCALHOST = "127.0.0.1"
_ELSEWHERE = ("192.0.2.1", 9)
"""An address set aside for documentation (RFC 5737): nobody is there, nothing is sent."""
_CONTAINERS = ("br-", "cni", "docker", "podman", "veth", "virbr")
"""Networks inside this machine; phones cannot reach them."""
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_SIOCGIFADDR = 0x8915


def address(settings: Settings) -> str:
    """What links and QR codes begin with, without a slash at its end."""
    return settings.url or f"http://{local_addresses()[0]}:{settings.port}"


def local_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses, the likeliest first; localhost when it has no other."""
    return ranked([*_by_route(), *_by_interface()]) or ranked(_by_name()) or (LOCALHOST,)


def ranked(found: Iterable[str]) -> tuple[str, ...]:
    """Each usable address once: private ones, then public ones, then self-assigned ones.

    Within a kind the order stays as it was found.
    """
    addresses = [address for text in dict.fromkeys(found) if (address := _parsed(text))]
    usable = [a for a in addresses if not (a.is_loopback or a.is_unspecified or a.is_multicast)]
    return tuple(str(a) for a in sorted(usable, key=_unlikeliness))


def _unlikeliness(address: IPv4Address) -> int:
    if any(address in network for network in _PRIVATE):
        return 0
    return 2 if address.is_link_local else 1


def _parsed(text: str) -> IPv4Address | None:
    try:
        return IPv4Address(text)
    except AddressValueError:
        return None


def _by_route() -> Iterator[str]:
    """The address that the way out of this network starts from."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return
        yield probe.getsockname()[0]


def _by_interface() -> Iterator[str]:
    """One address of each network card: a hotspot has one, though no way leads out of it."""
    try:
        from fcntl import ioctl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            if name.startswith(_CONTAINERS):
                continue
            try:
                answer = ioctl(probe, _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue
            yield socket.inet_ntoa(answer[20:24])


def _by_name() -> Iterator[str]:
    """What this machine's own name stands for; asked last, since a resolver may have to look."""
    try:
        entries = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return
    yield from (str(entry[4][0]) for entry in entries)
