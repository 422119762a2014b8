"""One requirement, as PEP 508 and those who do not keep to it write them."""

from __future__ import annotations

from collections.abc import Iterator

from vibe_audit.source.expressions import expression

_NAME = expression(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)")
_EGG = expression(r"#egg=([A-Za-z0-9._-]+)")
_ADDRESS = expression(r"(?:git\+|https?:|file:|ssh:|\.{0,2}/)")
_REPOSITORY = expression(r"/([A-Za-z0-9._-]+?)(?:\.git)?(?:[@#?].*)?$")


def canonical(name: str) -> str:
    """A name as the package index compares it."""
    from packaging.utils import canonicalize_name  # as much to load as all manifests are to read, most of which the index knows

    return canonicalize_name(name)


def names_in(text: str) -> Iterator[str]:
    """The distribution that a requirement names, and its extras: what `celery[redis]` brings is mostly called redis."""
    from packaging.requirements import InvalidRequirement, Requirement  # as above

    text = text.strip()
    if egg := _EGG.search(text):
        yield egg[1]
    elif _ADDRESS.match(text):
        if repository := _REPOSITORY.search(text):
            yield repository[1]
    else:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            if match := _NAME.match(text):
                yield match[1]
        else:
            yield requirement.name
            yield from requirement.extras
            yield from (f"{requirement.name}-{extra}" for extra in requirement.extras)
