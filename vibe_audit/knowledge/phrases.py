"""Phrases of comments, as expressions that `re` and semgrep's PCRE read alike."""

from __future__ import annotations

# What an assistant says around code, and leaves out of it.
CHAT_RESIDUE = (
    (r"(?:\.{3}|…)\s*\(?(?:the |your )?(?:existing|previous|remaining|rest of (?:the |your |this )?(?:existing )?)\s*"
    r"(?:code|file|function|class|method|methods|implementation|imports|logic)\b"),
    (r"\brest of (?:the|your|this) (?:existing )?(?:code|file|function|class|method|implementation|logic) "
    r"(?:remains?|stays?|is unchanged|is the same|goes here|as before|here)\b"),
    r"\bas an? (?:AI|large) language model\b",
    (r"\bhere(?:'|’| i)s (?:the|your|an?) (?:complete|corrected|fixed|full|improved|modified|refactored|updated)"
    r" (?:and \w+ )?(?:code|version|function|file|implementation|script)\b"),
    r"\bhope this helps\b",
    r"\byou(?:'|’)re absolutely right\b",
    r"\blet me know if you(?:'d| would)? (?:need|want|like|have any)\b",
    r"\b(?:keep|add|put|insert) your existing (?:code|imports|logic|implementation)\b",
)

# The author says that this is not the real thing.
ADMITTED_SHORTCUTS = (
    (r"\bin (?:an? )?(?:real|actual|production|real-world)[ -](?:world )?"
    r"(?:app|application|system|implementation|environment|scenario|deployment|setup|service|project|product)\b"
    r".{0,30}\b(?:we|you|this|would|should|could|must|use|it)\b"),
    (r"\b(?:in|for) production,? (?:this (?:would|should|must|could)|we(?:'d| would| should)|you(?:'d| would| should| must| might| may|'ll)"
    r"|use an? (?:proper|real|secure|dedicated)\b|replace (?:this|with)|would)\b"),
    r"\bsimplified (?:version|implementation|approach|logic|calculation|example)\b",
    r"\bthis is (?:just )?an? (?:placeholder|stub|mock|simulation|simplification)\b|\bplaceholder (?:implementation|logic|until|for now)\b",
    r"\b(?:mock|dummy|fake|hardcoded|hard-coded|simulated) (?:data|response|result|value|values|implementation),? (?:for now|until)\b",
    r"\b(?:mock|dummy|fake) (?:response|result|implementation)\s*$",
    r"\bfor demo(?:nstration)? purposes?\b",
    r"\bTODO:?\s*(?:implement|integrate|actually|replace (?:this )?with (?:an? )?(?:real|actual|proper))\b",
    r"\bfor now,? (?:we(?:'ll| will)? )?(?:just )?(?:return|simulate|assume|accept|hard-?code|mock|allow|log)\b",
    r"\bfor now,? (?:we(?:'ll| will)? )?(?:just )?use (?:an? )?(?:placeholder|mock|dummy|fake|hard|in-memory|simple)",
    r"\b(?:hard-?coded|mock(?:ed)?|stub(?:bed)?|simulated?|placeholder|disabled|in[- ]memory)\b.{0,30}\bfor now\b",
    r"\b(?:activad[oa]|cambiad[oa]|comentad[oa]|desactivad[oa]|deshabilitad[oa]|forzar|simulad[oa]).{0,60}\b(?:por ahora|temporalmente)\b",
    r"\btemporalmente (?:activad[oa]|comentad[oa]|desactivad[oa]|deshabilitad[oa])\b|\b(?:usar|devolver|simular).{0,40}\bpor ahora\b",
    r"\b(?:desativad[oa]|comentad[oa]|simulad[oa]).{0,60}\b(?:por enquanto|temporariamente)\b",
)
