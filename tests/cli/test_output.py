"""Output goes to the streams of the moment, also when several commands run in one process."""

from __future__ import annotations

import io
import sys

from parcours.cli.output import console


def test_each_command_of_a_process_writes_to_the_stream_of_its_time(monkeypatch):
    first, second = io.StringIO(), io.StringIO()
    for stream in (first, second):
        monkeypatch.setattr(sys, "stderr", stream)
        console(stderr=True).print("said")
        stream.seek(0)
        assert stream.read() == "said\n"
        stream.close()
