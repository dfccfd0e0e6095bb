"""The platform in one process: a database of its own, a ledger in memory, and people with every role.

Django takes its settings once for a process, so this happens when the folder is collected.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.audited_site import audit
from tests.fakes.audited_site import charter as audited_charter
from tests.fakes.ledgers import publish
from tests.fakes.tapes import SUFFIXES

from charte.core.charter import Charter
from charte.core.judgement import judge
from charte.core.policy import FR_CNIL_2026
from charte.core.publication.report import report_document
from charte.ledger.memory import memory_ledger
from charte.ledger.port import Ledger
from charte.site.wiring import configure, migrate, publish_own

URL = "http://charte.localhost:8700"
AT = datetime(2026, 11, 25, 20, 30, 12, tzinfo=UTC)
PASSWORD = "a sentence that nobody guesses"
_FOLDER = Path(tempfile.mkdtemp(prefix="charte-site-tests-"))

configure(
    _FOLDER,
    URL,
    memory_ledger(),
    # Slow hashes protect stored passwords; here none outlives its test.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
)

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from charte.site.accounts.models import EVERY_SITE, Membership, Role, User  # noqa: E402


@dataclass
class Platform:
    """A ledger with three sites, and who may see them.

    alice owns the installation; dora is DPO of rivebelle and rita reads it; oscar owns another site;
    sam may sign in and has no role at all.
    """

    ledger: Ledger
    rivebelle: Charter
    people: dict[str, User] = field(default_factory=dict)

    def client(self, name: str = "", *, language: str = "en", **options: Any) -> Client:
        """A browser, signed in as this person; without a name, that of a mere reader."""
        client = Client(headers={"host": "charte.localhost:8700", "accept-language": language}, **options)
        if name:
            client.force_login(self.people[name], "django.contrib.auth.backends.ModelBackend")
        return client

    def membership(self, name: str) -> Membership:
        return Membership.objects.get(user=self.people[name])


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    """Every table, made once."""
    migrate()
    yield
    connections.close_all()
    shutil.rmtree(_FOLDER)


@pytest.fixture
def clean(database: None) -> Iterator[None]:
    """What a test writes into the database goes when it ends."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def platform(clean: None) -> Iterator[Platform]:
    """The platform with its sites and people."""
    ledger, before = memory_ledger(), settings.CHARTE_LEDGER
    settings.CHARTE_LEDGER = ledger
    publish_own(ledger, URL, "alice@charte.localhost", AT)
    rivebelle = publish(ledger, AT + timedelta(seconds=1))
    publish(ledger, AT + timedelta(seconds=2), key="autre")
    made = Platform(ledger, rivebelle)
    for name, role, site in (
        ("alice", Role.OWNER, EVERY_SITE),
        ("dora", Role.DPO, "rivebelle"),
        ("rita", Role.READER, "rivebelle"),
        ("oscar", Role.OWNER, "autre"),
        ("sam", None, ""),
    ):
        user = made.people[name] = User(email=f"{name}@charte.localhost")
        user.set_password(PASSWORD)
        user.save()
        if role:
            Membership.objects.create(user=user, role=role, site=site)
    yield made
    settings.CHARTE_LEDGER = before


@pytest.fixture(scope="session")
def reports() -> dict[str, dict[str, Any]]:
    """Reports of real judgements of a site: one that keeps its charter, and one that lies."""
    return {
        name: report_document(judge(audited_charter(), FR_CNIL_2026, audit(lies), SUFFIXES))
        for name, lies in (("true", ()), ("false", ("before", "undeclared")))
    }
