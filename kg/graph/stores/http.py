"""HTTP for SPARQL endpoints: credentials from the environment, errors without them."""

from __future__ import annotations

import base64
import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.graph.errors import QueryTimeout, StoreError

USER, PASSWORD, HEADERS = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_HEADERS"

WAITS = (0.5, 3.0)
"""Seconds to wait before trying again."""
_PASSING = (429, 500, 502, 503, 504)

_NAME, _VALUE = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII), re.compile(r"[ -~]*")


class HttpError(StoreError):
    """The server answered with an error."""

    def __init__(self, message: str, status: int, body: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = body


class _Broken(StoreError):
    """No answer, or half of one; whether the server had `answered` before."""

    def __init__(self, message: str, *, answered: bool) -> None:
        super().__init__(message)
        self.answered = answered


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests with the credentials given; they appear in no message and no `repr`."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    _answered: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def from_environment(cls, user: str | None = None, password: str | None = None) -> Client:
        """User, password and headers (`Name: value`, one a line) of KG_ENDPOINT_USER, …_PASSWORD, …_HEADERS."""
        headers = {}
        for line in os.environ.get(HEADERS, "").splitlines():
            name, colon, value = line.partition(":")
            if not line.strip():
                continue
            if not colon or not _NAME.fullmatch(name.strip()) or not _VALUE.fullmatch(value.strip()):
                raise StoreError(f"{HEADERS}: each line is `Name: value`, in ASCII; one line is not")
            headers[name.strip()] = value.strip()
        return cls(headers, user or os.environ.get(USER), password or os.environ.get(PASSWORD))

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str],
        timeout: float | None = None,
        repeat: bool = True,
    ) -> tuple[bytes, str]:
        """Body and media type of the answer. Raises HttpError, QueryTimeout and StoreError.

        With `repeat`, what fails for a reason that may pass is tried again: an answer that breaks off, a server that
        says that it cannot just now, one that has answered before and is gone. That suits queries and changes that are
        the same when made twice, as all of ours are.
        """
        for wait in (*(WAITS if repeat else ()), None):
            try:
                answer = self._send(method, url, body, headers, timeout)
            except (HttpError, _Broken) as error:
                passing = error.status in _PASSING if isinstance(error, HttpError) else error.answered
                if wait is None or not passing:
                    raise
                time.sleep(wait)
            else:
                self._answered.add(url)
                return answer
        raise AssertionError

    def _send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], timeout: float | None
    ) -> tuple[bytes, str]:
        request = urllib.request.Request(url, data=body, method=method, headers=dict(headers))
        for name, value in {"User-Agent": "geokg", **self.headers}.items():
            request.add_header(name, value)
        if self.user is not None:
            request.add_header("Authorization", f"Basic {self._basic()}")
        try:
            with _OPENER.open(request, timeout=timeout) as answer:
                return answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            raise self._http_error(url, error) from None
        except TimeoutError:
            raise QueryTimeout(f"{url} did not answer within {timeout or 0:g} s") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeout(f"{url} did not answer within {timeout or 0:g} s") from None
            raise _Broken(f"{url} cannot be reached: {error.reason}", answered=url in self._answered) from None
        except (OSError, http.client.HTTPException) as error:
            raise _Broken(f"{url}: the connection broke: {error}", answered=True) from None

    def _http_error(self, url: str, error: urllib.error.HTTPError) -> HttpError:
        body = self._without_secrets(error.read(10_000).decode("utf-8", "replace").strip())
        if error.code in (401, 403):
            message = f"{url} refuses access ({error.code}); set {USER} and {PASSWORD}, or {HEADERS}"
        elif 300 <= error.code < 400:
            message = f"{url} has moved ({error.code}); if you trust it, use {error.headers['Location']} instead"
        else:
            message = f"{url} answered {error.code} {error.reason}: {body[:500]}"
        return HttpError(self._without_secrets(message), error.code, body)

    def _without_secrets(self, text: str) -> str:
        """The text of a server that may echo what it was sent."""
        for secret in (self._basic(), self.password, *self.headers.values()):
            if secret and len(secret) > 3:
                text = text.replace(secret, "***")
        return text

    def _basic(self) -> str:
        if self.user is None:
            return ""
        return base64.b64encode(f"{self.user}:{self.password or ''}".encode()).decode()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected POST would become a GET that has lost its query or update, and be answered all the same."""

    def redirect_request(self, *args: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def without_credentials(address: str) -> tuple[str, str | None, str | None]:
    """An address without its user and password, and these."""
    parts = urlsplit(address)
    if parts.username is None and parts.password is None:
        return address, None, None
    host = parts.netloc.rpartition("@")[2]
    bare = urlunsplit(parts._replace(netloc=host))
    return bare, unquote(parts.username or "") or None, unquote(parts.password or "") or None
