"""Both corpora and the syntax of every version, checked without pytest: what runs where nothing can be installed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.odd_input import crashes_on
from tests.corpus import BEYOND, ROOT, SHARED, Corpus, read_corpora
from vibe_audit import CATALOG, check_source
from vibe_audit.config import everything


def disagreements(corpus: Corpus) -> set[tuple[int, str]]:
    """The lines on which the engine and the annotations of a corpus differ."""
    own = {corpus.rule.code} | {code for _, code in corpus.expected | corpus.silent}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        corpus.lay_out(root)
        config = everything(root)
        found = {
            (finding.line, finding.rule.code)
            for path in corpus.modules
            for finding in check_source(corpus.pieces[path], root / path, config=config)
        }
    return {(line, code) for line, code in found ^ corpus.expected if code in own or code == "VBE000"}


def main() -> int:
    """Tell what differs; how many corpora and files do."""
    corpora = [*read_corpora(SHARED), *read_corpora(BEYOND)]
    wrong = {corpus.id: differing for corpus in corpora if (differing := disagreements(corpus))}
    files = sorted((ROOT / "tests" / "data" / "syntax").glob("*.py"))
    crashed = {file.name: crashes for file in files if (crashes := crashes_on(file.read_bytes()))}
    unread = {
        file.name: [finding.message for finding in found if finding.rule.code == "VBE003"]
        for file in files
        if (found := check_source(file.read_bytes(), Path("/nowhere/app") / file.name, select=["VBE003"]))
    }
    for name, what in {**wrong, **crashed, **unread}.items():
        print(f"{name}: {sorted(map(str, what))}")
    print(f"Python {sys.version.split()[0]}, {len(CATALOG)} rules: {len(corpora)} corpora, {len(files)} files of newer syntax")
    print(f"{len(corpora) + len(files) - len(wrong) - len(crashed) - len(unread)} passed, {len(wrong) + len(crashed) + len(unread)} failed")
    return len(wrong) + len(crashed) + len(unread)
