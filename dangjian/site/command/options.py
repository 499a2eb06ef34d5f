"""Options that several commands share, and what they accept."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

_HIGHEST_PORT = 65535


def port(text: str) -> int:
    """A port number, 1 to 65535."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _HIGHEST_PORT:
        raise ArgumentTypeError(f"端口应为 1 至 {_HIGHEST_PORT} 的整数，收到的是“{text}”")
    return int(text)


def day(text: str) -> date:
    """A day written 2026-11-21."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期应写作 2026-11-21，收到的是“{text}”") from None


def count(text: str) -> int:
    """A positive whole number."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"应为正整数，收到的是“{text}”")
    return int(text)


def add_address(parser: ArgumentParser) -> None:
    """Where to serve, and with how many processes and threads."""
    parser.add_argument("--host", metavar="地址", default="127.0.0.1", help="监听地址，默认 127.0.0.1")
    parser.add_argument("--port", metavar="端口", type=port, default=8000, help="监听端口，默认 8000")
    parser.add_argument("--processes", metavar="个数", type=count, default=2, help="网页进程数，默认 2")
    parser.add_argument("--threads", metavar="个数", type=count, default=4, help="每个网页进程的线程数，默认 4")
