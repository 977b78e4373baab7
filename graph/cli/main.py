"""The entry point: which command, and what its failures look like from outside."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from graph.cli import ask, build, explain, facts, formats, infer, link, query, validate
from graph.cli.exits import INTERRUPTED, PIPE_CLOSED, UNUSABLE
from graph.cli.terminal import complain, report_fault
from graph.errors import StatecraftError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: all went well; 1: some articles failed; 2: nothing could be done."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks must not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except StatecraftError as error:
        complain(str(error))
        return UNUSABLE
    except BrokenPipeError:
        # Python flushes stdout once more on its way out, and would complain about that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except Exception as error:
        report_fault(error)
        return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="statecraft",
        description="Political news in; a knowledge graph with the sentence behind every fact out.",
        epilog="'statecraft COMMAND --help' explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"statecraft {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (build, ask, query, facts, explain, infer, validate, link, formats):
        command.add_to(commands)
    return parser


def _version() -> str:
    try:
        return version("statecraft")
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
