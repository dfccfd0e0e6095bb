"""`make bench`: runs the claims, prints a table, writes build/bench.json. `make bench ONLY=walk.check` runs one."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import sys
from dataclasses import asdict
from types import ModuleType

import benchmarks
from benchmarks.claim import ROOT, Claim

OUT = ROOT / "build" / "bench.json"


def main() -> int:
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [module for module in discover() if any(name.startswith(only) for name in module.NAMES)]
    if not chosen:
        known = ", ".join(name for module in discover() for name in module.NAMES)
        print(f"bench: there is no claim {only!r}. Known: {known}.", file=sys.stderr)
        return 2
    claims: list[Claim] = []
    for module in chosen:
        print(f"bench: {', '.join(module.NAMES)} …", file=sys.stderr)
        claims += [claim for claim in module.measure() if claim.name.startswith(only)]
    write(claims)
    show(claims)
    return 0 if all(claim.met for claim in claims) else 1


def discover() -> list[ModuleType]:
    """Every module here that has NAMES and measure()."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names if not name.startswith("__")]
    return [module for module in modules if hasattr(module, "NAMES")]


def write(claims: list[Claim]) -> None:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}"
    rows = []
    for claim in claims:
        row = asdict(claim) | {"met": claim.met, "conditions": f"{claim.conditions}; {machine}"}
        del row["least"]
        rows.append(row)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def show(claims: list[Claim]) -> None:
    print(f"{'claim':<24}{'value':>10} {'asked':>10}  {'met':<4}{'ratio':>7}  against")
    for claim in claims:
        value, asked = f"{claim.value:.3g} {claim.unit}", f"{claim.asked:g} {claim.unit}"
        met = "yes" if claim.met else "no"
        print(f"{claim.name:<24}{value:>10} {asked:>10}  {met:<4}{claim.ratio:>7.2f}  {claim.against}")


if __name__ == "__main__":
    sys.exit(main())
