"""The concerns of production readiness that the suite encodes, and those that no static rule can hold.

They are those of the article "Why Vibe Code Won't Reach Production Systems", in its own order.
"""

from __future__ import annotations

CONCERNS: dict[str, tuple[str, ...]] = {
    "The demo-to-production gap": (
        "demo-to-production gap", "edge cases", "error handling", "inconsistent error handling", "graceful degradation",
        "defensive programming", "brittle integration points", "circuit breakers", "clear error messages",
    ),
    "Architecture by accident": (
        "separation of concerns", "tight coupling", "components don't compose", "different patterns", "naming conventions",
        "architectural control",
    ),
    "The knowledge gap": ("reasoning isn't captured",),
    "Context drift": ("context drift", "system-wide implications"),
    "Security and compliance blind spots": (
        "attack surfaces", "input validation", "secure coding practices", "secure token storage", "password policies",
        "session management", "rate limiting", "defense-in-depth", "threat modeling", "compliance", "PCI DSS", "audit logging",
        "integration with existing identity providers",
    ),
    "The scaling wall": (
        "database optimization", "performance characteristics are unpredictable", "performance optimization", "performance",
        "stateless design", "horizontal scaling", "asynchronous processing", "caching strategies",
    ),
    "Operational readiness": (
        "operational readiness", "operational requirements", "logging", "monitoring", "alerting", "instrumentation",
        "deployment automation", "rollback procedures", "backward compatibility",
    ),
    "Architectural debt": ("accumulating functionality", "audit"),
    "The suite": ("the suite itself",),
}

OUTSIDE: dict[str, str] = {
    "capacity planning": "what load to expect is a fact about the business, not about the source",
    "load and failure testing": "whether a test was run, and at what scale, leaves no trace in the code under test",
    "incident response": "who is called, and what they do then, is written in a rota and a runbook",
    "disaster recovery": "a backup that restores is proved by restoring it",
    "code ownership and review": "who understood a change is known to the people who reviewed it; we only route findings to owners",
    "choice of architecture": "whether the shape fits the problem is judged by people; we hold the shape that they declare",
    "regulatory scope": "which law applies depends on whose data it is; the `regulated` profile is the answer to that question",
}
