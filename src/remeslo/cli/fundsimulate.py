"""`remeslo fund simulate`: a rule pack before it is adopted, on facts that there are and on drawn cohorts."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.fundsource import day, read_pack
from remeslo.cli.fundtargets import targets_data, tell_targets
from remeslo.cli.fundtold import money, pack_data
from remeslo.cli.options import add_output
from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.funding.factvalues import specs_of
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.simulate import Change, Game, Point, Spread, sensitivity, where_gaming_pays, who_gains
from remeslo.core.line.resultscene import result_scene
from remeslo.core.line.trials import last_day, world_of
from remeslo.core.results.invented import Scene, invent
from remeslo.interchange import clusterfile, factfile
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

RATES = (0.4, 0.55, 0.7, 0.85, 1.0)
MOST_DRAWS = 200
COST_SHARE = Decimal("0.6")


def add_to(actions: "Commands") -> None:
    """`fund simulate`."""
    command = actions.add_parser(
        "simulate", help="a rule pack before it is adopted: who gains and loses, and where gaming would pay"
    )
    command.add_argument(
        "source",
        type=Path,
        metavar="FACTS|FOLDER",
        help="a file of facts, or a cluster folder (facts are then invented)",
    )
    command.add_argument("--rules", required=True, metavar="PACK", help="the pack to try: a file *.toml or a key")
    command.add_argument("--against", metavar="PACK", help="the pack it would replace; without it, money from nothing")
    command.add_argument("--on", type=day, metavar="DATE", help="the day of knowledge; needed with a file of facts")
    command.add_argument("--draws", type=int, default=3, metavar="N", help="cohorts drawn for each case (3)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the first cohort (0)")
    command.add_argument(
        "--cost",
        type=Decimal,
        metavar="AMOUNT",
        help="what a learner costs a college in a month (an assumption of yours)",
    )
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Status 1 when the source has hard findings; 2 when it cannot be read."""
    try:
        pack = read_pack(args.rules)
        against = read_pack(args.against) if args.against else replace(pack, rules=())
        scene, facts, on, findings = _source(args, pack)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    changes = who_gains(against, pack, facts, on=on)
    told: dict[str, object] = {
        "pack": pack_data(pack),
        "on": on.isoformat(),
        "invented": scene is not None,
        "changes": [_change(c) for c in changes],
    }
    if scene is not None:
        told |= _drawn(args, pack, scene)
    told |= targets_data(facts, on, scene, range(args.seed, args.seed + args.draws))
    if args.json:
        console.json({**told, "findings": findings_data(findings, console.language)})
    else:
        _tell(told, pack, console)
        tell_targets(told, console)
        console.findings(findings)
    return status_of(findings)


def _source(
    args: argparse.Namespace, pack: RulePack
) -> tuple[Scene | None, tuple[Fact, ...], date, tuple[Finding, ...]]:
    """A scene with invented facts where a folder is given, else the facts of a file."""
    if not 1 <= args.draws <= MOST_DRAWS:
        told: dict[str, object] = {"option": "--draws", "found": args.draws, "least": 1, "most": MOST_DRAWS}
        raise Unreadable((Finding("funding.option_range", "--draws", told, Severity.STOPS_SAVING),))
    if args.source.is_dir():
        reading = clusterfile.read(args.source)
        if reading.cluster is None:
            raise Unreadable(reading.findings)
        try:
            scene = result_scene(reading.cluster)
        except ProblemError as error:
            reason = Finding("funding.no_scene", args.source.name, {"reason": str(error)}, Severity.STOPS_SAVING)
            raise Unreadable((reason,)) from None
        return scene, invent(scene, seed=args.seed), args.on or scene.last, ()
    if args.on is None:
        raise Unreadable((Finding("funding.day_needed", args.source.name, {}, Severity.STOPS_SAVING),))
    facts = factfile.read(read_limited(args.source, name=args.source.name), name=args.source.name, kinds=specs_of(pack))
    if not facts.facts:
        raise Unreadable(facts.findings)
    return None, facts.facts, args.on, facts.findings


