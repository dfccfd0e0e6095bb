"""`charte audit`: a site in a real browser, in every consent state, held against its charter."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from charte import __version__
from charte.cli.check import Format
from charte.cli.parameters import Argument, Option
from charte.cli.progress import Progress
from charte.cli.register import load, text_of
from charte.cli.report_folder import ReportFolder
from charte.core.canonical import Json
from charte.core.charter import Charter
from charte.core.errors import CharteError, OperatorError
from charte.core.host import canonical_host
from charte.core.judgement import exit_code, judge
from charte.core.observation import State, Tape
from charte.core.party import SuffixRules
from charte.core.policy import FR_CNIL_2026, POLICIES
from charte.core.publication.report import report_document
from charte.reporting import html, json_file, terminal
from charte.tapes.reading import read_tape
from charte.tapes.suffixes import load as load_suffixes

if TYPE_CHECKING:
    from charte.auditor.scenario import Scenario

_WIDEST = 100  # columns
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


class Language(StrEnum):
    FRENCH = "fr"
    ENGLISH = "en"


def audit(
    url: Annotated[str, Argument("The page to begin with, such as https://www.example.org/.")],
    charter: Annotated[Path | None, Option("--charter", "The register to hold the site against.")] = None,
    scenario: Annotated[
        Path | None, Option("--scenario", "Steps to follow in each state, such as signing in.")
    ] = None,
    out: Annotated[Path, Option("--out", "The folder for tapes, pictures and report.")] = Path(
        "charte-report"
    ),
    force: Annotated[bool, Option("--force", "Replace an earlier report in that folder.")] = False,
    states: Annotated[
        str, Option("--states", "Only these, such as none,refused; fewer than all conclude nothing.")
    ] = ",".join(State),
    language: Annotated[
        Language | None, Option("--language", "Of the report; by default the charter's, or English.")
    ] = None,
    format: Annotated[Format, Option("--format", "How to print the answer.")] = Format.TEXT,
    send_to: Annotated[
        str, Option("--send", "A platform to bring the report into; its token in CHARTE_TOKEN.")
    ] = "",
) -> int:
    """Audit a site in a real browser, in every consent state, and hold it against its charter.

    Nothing chosen, refused, accepted, accepted then withdrawn: each has its own visitor. The verdict is printed;
    tapes, pictures, report.html and report.json go into a folder. Without a charter it tells what it saw.

    Examples:
      charte audit https://www.example.org/ --charter charte.toml
      charte audit https://www.example.org/ --charter charte.toml --scenario sign-in.toml --force
      charte audit https://www.example.org/ --charter charte.toml --send https://charte.example.org

    Exit codes: 0 all true, 1 a rule fails (or the charter has errors), 2 bad use, no Chromium or nowhere to write,
    3 the site does not answer, or it could not be concluded.
    """
    _check_address(url)
    chosen = _chosen(states)
    register = load(charter) if charter else None
    _note_host(url, register)
    token = _token(send_to, register)
    steps = _scenario(scenario)
    spoken = language or _language(register)
    with ReportFolder(out, force=force) as folder:
        report = _audited(url, register, steps, chosen, folder.path, spoken)
        folder.keep()
    _print(report, spoken, format, out)
    code = exit_code(str(report["verdict"]))
    if register is not None and send_to:
        code = _send(report, send_to, register.site.key, token, code)
    return code


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        wrote = f"Write https://{url}." if "://" not in url and url[:1].isalnum() else ""
        raise OperatorError(
            f"{url or 'Nothing'} is no web address.", wrote or "Give one such as https://www.example.org/."
        )
    if "@" in parts.netloc:
        raise OperatorError(
            "The address holds a name or a password, which would stand in the report.",
            "Give the address without it; sign in with --scenario.",
        )


def _note_host(url: str, register: Charter | None) -> None:
    """Says so where the charter speaks of other hosts: what it declares will not be found there."""
    host = canonical_host(urlsplit(url).hostname or "")
    hosts = register.site.hosts if register else ()
    if hosts and not any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in hosts):
        print(
            f"charte: {host} is no host of the charter ({', '.join(hosts)}): audited all the same.",
            file=sys.stderr,
        )


def _chosen(states: str) -> tuple[State, ...]:
    names = {name.strip() for name in states.split(",") if name.strip()}
    unknown = sorted(names - set(State))
    if unknown or not names:
        raise OperatorError(
            f"{unknown[0] if unknown else 'Nothing'} is no consent state.",
            f"Name some of {', '.join(State)}.",
        )
    return tuple(state for state in State if state in names)


def _token(send_to: str, register: Charter | None) -> str:
    if not send_to:
        return ""
    if register is None:
        raise OperatorError(
            "A platform files a report under the site of its charter.", "Name the register with --charter."
        )
    from charte.cli.sending import check_platform  # here, for most audits send nothing

    return check_platform(send_to, os.environ)


def _scenario(path: Path | None) -> Scenario:
    from charte.auditor.scenario import Scenario, read_scenario  # here: it loads the browser's driver

    if path is None:
        return Scenario()
    try:
        text = text_of(path)
    except OperatorError as error:
        raise OperatorError(error.what, "Name a scenario: a TOML file of [[steps]].") from None
    return read_scenario(text, os.environ)


def _language(register: Charter | None) -> Language:
    spoken = register.site.default_language if register else ""
    return Language(spoken) if spoken in set(Language) else Language.ENGLISH


def _audited(
    url: str,
    register: Charter | None,
    steps: Scenario,
    states: tuple[State, ...],
    folder: Path,
    language: Language,
) -> dict[str, Json]:
    """The report; it is in `folder` then, with everything that it rests on."""
    suffixes = load_suffixes()
    with Progress() as progress:
        tapes = _record(url, register, steps, states, suffixes, folder, progress)
        progress("Judging.")
        report = _report(register, tapes, suffixes)
        _write(report, folder, language)
    return report


def _record(
    url: str,
    register: Charter | None,
    steps: Scenario,
    states: tuple[State, ...],
    suffixes: SuffixRules,
    folder: Path,
    progress: Progress,
) -> list[Tape]:
    from charte.auditor.audit import Commission, run

    visitor = register.site.default_language if register else "fr"
    commission = Commission(
        url=url,
        charter=register,
        scenario=steps,
        key=secrets.token_bytes(32),
        version=__version__,
        suffixes=suffixes.version.isoformat() if suffixes.version else "",
        locale=_LOCALES.get(visitor, visitor),
        states=states,
    )
    running = run(
        commission, folder, environment=os.environ, now=lambda: datetime.now(UTC), progress=progress
    )
    return [read_tape(path) for path in asyncio.run(running)]


def _report(register: Charter | None, tapes: list[Tape], suffixes: SuffixRules) -> dict[str, Json]:
    policy = POLICIES[register.site.policy] if register else FR_CNIL_2026
    return report_document(judge(register, policy, tapes, suffixes))


def _write(report: Mapping[str, Json], folder: Path, language: Language) -> None:
    pictures = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    (folder / "report.json").write_bytes(json_file.render(report).encode())
    (folder / "report.html").write_bytes(html.render(report, language, pictures).encode())


def _print(report: Mapping[str, Json], language: Language, format: Format, out: Path) -> None:
    if format is Format.JSON:
        print(json_file.render(report))
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    print(terminal.render(report, language, colour, width))
    print(out / "report.html")


def _send(report: Mapping[str, Json], platform: str, site: str, token: str, code: int) -> int:
    """The exit code, once the report was sent or not: a failing rule (1) is said above all else."""
    from charte.cli.sending import send

    try:
        send(report, platform, site, token)
    except CharteError as error:
        print(f"charte: {error.explain()}", file=sys.stderr)
        return code if code == 1 else error.exit_code
    print(f"Sent to {platform}.", file=sys.stderr)
    return code
