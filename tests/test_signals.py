"""What Ctrl-C and SIGTERM do at any moment of a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.store import Log, Reading
from tests.builders import article, report

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A question that takes minutes."""
BOTH = pytest.mark.parametrize(
    ("number", "code", "said"), [(signal.SIGINT, 130, "kg: interrupted"), (signal.SIGTERM, 143, "kg: ended by SIGTERM")]
)


def started(*arguments: str, code: str | None = None) -> subprocess.Popen[str]:
    command: Sequence[str] = ["-c", code] if code else ["-m", "kg"]
    return subprocess.Popen(
        [sys.executable, *command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@BOTH
def test_a_question_that_the_engine_is_at(tmp_path: Path, number: signal.Signals, code: int, said: str) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(),))])
    with started("query", "-g", str(tmp_path / "g"), "-e", PRODUCT) as asked:
        while "pyoxigraph" not in Path(f"/proc/{asked.pid}/maps").read_text():
            time.sleep(0.05)
        time.sleep(0.5)
        asked.send_signal(number)
        assert asked.wait(20) == code
        assert asked.communicate() == ("", f"{said}\n")


@BOTH
def test_a_command_that_waits(number: signal.Signals, code: int, said: str) -> None:
    command = [sys.executable, "-m", "kg", "extract", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
        while not _reads(waiting.pid):
            time.sleep(0.05)
        waiting.send_signal(number)
        assert waiting.wait(20) == code
        assert waiting.stderr is not None
        assert waiting.stderr.read().endswith(f"{said}\n")


def test_an_interruption_that_got_lost_comes_again() -> None:
    code = (
        "import sys, time\nfrom kg.base import signals\nsignals.UNNOTICED = 0.3\n"
        "signals.install()\nsignals.running()\n"
        "try:\n    print('ready', flush=True)\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    pass\n"
        "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    signals.noticed()\n    sys.exit(signals.caught())"
    )
    with started(code=code) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130


def _reads(process: int) -> bool:
    """Whether a process waits for its standard input."""
    call = Path(f"/proc/{process}/syscall").read_text().split()
    return call[0] in {"0", "63"} and call[1] == "0x0"  # read on x86-64 and on ARM


@BOTH
def test_a_command_that_is_still_being_loaded(number: signal.Signals, code: int, said: str) -> None:
    send = (
        "import os, sys; sys.argv = ['/usr/bin/kg']\n"
        "from kg.base import signals\n"  # and with it kg
        f"os.kill(os.getpid(), {int(number)})\n"
        "import time; time.sleep(20)"
    )
    with started(code=send) as loaded:
        assert loaded.wait(20) == code
        assert loaded.communicate() == ("", f"{said}\n")


@BOTH
def test_what_a_library_makes_of_it_is_told_as_what_it_was(number: signal.Signals, code: int, said: str) -> None:
    send = (
        "import os, sys; sys.argv = ['kg']\n"
        "from kg.cli import app; from kg.cli.settings import Settings\n"
        "def broken(*_, **__):\n"
        "    try:\n"
        f"        os.kill(os.getpid(), {int(number)}); import time; time.sleep(20)\n"
        "    except BaseException:\n"
        "        raise RuntimeError('Query interrupted') from None\n"
        "app._prepared = lambda *_: (broken, Settings(path=None, values={}))\n"
        "app.main()"
    )
    with started(code=send) as broken:
        assert broken.wait(20) == code
        assert broken.communicate() == ("", f"{said}\n")


@BOTH
def test_while_a_module_is_loaded_nothing_is_left_to_it(
    tmp_path: Path, number: signal.Signals, code: int, said: str
) -> None:
    swallows = (
        f"import os, time\ntry:\n    os.kill(os.getpid(), {int(number)})\n    time.sleep(20)\nexcept BaseException:\n"
    )
    (tmp_path / "swallows.py").write_text(f"{swallows}    time.sleep(20)\n")
    load = (
        f"import sys; sys.path.append({str(tmp_path)!r})\nfrom kg.base import signals\n"
        "signals.UNNOTICED = 60\nsignals.install(); signals.running()\nimport swallows"
    )
    with started(code=load) as loading:
        assert loading.wait(10) == code
        assert loading.communicate() == ("", f"{said}\n")


def test_an_interruption_that_python_drops_is_told_once() -> None:
    code = (
        "import os, sys, time\nfrom kg.base import signals\nsignals.UNNOTICED = 0.3\n"
        "signals.install(); signals.running()\n"
        "class Dropped:\n    def __del__(self): os.kill(os.getpid(), 15); time.sleep(0)\n"
        "Dropped()\n"
        "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    signals.noticed()\n    sys.exit(signals.caught())"
    )
    with started(code=code) as running:
        assert running.wait(20) == 143
        assert running.communicate() == ("", "")


@BOTH
def test_a_batch_is_written_to_its_end_first(tmp_path: Path, number: signal.Signals, code: int, said: str) -> None:
    send = (
        "import os, sys, time; sys.argv = ['kg']\n"
        "from pathlib import Path\n"
        "from kg.base import signals; signals.install(); signals.UNNOTICED = 0.2\n"
        "from kg.cli import app; from kg.cli.settings import Settings\n"
        "from kg.store import Log, Reading\n"
        "from kg.store.parts import Parts\n"
        "from tests.builders import article, report\n"
        "add = Parts.add\n"
        f"def slow(*a): os.kill(os.getpid(), {int(number)}); time.sleep(1); add(*a)\n"
        "Parts.add = slow\n"
        "log = Log.create(Path('graph'))\n"
        "def append(*_, **__):\n"
        "    with log.writing():\n"
        "        log.append([Reading(article=article('a1'), reports=(report(),))]); time.sleep(20)\n"
        "app._prepared = lambda *_: (append, Settings(path=None, values={}))\n"
        "app.main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", send], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as writing:
        assert writing.wait(20) == code
        assert writing.communicate()[1] == f"{said}\n"
    assert Log.open(tmp_path / "graph").size() == (1, 1)


def test_what_takes_long_to_take_down_is_not_waited_for() -> None:
    code = (
        "import atexit, os, sys, time; sys.argv = ['kg']\n"
        "from kg.cli import app; from kg.cli.settings import Settings\n"
        "atexit.register(time.sleep, 60)\n"
        "def stopped(*_, **__):\n    os.kill(os.getpid(), 15); time.sleep(20)\n"
        "app._prepared = lambda *_: (stopped, Settings(path=None, values={}))\n"
        "app.main()"
    )
    with started(code=code) as running:
        assert running.wait(20) == 143
        assert running.communicate() == ("", "kg: ended by SIGTERM\n")


def test_a_signal_after_the_end_changes_nothing() -> None:
    code = (
        "import atexit, os, sys; sys.argv = ['kg']\n"
        "from kg.cli import app; from kg.cli.settings import Settings\n"
        "atexit.register(lambda: os.kill(os.getpid(), 15))\n"
        "app._prepared = lambda *_: (lambda *_, **__: 0, Settings(path=None, values={}))\n"
        "app.main()"
    )
    with started(code=code) as running:
        assert running.wait(20) == 0
        assert running.communicate() == ("", "")


def test_a_worker_of_a_killed_parent_ends() -> None:
    code = (
        "import subprocess, sys, time\n"
        "busy = 'from kg.base.processes import die_with_parent as d; d(); print(1, flush=True)\\nwhile True: pass'\n"
        "child = subprocess.Popen([sys.executable, '-c', busy], stdout=subprocess.PIPE)\n"
        "child.stdout.readline(); print(child.pid, flush=True); time.sleep(60)"
    )
    with started(code=code) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.05)
    pytest.fail("the worker goes on")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