def _drawn(args: argparse.Namespace, pack: RulePack, scene: Scene) -> dict[str, object]:
    """Sensitivity and games on drawn cohorts; the pack's parameters hold from the cohort's first day on."""
    seeds = range(args.seed, args.seed + args.draws)
    world, on = world_of(scene), last_day(scene)
    points = sensitivity(pack, world, RATES, seeds=seeds, on=on)
    cost = args.cost
    if cost is None:
        norm = pack.params.get("base_norm")
        cost = (norm.values[-1].amount * COST_SHARE / 12) if norm is not None else Decimal(0)
    games = where_gaming_pays(pack, world, seeds=seeds, on=on, cost_a_month=cost)
    return {
        "cohort_on": on.isoformat(),
        "draws": args.draws,
        "cost_a_month": money(cost),
        "cost_assumed": args.cost is None,
        "sensitivity": [_point(p) for p in points],
        "games": [_game(g) for g in games],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "payee": change.payee,
        "before": money(change.before),
        "after": money(change.after),
        "change": money(change.change),
        "share": None if change.share is None else f"{float(change.share):.4f}",
        "learners": change.learners,
    }


def _point(point: Point) -> dict[str, object]:
    return {"employed": point.employed, "money": _spread(point.money), "a_learner": _spread(point.a_learner)}


def _game(game: Game) -> dict[str, object]:
    return {
        "game": game.variation.name,
        "pays": game.pays,
        "gains": f"{float(game.gains):.4f}",
        "net": _spread(game.net),
        "net_usual": _spread(game.net_usual),
        "a_learner": _spread(game.a_learner),
        "in_work": str(game.results),
        "in_work_usual": str(game.results_usual),
    }


def _spread(spread: Spread) -> dict[str, str]:
    return {"mean": money(spread.mean), "low": money(spread.low), "high": money(spread.high)}


_GAMES: Mapping[str, tuple[str, str]] = {
    "enrol_fewer": ("принять четыре пятых и только надёжных", "admit four fifths and only the safe ones"),
    "easy_exam": ("выбрать экзамен полегче", "choose an easier exam"),
    "keep_everyone": ("никого не отчислять", "let nobody fail"),
}


def _tell(told: dict[str, object], pack: RulePack, console: Console) -> None:
    console.say(console.text(pack.title_ru, pack.title_en))
    if told["invented"]:
        console.say(console.text("Факты вымышлены (учебный пример).", "The facts are invented (illustrative)."))
    changes: list[dict[str, object]] = told["changes"]  # type: ignore[assignment]
    console.say(console.text("Кто выигрывает и кто теряет:", "Who gains and who loses:"))
    for change in changes:
        console.say(f"  {change['payee']}  {change['before']} → {change['after']}  ({change['change']})")
    for point in told.get("sensitivity", []):  # type: ignore[attr-defined]
        spread = point["money"]
        head = console.text("занятость", "employment")
        console.say(f"  {head} {point['employed']:.0%}: {spread['mean']}  [{spread['low']} … {spread['high']}]")
    for game in told.get("games", []):  # type: ignore[attr-defined]
        name = console.text(*_GAMES.get(game["game"], (game["game"], game["game"])))
        console.say(f"  {name}: {_verdict(game, console)}; {game['net_usual']['mean']} → {game['net']['mean']}")
    if told.get("cost_assumed"):
        console.say(
            console.text(
                "Стоимость месяца обучения условная (60 % норматива); задайте свою: --cost.",
                "The cost of a month of learning is assumed (60% of the norm); give yours: --cost.",
            )
        )


def _verdict(game: Mapping[str, object], console: Console) -> str:
    if game["pays"]:
        return console.text("выгодно, а занятых выпускников не больше", "pays, and no more graduates are in work")
    if float(str(game["gains"])) > 0.5:
        return console.text("выгодно, и занятых выпускников больше", "pays, and more graduates are in work")
    return console.text("не выгодно", "does not pay")
