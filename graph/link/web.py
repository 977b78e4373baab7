"""A polite client: one request at a time, with a pause between two, and patience with a busy server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from graph.errors import InputError, LinkError

AGENT: Final = "Statecraft/0.1 (knowledge graphs of political news; one client, rate-limited)"
_BUSY: Final = frozenset((429, 502, 503, 504))
_TRIES: Final = 3
_TIMEOUT: Final = 60.0
_LONGEST_WAIT: Final = 60.0
_LARGEST: Final = 50_000_000


class Client:
    """Asks one service. ``pause`` is the least number of seconds between two requests."""

    def __init__(
        self, url: str, *, pause: float = 1.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Raises InputError for what is no address of the web."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise InputError(f"--endpoint {url}: is no web address; begin it with https://")
        self.url: Final = url
        self._pause = pause
        self._sleep = sleep
        self._last: float | None = None

    def get(self) -> Any:
        """The JSON at the service's own address. Raises LinkError."""
        return self._ask(Request(self.url, headers=self._headers("application/json")))

    def post(self, form: Mapping[str, str], accept: str = "application/json") -> Any:
        """The JSON with which the service answers a form. Raises LinkError."""
        data = urlencode(form).encode("ascii")
        return self._ask(Request(self.url, data=data, headers=self._headers(accept)))

    def _headers(self, accept: str) -> dict[str, str]:
        return {"User-Agent": AGENT, "Accept": accept}

    def _ask(self, request: Request) -> Any:
        for number in range(_TRIES):
            self._wait()
            try:
                with urlopen(request, timeout=_TIMEOUT) as answer:
                    return self._read(answer.read(_LARGEST + 1))
            except HTTPError as error:
                if error.code not in _BUSY or number + 1 == _TRIES:
                    raise LinkError(
                        f"{self.url}: answers {error.code} {error.reason}; try again later, or"
                        " another --endpoint"
                    ) from error
                self._sleep(_asked_to_wait(error, number))
            except (URLError, HTTPException, OSError) as error:
                reason = getattr(error, "reason", None) or error
                raise LinkError(
                    f"{self.url}: cannot be reached: {reason}; what was found is kept, run it again"
                    " to go on"
                ) from error
        raise AssertionError  # the last try returns or raises

    def _read(self, data: bytes) -> Any:
        if len(data) > _LARGEST:
            raise LinkError(f"{self.url}: answers with more than {_LARGEST} bytes; ask for less")
        try:
            return json.loads(data)
        except ValueError as error:
            raise LinkError(
                f"{self.url}: answers with what is no JSON; is it the address of the service itself?"
            ) from error

    def _wait(self) -> None:
        now = time.monotonic()
        if self._last is not None and now - self._last < self._pause:
            self._sleep(self._pause - (now - self._last))
        self._last = time.monotonic()


def _asked_to_wait(error: HTTPError, number: int) -> float:
    """The seconds that a busy server asks for, else longer each time; never more than a minute."""
    asked = error.headers.get("Retry-After", "") if error.headers is not None else ""
    seconds = float(asked) if asked.isdigit() else float(2 ** (number + 1))
    return min(seconds, _LONGEST_WAIT)
