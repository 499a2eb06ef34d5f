"""argparse's own words in Chinese: its headings, its help line and its complaints."""

import argparse
from typing import Never

_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "位置参数",
    "options": "选项",
    "optional arguments": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示本说明并退出",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "无法识别的参数：%s",
    "expected one argument": "后面需要一个值",
    "expected at most one argument": "后面最多一个值",
    "expected at least one argument": "后面至少要有一个值",
    "expected %s argument": "后面需要 %s 个值",
    "expected %s arguments": "后面需要 %s 个值",
    "ignored explicit argument %r": "不接受值 %r",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "one of the arguments %s is required": "须给出其中之一：%s",
    "invalid %(type)s value: %(value)r": "值 %(value)r 不正确",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可选：%(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "没有 %(value)r，可选：%(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)r，可选：%(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是：%(matches)s",
    "can't open '%(filename)s': %(error)s": "打不开 %(filename)s：%(error)s",
}


def _plural(one: str, many: str, count: int) -> str:
    return _WORDS.get(one, one) if count == 1 else _WORDS.get(many, many)


def speak_chinese() -> None:
    """Give argparse our words in place of the system's translations, which Chinese machines rarely have."""
    argparse._ = lambda words: _WORDS.get(words, words)  # type: ignore[attr-defined]
    argparse.ngettext = _plural  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are in Chinese and name the help."""

    def error(self, message: str) -> Never:
        """Say what is wrong and where help is; exit code 2."""
        self.print_usage()
        self.exit(2, f"{self.prog}：{message}\n查看说明：{self.prog} --help\n")
