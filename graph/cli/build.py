"""``statecraft build``: articles in; graphs and pages out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.cli.exits import DONE, SOME_FAILED, UNUSABLE
from graph.cli.options import add_reading
from graph.errors import InputError, StatecraftError

if TYPE_CHECKING:
    from graph.pipeline import Built, Pipeline

DEFAULT_FORMATS = ("trig", "ttl", "html")


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "build",
        help="build the graph and the page of articles",
        description="Read articles (plain text, UTF-8) and write the graph and the page of each. "
        "An article that cannot be read is named with its reason, and the others are built.",
    )
    parser.add_argument("articles", metavar="ARTICLE", type=Path, nargs="+", help="a text file")
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("output"),
        help="where to write; default: output",
    )
    add_reading(parser)
    parser.add_argument(
        "--format",
        action="append",
        dest="formats",
        metavar="FORMAT",
        help="write this format (see: statecraft formats); may be repeated; "
        f"default: {', '.join(DEFAULT_FORMATS)}",
    )
    parser.add_argument(
        "--infer",
        action="store_true",
        help="add what follows from the graph, as the named graph sc:inferred",
    )
    parser.add_argument(
        "--validate",
        action="store_true",
        help="write only graphs that conform to the shapes of the ontology (takes some seconds more)",
    )
    parser.add_argument(
        "--no-query",
        dest="query",
        action="store_false",
        help="leave the query engine out of the page, which is then two megabytes smaller",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build each article; 1 if some could not be built, 2 if none could."""
    from graph.cli.terminal import complain, report_fault
    from graph.rdf.files import make_folder

    formats = _formats(options.formats)
    make_folder(options.output)
    pipeline = _pipeline(options.model)
    failed = 0
    origins: dict[str, Path] = {}
    for number, path in enumerate(options.articles):
        try:
            with _progress(path, number, len(options.articles)):
                built = pipeline.build(path, date=options.date, publisher=options.publisher)
                _claim_name(built.article.name, path, origins)
                if options.infer:
                    built = built.inferred()
                if options.validate:
                    _check(built, path)
                written = built.save(options.output, formats=formats, query=options.query)
        except StatecraftError as error:
            complain(str(error))
            failed += 1
        except Exception as error:
            # A fault of ours in one article must not cost the others.
            report_fault(error, f"{path}: ")
            failed += 1
        else:
            _report(built, written)
    if failed == 0:
        return DONE
    return UNUSABLE if failed == len(options.articles) else SOME_FAILED


def _formats(given: list[str] | None) -> tuple[str, ...]:
    from graph.outputs.formats import FORMATS

    if given is None:
        return DEFAULT_FORMATS
    for name in given:
        if name not in FORMATS:
            raise InputError(f"--format {name}: is not one of {', '.join(FORMATS)}")
        FORMATS[name].require()
    return tuple(dict.fromkeys(given))


def _pipeline(model: str | None) -> Pipeline:
    # Not before the arguments are known to be good: this takes most of a short run.
    from graph.pipeline import Pipeline

    return Pipeline(model=model)


def _claim_name(name: str, path: Path, origins: dict[str, Path]) -> None:
    """Note that ``path`` is written as ``name``. Raises InputError if another article was."""
    if name in origins:
        raise InputError(
            f"{path}: would overwrite the graph of {origins[name]}; rename it, or build it with"
            " another -o"
        )
    origins[name] = path


def _check(built: Built, path: Path) -> None:
    """Raises StoreError if the graph of the article at ``path`` breaks the shapes."""
    from graph.errors import StoreError
    from graph.rdf.validation import validate

    wrong = [finding for finding in validate(built.store).findings if not finding.warning]
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise StoreError(
            f"{path}: {wrong[0].focus}: {wrong[0].reason}{more}; its graph is not written, build it"
            " without --validate to look into it"
        )


@contextmanager
def _progress(path: Path, done: int, total: int) -> Iterator[None]:
    """A bar on stderr while somebody watches and an article is built; gone before its report."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from graph.cli.terminal import visible

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        progress.add_task(visible(path.name), total=total, completed=done)
        yield


def _report(built: Built, written: Sequence[Path]) -> None:
    """What was found in an article, and where it was written."""
    from graph.cli.terminal import print_pairs
    from graph.outputs.tables import summary

    article = built.article
    title = article.title if article.title is not None else article.name
    known = (("Article", title), ("Published by", article.publisher), ("Date", article.date))
    pairs = [(name, value if value is not None else "unknown") for name, value in known]
    for section in summary(built.view):
        heading = f"{section.heading} ({section.count})"
        for number, line in enumerate(section.lines or ("none found",)):
            pairs.append((heading if number == 0 else "", line))
    pairs.extend(("Page" if path.suffix == ".html" else "File", str(path)) for path in written)
    print_pairs(pairs)
    print(flush=True)
