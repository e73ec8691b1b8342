"""`remeslo term prepare`: compiles the kernels of the search over projects once, so that the first does not wait."""

import argparse
import time
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit
from remeslo.cli.options import add_output

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`prepare`."""
    command = actions.add_parser("prepare", help="compile the search over projects now; what is compiled stays on disk")
    add_output(command)
    command.set_defaults(run=run_prepare)


def run_prepare(args: argparse.Namespace, console: Console) -> int:
    """Breeds schedules of a project of three tasks."""
    from remeslo.core.curriculum.serialsearch import SerialSearch  # here, because the other actions do not need it
    from remeslo.core.curriculum.serialtasks import tasks_of
    from remeslo.interchange.psplib import Job, PsplibInstance, as_problem

    began = time.perf_counter()
    jobs = (Job(1, 2, (1,), (3,)), Job(2, 3, (1,)), Job(3, 2, (2,)))
    tasks = tasks_of(as_problem(PsplibInstance("smallest", jobs, (2,))))
    if tasks is not None:
        SerialSearch(tasks, batch=2).run(2, 0, lambda: False)
    seconds = time.perf_counter() - began
    if args.json:
        console.json({"seconds": round(seconds, 6)})
    else:
        ready = (f"Поиск сроков готов за {seconds:.0f} с.", f"The search for terms is ready in {seconds:.0f} s.")
        console.say(console.text(*ready))
    return Exit.DONE
