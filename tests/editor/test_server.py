"""The editor server, spoken to as an editor does: over the pipes of a process of its own."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.workspace import TextDocument

from vibe_audit.editor.server import diagnostics

SLOW = 'import requests\n\nnote = "\N{PILE OF POO}"; requests.get("u")\n'
CONFIG = '[[teams]]\nname = "payments"\npaths = ["payments/"]\nseverity = { VBE110 = "error" }\n'


class Editor:
    """A client that remembers what it was told of each document, and every message to its user."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self._news = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def on_diagnostics(event: types.PublishDiagnosticsParams) -> None:
            self.told[Path(event.uri).name] = list(event.diagnostics)
            self._news.set()

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def on_registration(event: types.RegistrationParams) -> None:
            self.registered = [registration.method for registration in event.registrations]

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def on_message(event: types.ShowMessageParams) -> None:
            self.messages.append(event.message)
            self._news.set()

    async def start(self, project: Path) -> None:
        await self.client.start_io(sys.executable, "-P" if sys.version_info >= (3, 11) else "-s", "-m", "vibe_audit", "server")
        watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        capabilities = types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching))
        await self.client.initialize_async(types.InitializeParams(capabilities, root_uri=project.as_uri()))
        self.client.initialized(types.InitializedParams())

    async def until(self, name: str, wanted: list[tuple[str, int, str]]) -> None:
        """Wait for findings: code, line from 1 and severity. It fails by its time limit with what was told instead."""
        try:
            async with asyncio.timeout(30) if sys.version_info >= (3, 11) else _Forever():
                while self.found(name) != wanted:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            assert self.found(name) == wanted

    def found(self, name: str) -> list[tuple[str, int, str]] | None:
        told = self.told.get(name)
        return told if told is None else [(str(d.code), d.range.start.line + 1, d.severity.name) for d in told if d.severity]

    def open(self, file: Path, text: str) -> None:
        document = types.TextDocumentItem(file.as_uri(), types.LanguageKind.Python, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def change(self, file: Path, text: str) -> None:
        whole = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(version=2, uri=file.as_uri())
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    def write(self, file: Path, text: str) -> None:
        """A file that is not open, and not Python: the editor tells of it because the server has asked it to."""
        file.write_text(text)
        assert self.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


class _Forever:
    async def __aenter__(self) -> None:
        """Python 3.10 has no time limit for a block; there the limit of the whole run has to do."""

    async def __aexit__(self, *_: object) -> None:
        """Nothing to tidy up."""


async def converse(project: Path) -> Editor:
    (project / ".git").mkdir()
    (project / "payments").mkdir()
    (project / "vibe-audit.toml").write_text(CONFIG)
    ours, theirs = project / "app.py", project / "payments" / "pay.py"
    editor = Editor()
    await editor.start(project)
    editor.open(ours, SLOW)  # neither file lies on the disk: what the editor has is what counts
    editor.open(theirs, SLOW)
    await editor.until("app.py", [("VBE110", 3, "Warning")])
    await editor.until("pay.py", [("VBE110", 3, "Error")])
    place = editor.told["app.py"][0].range
    assert (place.start.character, place.end.character) == (13, 30), "in the units of UTF-16, of which the snowman's neighbour takes two"
    editor.change(ours, SLOW.replace('"u"', '"u", timeout=5'))
    await editor.until("app.py", [])
    editor.write(project / "vibe-audit.toml", CONFIG.replace("error", "info"))
    await editor.until("pay.py", [("VBE110", 3, "Information")])
    editor.write(project / "vibe-audit.toml", "profil = 1")
    await editor.until("pay.py", [])
    while not editor.messages:
        await asyncio.sleep(0.05)
    assert editor.messages[0].startswith("vibe-audit: ")
    assert "1: profil: unknown key; did you mean 'profile'?" in editor.messages[0]
    editor.write(project / "vibe-audit.toml", 'exclude = ["payments/"]')
    editor.change(ours, SLOW)
    await editor.until("app.py", [("VBE110", 3, "Warning")])
    await editor.until("pay.py", [])
    (project / "app.py").write_text("")
    editor.change(ours, "from payments.rates import RATE\n")
    await editor.until("app.py", [])  # there is no such folder with Python in it yet
    editor.write(project / "payments" / "taxes.py", "VAT = 1\n")
    await editor.until("app.py", [("VBE153", 1, "Error")])
    editor.write(project / "payments" / "rates.py", "RATE = 1\n")
    await editor.until("app.py", [])
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await editor.client.stop()
    return editor


def test_editor_is_told_what_the_team_has_decided_and_when_that_changes(tmp_path: Path) -> None:
    asyncio.run(converse(tmp_path))


def test_editor_is_told_which_line_elsewhere_a_finding_rests_on(tmp_path: Path) -> None:
    (tmp_path / "vibe-audit.toml").write_text('select = ["VBE200"]\n')
    (tmp_path / "crud.py").write_text("def load(db, key):\n    return db.query(Order).filter(Order.id == key).first()\n")
    source = "from crud import load\n\n\ndef report(db, orders):\n    return [load(db, order.id) for order in orders]\n"
    uri = (tmp_path / "report.py").as_uri()
    [told] = diagnostics(TextDocument(uri, source))
    [place] = told.related_information or ()
    assert (place.location.uri, place.location.range.start.line) == ((tmp_path / "crud.py").as_uri(), 1)
    assert place.message == "first is called here"
