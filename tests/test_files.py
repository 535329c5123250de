"""Files that are whole or not there, locks, and text of strangers on its way to a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.base.errors import KgError, ReadError
from kg.base.files import leftovers, locked, whole, write_whole
from kg.base.printable import printable, sound, without_password
from kg.cli import app
from kg.cli.settings import Settings


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail(path: Path) -> None:
    with whole(path) as file:
        file.write(b"half")
        raise RuntimeError


def test_a_file_takes_its_place_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "view"
    path.write_text("old")
    with whole(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
        assert leftovers(path) == []  # its writer lives
    assert path.read_text() == "new"
    assert names(tmp_path) == ["view"]


def test_what_a_link_points_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "view", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with whole(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "view"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        fail(path)
    assert (path.read_text(), names(tmp_path)) == ("old", ["view"])


def test_two_writers_of_one_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "view"
    with whole(path) as one, whole(path) as other:
        one.write(b"one" * 1000)
        other.write(b"other")
    assert path.read_bytes() == b"one" * 1000  # the last to end
    assert names(tmp_path) == ["view"]


def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".view.0123abcd.unfinished"
    left.write_text("half")
    strangers = tmp_path / ".view.mine.unfinished"
    strangers.write_text("mine")
    assert leftovers(tmp_path / "view") == [left]
    write_whole(tmp_path / "view", b"new")
    assert (left.exists(), strangers.exists()) == (False, True)


def test_a_device_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reading = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reading.start()
    write_whole(pipe, b"told")
    reading.join()
    assert (found, pipe.is_fifo()) == ([b"told"], True)


def test_a_lock_whose_file_was_removed_keeps_nobody_out(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        (tmp_path / "lock").unlink()
        with (
            locked(tmp_path / "lock", wait=False),
            pytest.raises(BlockingIOError),
            locked(tmp_path / "lock", wait=False),
        ):
            pass


def test_control_characters_are_made_visible() -> None:
    assert printable("a\tb") == "a\tb"
    assert printable("\x1b[2J\r\x00\x7f\u202e\x9b") == "␛[2J␍␀���"
    assert sound("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ReadError("example.org answers 404 \x1b[31mGone"), 1, "kg: error: example.org answers 404 ␛[31mGone"),
        (KgError("one\ntwo"), 1, "kg: error: one\n  two"),
        (MemoryError(), 1, "kg: error: not enough memory"),
        (RecursionError(), 1, "kg: error: what was given is nested too deeply"),
        (
            OSError(28, "No space left on device"),
            1,
            "kg: error: No space left on device; what was written before is safe",
        ),
    ],
)
def test_errors_of_all_kinds_are_told(
    error: Exception, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(app, "_prepared", lambda *_: (broken, Settings(path=None, values={})))
    with pytest.raises(SystemExit) as ended:
        app.main([])
    assert ended.value.code == code
    assert capsys.readouterr().err.startswith(said)


def test_half_a_character_is_written_as_an_escape() -> None:
    code = (
        "from kg.cli import app; from kg.cli.settings import Settings; from kg.cli.shared import dump\n"
        "def told(*_, **__): dump({'x': chr(0xd800)})\n"
        "app._prepared = lambda *_: (told, Settings(path=None, values={}))\napp.main([])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"\\ud800" in done.stdout


def test_only_passwords_of_addresses_are_left_out() -> None:
    for told in ("no address", "http://a.example:80/@me", "https://a.example/x@y", "//a.example/b:c@d"):
        assert without_password(told) == told
    assert (
        without_password("see http://me@a.example/ and ftp://me:x/y@z") == "see http://***@a.example/ and ftp://***@z"
    )
