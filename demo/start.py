"""`make demo`: the platform and the demo site on this machine, until Ctrl-C. Run it again and nothing is lost.

Everything lives in build/demo: the platform's data folder, and a copy of the demo's charter that names
this platform's log.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATFORM, DEMO = "charte.localhost", "demo.localhost"
PLATFORM_PORT, DEMO_PORT = 8700, 8702
PATIENCE = 30.0  # seconds until a server that does not answer is given up


class Stop(Exception):
    """The demo cannot go on; the text says why and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    asked = _arguments(argv)
    signal.signal(signal.SIGTERM, _interrupt)
    running: list[subprocess.Popen[bytes]] = []
    try:
        start(asked, running)
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        raise Stop("A server ended by itself; what it said stands above.")
    except KeyboardInterrupt:
        print()
        return 0
    except Stop as stop:
        print(f"demo: {stop}", file=sys.stderr)
        return 2
    finally:
        end(running)


def start(asked: argparse.Namespace, running: list[subprocess.Popen[bytes]]) -> None:
    """Publishes the charter, starts both servers, and prints where to go once they answer."""
    for port in (asked.port, asked.demo_port):
        _check_free(port)
    folder: Path = asked.folder
    data, charter = folder / "data", folder / "charte.toml"
    _renew(ROOT / "demo" / "charte.toml", folder, asked.demo_port)
    address = f"http://{PLATFORM}:{asked.port}"
    _charte("publish", charter, "--data", data, "--add-log", "--address", address)
    running.append(_start("charte", "serve", "--data", data, "--host", PLATFORM, "--port", asked.port))
    _wait(asked.port, PLATFORM, running[-1])
    lies = ["--lies"] if asked.lies else []
    platform = f"http://127.0.0.1:{asked.port}"
    running.append(
        _start(
            "python",
            "-m",
            "demo",
            "--port",
            asked.demo_port,
            "--platform",
            platform,
            "--charter",
            charter,
            *lies,
        )
    )
    _wait(asked.demo_port, DEMO, running[-1])
    print(_addresses(address, asked, charter), flush=True)


def end(running: list[subprocess.Popen[bytes]]) -> None:
    """Ends what was started, the last first."""
    for process in reversed(running):
        process.terminate()
    for process in running:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.start", description=__doc__)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "demo", help="where everything is kept"
    )
    parser.add_argument("--port", type=int, default=PLATFORM_PORT, help="the platform's port")
    parser.add_argument("--demo-port", type=int, default=DEMO_PORT, help="the demo site's port")
    parser.add_argument("--lies", action="store_true", help="start the demo that does not keep its charter")
    return parser.parse_args(argv)


def _renew(source: Path, folder: Path, port: int) -> None:
    """Lays a copy of the demo's charter into the folder, with the port in its addresses; it will name the log.

    Where it would be another than last time, all begins anew: a version that was published does not change.
    """
    text = source.read_text("utf-8").replace(f":{DEMO_PORT}/", f":{port}/")
    # A register names hosts without ports; that people may follow its links here, the page is a whole address.
    text = text.replace('\npage = "/', f'\npage = "http://{DEMO}:{port}/')
    original = folder / "original.toml"
    if original.exists() and original.read_text("utf-8") == text:
        return
    if folder.exists():
        print(
            "demo: The demo's charter changed since last time; its platform starts afresh.", file=sys.stderr
        )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for path in (folder / "charte.toml", original):
        path.write_text(text, "utf-8")


def _interrupt(*_: object) -> None:
    """To be told to end is to end as by Ctrl-C: with all that was started."""
    raise KeyboardInterrupt


def _program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _charte(*words: object) -> None:
    done = subprocess.run([_program("charte"), *map(str, words)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"charte {words[0]} did not succeed: {(done.stderr or done.stdout).strip()}")


def _start(program: str, *words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([_program(program), *map(str, words)], cwd=ROOT)


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Stop(
                f"Port {port} is taken. End what uses it, or choose others: "
                ".venv/bin/python -m demo.start --port … --demo-port …"
            ) from None


def _wait(port: int, host: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the server answers; Python does not resolve names under .localhost, so the host is a header."""
    deadline = time.monotonic() + PATIENCE
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": f"{host}:{port}"})
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Stop("A server did not start; what it said stands above.")
        try:
            urllib.request.urlopen(request, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise Stop(f"Nothing answered on port {port} within {PATIENCE:g} seconds.")


def _addresses(platform: str, asked: argparse.Namespace, charter: Path) -> str:
    demo = f"http://{DEMO}:{asked.demo_port}"
    shown = charter.relative_to(ROOT) if charter.is_relative_to(ROOT) else charter
    kind = "a site that does not keep its charter" if asked.lies else "a site that keeps its charter"
    rows = (
        (demo, f"Rivebelle en données, {kind}: choose, then change your mind"),
        (platform, "the front office: the charter of each site, in French and English"),
        (f"{platform}/back/", "the back office: versions, choices, audits (the first start printed a link)"),
        (f"{platform}/api/v1/docs", "the API"),
    )
    width = max(len(address) for address, _ in rows)
    lines = [f"  {address:<{width}}  {about}" for address, about in rows]
    audit = f".venv/bin/charte audit {demo} --charter {shown}"
    return "\n".join(["", *lines, "", f"  Audit it:  {audit}", "  Ctrl-C ends it.", ""])


if __name__ == "__main__":
    sys.exit(main())
