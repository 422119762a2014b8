"""Words by which people say that a check is made, and where. The semgrep pack repeats these expressions."""

from __future__ import annotations

# What is said of a check: somebody made it, or it takes place.
MADE = (
    r"(?i:applied|authenticated|authori[sz]ed|checked|controlled|covered|decided|deferred|delegated|determined|done|enforced|evaluated|"
    r"filtered|governed|guarded|handled|happens?|implemented|left|limited|lives|made|occurs?|performed|restricted|takes? place|tested|"
    r"validated|verified)"
)
# What whoever makes it does.
MAKES = (
    r"(?i:authenticates|authori[sz]es|checks|controls|decides|does|enforces|filters|guards|handles|limits|performs|restricts|validates|"
    r"verifies)"
)
# A name from the code, or a part of a program that can refuse: the browser's side of it cannot.
PLACE = (
    r"(?:`+[^`\n]+`+|\w+(?:\.\w+)+|[a-z0-9]\w*_[a-z]\w*|\w+\(\)|[A-Z][a-z0-9]+[A-Z]\w+|(?i:back ?end|base class|caller|consumer|controller|"
    r"database|decorator|dependenc(?:y|ies)|endpoint|filter|framework|function|gateway|guard|handler|identity provider|interceptor|"
    r"load balancer|manager|method|middleware|mixin|object[- ]level|parent|permission class(?:es)?|polic(?:y|ies)|proxy|queryset|resolver|"
    r"RLS|route|router|row[- ]level(?:[- ]security)?|serializer|service|sidecar|superclass|view|viewset)s?\b)"
)
BEFORE_PLACE = r"(?i:at|before|behind|by|in|inside|on|through|to|via|with|within)"
WORD = r"[\w'’\x22-]+"

# `permissions are checked in get_queryset`, `left to the view`; `the middleware enforces it`, `has_object_permission does`.
SAYS_WHERE = (
    rf"\b{MADE}\s+(?:{WORD},?\s+){{0,3}}?{BEFORE_PLACE}\s+(?!\w+ing\b)(?:{WORD}\s+){{0,4}}?{PLACE}"
    rf"|{PLACE}\W{{1,3}}(?:already\s+|alone\s+|itself\s+)?{MAKES}\b"
)
