"""Rules that another checker finds for us: what it already does well is not written a second time. A table per vector."""

from vibe_audit.delegated import observability, reliability, scalability, security, team
from vibe_audit.delegated.rule import Delegated, Delivery

__all__ = ["DELEGATED", "Delegated", "Delivery"]

DELEGATED: tuple[Delegated, ...] = (*reliability.ROWS, *scalability.ROWS, *security.ROWS, *observability.ROWS, *team.ROWS)
