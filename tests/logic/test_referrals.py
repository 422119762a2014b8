"""What counts as saying where a check is made, in a docstring as in a comment."""

from __future__ import annotations

import ast

import pytest

from vibe_audit.logic.referrals import says_where_it_is_checked
from vibe_audit.module import Module

SAYS_WHERE = (
    "Access is not decided here but in the view.",
    "Always True: the token is verified by the API gateway before the request gets here.",
    "Authorization is delegated to the policy service.",
    "Checked in OrderViewSet.get_object()",
    "Everyone may list; objects are filtered by their owner in the queryset.",
    "Handled by the dependency.",
    "Left to the view.",
    "Nothing to do here, filtered in ``get_queryset``.",
    "Object-level check happens in has_object_permission.",
    "Permissions are enforced by the router.",
    "Returns True because access is enforced by the view.",
    "Row-level security enforces it in PostgreSQL.",
    "Signature validated by the caller.",
    "The check is made in `get_object`.",
    "The middleware already checks the token.",
    "We do not restrict here: access is limited by the serializer.",
    "`has_object_permission` decides.",
)
DOES_NOT = (
    "Always returns True for now.",
    "Ask the chain.",
    "Check if password has been validated with bcrypt.hash",
    "Check that the payment was verified by the service.",
    "Checked in the browser.",
    "In production, the token is verified by the gateway.",
    "Permission is not checked in the view.",
    "Permission should be checked in the view.",
    "Permissions are checked elsewhere.",
    "Returns True if the user was verified by the gateway.",
    "TODO: permissions are checked in the view.",
    "Verified by looking it up in user_table",
    "Verify the signature with the gateway.",
    "Whether the user is authorized by the policy service.",
)
SHAPES = (
    'def check(user):\n    """{0}"""\n    return True\n',
    "# {0}\ndef check(user):\n    return True\n",
    "def check(user):\n    return True  # {0}\n",
)


@pytest.mark.parametrize("shape", SHAPES, ids=["docstring", "above", "within"])
@pytest.mark.parametrize(("remark", "says"), [*((text, True) for text in SAYS_WHERE), *((text, False) for text in DOES_NOT)])
def test_a_remark_says_where_or_does_not(remark: str, says: bool, shape: str) -> None:
    source = shape.format(remark)
    module = Module("app/hooks.py", source, ast.parse(source))
    assert says_where_it_is_checked(module.functions[0], module) is says


def test_a_remark_may_go_over_several_lines_and_an_admission_anywhere_takes_it_back() -> None:
    source = '# Permissions are\n# enforced by the router.\ndef check(user):\n    """Ask the router."""\n    return True{}\n'
    for end, says in (("", True), ("  # TODO", False)):
        module = Module("app/hooks.py", source.format(end), ast.parse(source.format(end)))
        assert says_where_it_is_checked(module.functions[0], module) is says
