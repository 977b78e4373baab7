"""Files are there whole or not at all, even if the writer is killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.rdf.files import make_folder, write_whole

SIZE = 3_000_000
# Writes the file again and again, each time full of another letter.
WRITER = f"""
import sys
from itertools import cycle
from pathlib import Path
from graph.rdf.files import write_whole

for letter in cycle("abcdefgh"):
    write_whole(Path(sys.argv[1]), letter.encode() * {SIZE})
    print(letter, flush=True)
"""


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_what_is_written_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.txt"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert parts(path.parent) == []


@pytest.mark.parametrize("delay", [0.002, 0.005, 0.011, 0.017, 0.023, 0.031])
def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "graph.trig"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    for _ in range(3):
        writer.stdout.readline()
    time.sleep(delay)  # to be struck at another point of a write each time
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    content = path.read_bytes()
    assert len(content) == SIZE
    assert len(set(content)) == 1
    write_whole(path, b"next")
    assert path.read_bytes() == b"next"
    assert parts(tmp_path) == []


def test_what_a_killed_writer_left_is_a_dotfile_and_goes_with_the_next_write(
    tmp_path: Path,
) -> None:
    finished = subprocess.Popen([sys.executable, "-c", ""])
    finished.wait()
    (tmp_path / f".statecraft-{finished.pid}-0badcafe.part").write_bytes(b"half")
    write_whole(tmp_path / "file.txt", b"whole")
    assert parts(tmp_path) == []


def test_what_a_living_writer_is_about_to_finish_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / f".statecraft-{os.getpid()}-0badcafe.part"
    mine.write_bytes(b"half")
    write_whole(tmp_path / "file.txt", b"whole")
    assert parts(tmp_path) == [mine.name]


def test_dotfiles_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*")
    write_whole(tmp_path / "file.txt", b"whole")
    assert parts(tmp_path) == [".gitignore"]


def test_the_file_is_readable_as_any_other_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", b"x")
    (tmp_path / "other").write_bytes(b"x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("ours", "other")}
    assert len(modes) == 1


def test_a_folder_under_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "graph.trig"
    with pytest.raises(StoreError, match=r"cannot be written: .*choose another folder"):
        write_whole(path, b"x")
    with pytest.raises(StoreError, match="no such folder can be made"):
        make_folder(path.parent)


def test_a_folder_in_the_place_of_the_file_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").mkdir()
    with pytest.raises(StoreError, match=r"graph\.trig: cannot be written"):
        write_whole(tmp_path / "graph.trig", b"x")
    assert parts(tmp_path) == []
