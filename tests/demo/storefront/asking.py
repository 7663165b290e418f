"""A visitor without a browser: asks for pages and keeps cookies."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPMessage
from http.cookiejar import CookieJar

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Redirects are answers, too."""


@dataclass
class Answer:
    status: int
    headers: HTTPMessage
    text: str


@dataclass
class Asker:
    home: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask(urllib.request.Request(f"{self.home}{path}", headers=headers))

    def post(self, path: str, page: str, **answers: str) -> Answer:
        """Send a form of a page, with the token that the page has."""
        (token,) = set(TOKEN.findall(self.get(page).text)[:1])
        return self.send(path, csrfmiddlewaretoken=token, **answers)

    def send(self, path: str, **answers: str) -> Answer:
        data = urllib.parse.urlencode(answers).encode()
        return self._ask(urllib.request.Request(f"{self.home}{path}", data, {"Origin": self.home}))

    def cookie(self, name: str) -> str | None:
        return next((each.value for each in self.cookies if each.name == name), None)

    def _ask(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Staying)
        try:
            with opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.code, answer.headers, answer.read().decode())
