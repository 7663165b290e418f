"""Data goes to standard output, talk to standard error."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from parcours.journeys import Result

_PIPE_WIDTH = 160


def say(text: str = "") -> None:
    """Tell the person something that is not the answer."""
    click.echo(text, err=True)


def emit(result: Result, *, as_json: bool) -> None:
    """Print a result; how it was computed is talk."""
    if as_json:
        emit_json(result.to_dict())
        return
    console().print(result)
    say(click.style(f"{result.definition.what} ({result.definition.exactness})", dim=True))


def emit_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def console(*, stderr: bool = False) -> Console:
    """Return the terminal; a pipe is as wide as tables need."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else _PIPE_WIDTH, highlight=False)


def open_in_browser(address: str) -> None:
    """Open a page where there is a screen; without one, Python would start a browser in the terminal."""
    on_desktop = sys.platform in ("win32", "darwin")
    if on_desktop or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
