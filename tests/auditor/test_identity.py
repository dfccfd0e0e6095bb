"""The browser presents itself as an ordinary one, and its client hints agree."""

import pytest

from charte.auditor.identity import ordinary

LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36"


def test_it_does_not_say_that_it_is_automated():
    """Some banners hide from those that do."""
    assert ordinary(LINUX, "HeadlessChrome/156.0.7012.1").user_agent == LINUX.replace("Headless", "")


def test_the_hints_name_the_version_of_the_user_agent():
    """The brand that does not exist stands among them, as browsers put it there."""
    identity = ordinary(LINUX, "HeadlessChrome/156.0.7012.1")
    assert '"Chromium";v="156"' in identity.client_hints
    assert '"Google Chrome";v="156"' in identity.client_hints
    metadata = identity.override()["userAgentMetadata"]
    assert {"brand": "Chromium", "version": "156.0.7012.1"} in metadata["fullVersionList"]
    assert [f'"{b["brand"]}";v="{b["version"]}"' for b in metadata["brands"]] == identity.client_hints.split(
        ", "
    )


@pytest.mark.parametrize(
    ("system", "platform"),
    [
        ("X11; Linux x86_64", "Linux"),
        ("Macintosh; Intel Mac OS X 10_15_7", "macOS"),
        ("Windows NT 10.0; Win64; x64", "Windows"),
    ],
)
def test_the_platform_is_the_user_agents(system, platform):
    """A mismatch gives an automated browser away."""
    identity = ordinary(f"Mozilla/5.0 ({system}) HeadlessChrome/156.0", "HeadlessChrome/156.0")
    assert identity.override()["userAgentMetadata"]["platform"] == platform
