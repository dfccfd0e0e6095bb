"""The visitors' door: serves client, notice and log tiles, and records choices. Plain ASGI, mountable.

`Collector` answers beside its ledger; `charte.collector.relay.Relay` hands its requests to one elsewhere.
"""

from charte.collector.app import Collector

__all__ = ["Collector"]
