"""The tests themselves reach no network, and reading does not need one."""

import socket
import urllib.request

import pytest


def test_connecting_anywhere_fails() -> None:
    with socket.socket() as plug, pytest.raises(PermissionError, match="network"):
        plug.connect(("127.0.0.1", 9))


def test_asking_for_an_address_fails() -> None:
    with pytest.raises(PermissionError, match="network"):
        socket.getaddrinfo("brenikledger.example", 443)


def test_opening_a_page_fails() -> None:
    with pytest.raises(OSError, match="network"):
        urllib.request.urlopen("http://brenikledger.example/")
