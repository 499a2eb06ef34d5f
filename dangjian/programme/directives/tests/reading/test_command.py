"""The command line: `directive read` and `bench directive`."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

import pytest

from dangjian.programme.directives import command, labels, measure


def _parsed(module: object, *words: str) -> Namespace:
    parser = ArgumentParser()
    module.add_arguments(parser)  # type: ignore[attr-defined]
    return parser.parse_args(words)


def test_it_reads_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes("关于开展排查的通知\n各镇乡党委要在6月底前建立工作台账，每季度召开一次会议。".encode("gb18030"))
    assert command.run(_parsed(command, str(path), "--issued-on", "2026-01-05")) == 0
    told = capsys.readouterr().out
    assert "责任单位：各镇乡党委" in told
    assert "完成时限：6月底前（2026-06-30）" in told
    assert command.read(path, as_json=True, issued_on=date(2026, 1, 5)) == 0
    assert json.loads(capsys.readouterr().out)["tasks"][0]["cadence"]["unit"] == "quarter"


@pytest.mark.parametrize(("content", "says"), [(None, "打不开文件"), (b"", "文件是空的"), (b"%PDF-1.7", "PDF")])
def test_what_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, says: str
) -> None:
    path = tmp_path / "a.docx"
    if content is not None:
        path.write_bytes(content)
    assert command.read(path, as_json=False, issued_on=None) == 1
    assert says in capsys.readouterr().err


def test_a_wrong_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parsed(command, "a.txt", "--issued-on", "18日")
    assert "2026-11-18" in capsys.readouterr().err


def test_the_measure_ends_with_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("rectification-notice", "soe-party-work"):
        for file in (f"directive-{name}.txt", f"labels-{name}.tsv"):
            (tmp_path / file).write_bytes((labels.OWN / file).read_bytes())
    code = measure.run(_parsed(measure, "--samples", str(tmp_path)))
    lines = capsys.readouterr().out.splitlines()
    last = json.loads(lines[-1])
    assert last["name"] == "directive"
    assert last["ratio"] == pytest.approx(last["value"] / last["limit"], abs=0.001)
    assert code == (0 if last["ratio"] >= 1 else 1)
    assert any("随附模型训练时见过其中 2 份" in line for line in lines)
    assert measure.run(_parsed(measure, "--samples", str(tmp_path / "没有"))) == 2
