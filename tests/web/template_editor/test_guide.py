"""The guide's commands run, and its lines of Python are true."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from parcours.cli.main import cli
from parcours.errors import InputError
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import Template
from parcours.shop import Shop
from parcours.shop.templates import put_template

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "change-stages-and-steps.md"


def test_the_python_of_the_guide_is_true() -> None:
    assert doctest.testfile(str(GUIDE), module_relative=False).failed == 0


def test_the_commands_of_the_guide_run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.folder)
    Path("mine.yaml").write_text(Template.load().to_yaml(), "utf-8")
    Path("mine-steps.yaml").write_text(StepTemplate.load().to_yaml(), "utf-8")
    block = re.search(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert block is not None
    for line in block[1].splitlines():
        assert CliRunner().invoke(cli, shlex.split(line)[1:]).exit_code == 0


def test_the_terminal_follows_the_file_that_the_screens_write(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.folder)
    usual = CliRunner().invoke(cli, ["stages", "--json"]).stdout
    put_template(shop.folder, "stages", Template.load().to_yaml().replace("visits: 2", "visits: 8"))
    assert CliRunner().invoke(cli, ["stages", "--json"]).stdout != usual
    (shop.folder / "stages.yaml").write_text("version: 1\nrules: 7\n", "utf-8")
    broken = CliRunner().invoke(cli, ["stages"])
    assert isinstance(broken.exception, InputError)
    assert "stages.yaml, line 1" in str(broken.exception)
