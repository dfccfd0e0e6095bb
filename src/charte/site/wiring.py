"""The composition root of the platform: data folder, ledger, collector, Django and gate, behind one origin."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import django
from django.conf import settings

from charte.collector import Collector
from charte.collector.static import client_build
from charte.core.charter import Charter, Log, read
from charte.core.errors import OperatorError
from charte.core.policy import POLICIES
from charte.gate.asgi import App, Gate
from charte.ledger.port import Ledger
from charte.ledger.publication import publish_charter, refresh
from charte.ledger.sqlite import open_ledger
from charte.look import direction, words
from charte.site.configuration import secure_cookies, settings_of
from charte.site.folder import DataFolder
from charte.site.own.filling import OWN_SITE, Facts, to_publish

PREFIX = "/_charte"


class Platform:
    """One installation, ready to be served. `base_url` is where people reach it, without a slash at the end."""

    def __init__(self, data: Path, base_url: str) -> None:
        self.folder = DataFolder(data)
        self.base_url = base_url
        self.folder.prepare()
        self.ledger: Ledger = open_ledger(data, origin=log_origin(base_url))
        self.folder.remember(base_url)
        configure(data, base_url, self.ledger)

    def prepare(self, owner: str = "") -> str:
        """Brings the databases up to date and publishes what is shown. Returns the owner's one-time link.

        The link is empty where somebody can sign in already, unless `owner` asks for one.
        """
        migrate()
        from charte.site.accounts.starting import owner_link

        contact = owner or default_owner(self.base_url)
        publish_own(self.ledger, self.base_url, contact, datetime.now(UTC))
        secret = owner_link(contact, asked=bool(owner))
        return f"{self.base_url}/back/link/{secret}" if secret else ""

    def application(self) -> App:
        """Gate around Django, the collector beside it; lifespan messages go to the collector."""
        collector = Collector(self.ledger, seal=self.folder.seal(), prefix=PREFIX)
        gate = Gate(django_application(), current_own(self.ledger), mode="enforce", mount={PREFIX: collector})

        async def application(scope: Any, receive: Any, send: Any) -> None:
            await (collector if scope["type"] == "lifespan" else gate)(scope, receive, send)

        return application

    def close(self) -> None:
        self.ledger.close()


def django_application() -> App:
    """Django alone. It is imported once it has its settings."""
    from django.core.handlers.asgi import ASGIHandler

    return cast(App, ASGIHandler())


def configure(data: Path, base_url: str, ledger: Ledger, **others: Any) -> None:
    """Gives Django its settings, once for a process; `others` override single ones."""
    settings.configure(**(settings_of(data, base_url, ledger) | others))
    django.setup(set_prefix=False)


def migrate() -> None:
    """Makes or upgrades Django's tables, private to their owner. Costs little where there is nothing to do.

    Raises `OperatorError` for a file that is no database, that is of a later version, or cannot be written.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    file = settings.DATABASES["default"]["NAME"]
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        executor = MigrationExecutor(connection)
        loader = executor.loader
        if later := set(loader.applied_migrations) - set(loader.disk_migrations):
            raise OperatorError(
                f"{file} was made by a later version of Charte ({'.'.join(min(later))}).",
                "Start that version, or restore the file from a backup made before it.",
            )
        if executor.migration_plan(loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    except (DatabaseError, OSError) as error:
        raise OperatorError(
            f"{file} cannot be used: {error}.", "Check the data folder, or restore the file from a backup."
        ) from None


def publish_own(ledger: Ledger, base_url: str, contact: str, at: datetime) -> None:
    """Publishes the platform's own charter where it is new or its facts have changed, and what is shown."""
    key = ledger.key
    host = urlsplit(base_url).hostname or ""
    facts = Facts(
        host=host,
        controller=host,
        contact=contact,
        secure=secure_cookies(base_url),
        log=Log(key.name, key.vkey, f"{base_url}{PREFIX}/log"),
    )
    found = ledger.charter(OWN_SITE)
    current = read(found[0].decode()) if found else None
    if current and current.site.controller:
        # Who answers for the platform does not change with whoever asks for a link.
        facts = Facts(host, host, current.site.controller.contact, facts.secure, facts.log)
    text = to_publish(facts, current, len(ledger.versions(OWN_SITE)), at.date())
    if text is not None:
        charter = read(text)
        policy = POLICIES[charter.site.policy]
        publish_charter(ledger, charter, text, words, policy, client_build(), at, direction_of=direction)
    refresh(ledger, words, client_build(), at, direction_of=direction)


def current_own(ledger: Ledger) -> Callable[[], Charter]:
    """The platform's own charter as it is now: the very same object while its digest stays."""
    held: list[Charter] = []

    def current() -> Charter:
        found = ledger.charter(OWN_SITE)
        assert found is not None, "published at start"
        if not held or held[0].digest != found[1]:
            held[:] = [read(found[0].decode())]
        return held[0]

    return current


def log_origin(base_url: str) -> str:
    """The name of the log of an installation that starts at this address."""
    return f"{urlsplit(base_url).hostname}/log"


def default_owner(base_url: str) -> str:
    return f"owner@{urlsplit(base_url).hostname}"
