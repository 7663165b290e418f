"""The lines of the demo shop's guide run."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guides" / "demo-shop.md").read_text("utf-8")


def test_a_shop_of_ones_own_tests_is_made_as_the_guide_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    (block,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    exec(block, names)
    assert names["made"].rows > 1_000
    assert {path.name for path in Path("data").iterdir()} >= {
        name.rstrip("/").partition("/")[0]
        for name in re.findall(r"^\| `([a-z./-]+)` \|", GUIDE, re.MULTILINE)
        if name != "run.json"  # the command's own note
    }
    plan = eval(re.search(r"`(Stories\(late_carrier.*?\))`", GUIDE).group(1), names)
    assert plan.late_carrier.extra_days == 6


def test_the_guide_names_every_option_of_its_command():
    from parcours.cli.commands.demo import command

    options = {option for parameter in command.params for option in parameter.opts if option[0] == "-"}
    assert options - {"--json", "--help"} <= set(re.findall(r"--[a-z]+", GUIDE))
