"""
PyJobShop on an instance given on standard input; runs in an environment of its own (requirements/bench.txt).

    PYTHON peer.py LIMIT WORKERS < instance.json
"""

import json
import sys
import time


def main() -> int:
    """Prints status, value, bound and seconds as one line of JSON."""
    from pyjobshop import Model

    limit_s, workers = float(sys.argv[1]), int(sys.argv[2])
    data = json.load(sys.stdin)
    began = time.perf_counter()
    model = Model()
    resources = [model.add_renewable(capacity=c) for c in data["capacities"]]
    tasks = [model.add_task() for _ in data["durations"]]
    for task, duration, modes in zip(tasks, data["durations"], data["modes"], strict=True):
        for mode in modes:
            used = [k for k, n in enumerate(mode["demands"]) if n]
            model.add_mode(task, [resources[k] for k in used], duration, [mode["demands"][k] for k in used])
    for task, successors in zip(tasks, data["successors"], strict=True):
        for k in successors:
            model.add_end_before_start(task, tasks[k - 1])
    result = model.solve(solver="ortools", time_limit=limit_s, display=False, num_workers=workers)
    found = result.status.value in ("Optimal", "Feasible")
    told = {
        "status": result.status.value.lower(),
        "value": int(result.objective) if found else None,
        "bound": int(result.lower_bound) if found else 0,
        "seconds": round(time.perf_counter() - began, 2),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
