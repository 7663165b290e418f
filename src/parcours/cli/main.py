"""``parcours``: finds the command, runs it, and turns errors into sentences and exit codes."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from parcours import __version__
from parcours.errors import ParcoursError

COMMANDS = {
    "init": "Make a shop's folder.",
    "run": "Run a shop: its pages, intake and worker.",
    "import": "Take in a file of orders or events.",
    "map": "Draw the journey map.",
    "funnel": "How many come from step to step.",
    "stages": "How many profiles are in each stage.",
    "journeys": "Paths towards an order, step by step.",
    "drop-offs": "Where profiles are lost, and the revenue at risk.",
    "transitions": "What follows what, how often and how fast.",
    "frictions": "What gets in the way, and what that costs.",
    "outages": "Steps that stopped working, for whom and when.",
    "key": "Make and take back write keys.",
    "backup": "Write a backup of a shop.",
    "restore": "Make a shop again from a backup.",
    "rebuild": "Make what is derived from the log again.",
    "worker": "Only the worker of a shop.",
    "collect": "Only the intake of a shop.",
    "web": "Only the pages of a shop.",
    "erase": "Erase a person, leaving no byte.",
    "compact": "Merge small files of the log.",
    "owner": "Make a link for the owner of the app.",
    "doctor": "Check a shop and say what to do.",
    "demo": "Make an artificial shop.",
    "bench": "Measure this machine.",
    "storefront": "Serve the artificial shop's pages.",
}
_MODULES = {"import": "import_file"}  # `import` is no name for a module
OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """Loads a command's module when it is called: help must not wait for any of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        name = _MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        module = import_module(f"parcours.cli.commands.{name}")
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: parcours import orders.csv, then parcours map",
)
@click.version_option(__version__, prog_name="parcours")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def cli() -> None:
    """The customer journeys of an online shop: recorded, understood, improved."""


def main(args: list[str] | None = None) -> NoReturn:
    """Run a command line and exit: 0 it worked, 1 it failed, 2 it was not understood."""
    words = sys.argv[1:] if args is None else args
    sys.exit(_run(words))


def _run(words: list[str]) -> int:
    try:
        code = cli.main(words, prog_name="parcours", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has enough: nothing to say, nowhere to say it
        return FAILED
    except Exception as error:  # noqa: BLE001 - the outermost loop: nobody else is left to catch it
        _explain(error, debug="--debug" in words)
        return FAILED
    return code if isinstance(code, int) else OK


def _explain(error: Exception, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, ParcoursError):
        what, more = error.what, [error.expected, error.advice]
    else:
        what = f"This should not have happened: {type(error).__name__}: {error}"
        more = [
            "Nothing acknowledged is lost.",
            "Run it again as `parcours --debug ...` and report what it prints.",
        ]
    click.echo(click.style("Error: ", fg="red", bold=True) + what, err=True)
    for line in filter(None, more):
        click.echo(f"  {line}", err=True)
