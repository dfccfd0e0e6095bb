"""Marks: the few bytes by which the preference cookie names a purpose or a service.

A mark hashes what is material, so that a purpose that changed is one that was never answered
(docs/formats.md, 2; the format is permanent). They are made beside the register, which refuses two equal ones.
"""

from charte.core.charter.fitting import PURPOSE_BYTES, SERVICE_BYTES
from charte.core.charter.marks import purpose_mark, service_mark

__all__ = ["PURPOSE_BYTES", "SERVICE_BYTES", "purpose_mark", "service_mark"]
