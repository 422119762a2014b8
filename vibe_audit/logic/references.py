"""Which routes a text refers to by name: `url_for("orders.show")` in a module, `{% url 'show' %}` in a template."""

from __future__ import annotations

from vibe_audit.source.expressions import expression

_REFERENCE = expression(
    r"""(?:\b(?:url_for|url_path_for|reverse(?:_lazy)?)\s*\(\s*(?:[\w.]+\s*,\s*)?(?:(?:endpoint|name|viewname)\s*=\s*)?|\{%-?\s*url\s+|"""
    r"""\b(?:login|refresh)_view\s*=\s*)["']([\w.:-]+)["']"""
)


def routes_referred_to(text: str) -> frozenset[str]:
    """The names without those of the blueprint or the application before them: `show` for `url_for("orders.show")`."""
    return frozenset(name.replace(":", ".").rpartition(".")[2] for name in _REFERENCE.findall(text))
