"""The editor server: findings of the files that an editor has open, as it has them, told while somebody types.

It speaks the Language Server Protocol over standard input and output. Configuration, baseline and CODEOWNERS are read again
where they have changed; what decides is what decides in every other checker.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument
from pygls.workspace.position_codec import ServerTextPosition, ServerTextRange

from vibe_audit import __version__, project
from vibe_audit.config import ConfigError
from vibe_audit.gate.baseline import FILE_NAME
from vibe_audit.gate.checking import check_source
from vibe_audit.rule import Finding, Related, Severity
from vibe_audit.running.files import is_excluded, refresh

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_DECIDING = ("*.toml", "CODEOWNERS", FILE_NAME, "*.py", "*.lock", "*requirements*.txt")
"""Configurations, and those that they extend; who owns what; what is known; what the project around a document holds and declares."""
server = LanguageServer("vibe-audit", __version__)


@server.feature(types.INITIALIZED)
def on_start(server: LanguageServer, _: types.InitializedParams) -> None:
    """Ask to be told when a file changes that decides, even where the editor has no Python file open then."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in _DECIDING]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("deciding", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([registration]))


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def on_text(
    server: LanguageServer, event: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams
) -> None:
    """Tell what is found in a document that has been opened or changed; in all, where the configuration has changed as well."""
    _tell(server, None if refresh() else event.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def on_files(server: LanguageServer, _: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
    """Tell everything again: what was saved may be what another document imports, a manifest, or the configuration."""
    project.forget()
    refresh()
    _tell(server, None)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def on_close(server: LanguageServer, event: types.DidCloseTextDocumentParams) -> None:
    """Take back what was told of a document that is closed."""
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(event.text_document.uri, []))


def _tell(server: LanguageServer, uri: str | None) -> None:
    """Publish the findings in one document, or in all that are open. A configuration that cannot be obeyed is a message to the user."""
    documents = server.workspace.text_documents
    complaints: dict[str, None] = {}
    for document in [documents[uri]] if uri else documents.values():
        found: list[types.Diagnostic] = []
        try:
            found = list(diagnostics(document))
        except ConfigError as error:
            complaints[str(error)] = None
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, document.version))
    for complaint in complaints:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"vibe-audit: {complaint}"))


def diagnostics(document: TextDocument) -> Iterable[types.Diagnostic]:
    """What is found in a document. Raises ConfigError."""
    path = Path(document.path or document.filename or "untitled.py")
    if is_excluded(path):
        return []
    return [_diagnostic(finding, document) for finding in check_source(document.source, path)]


def _diagnostic(finding: Finding, document: TextDocument) -> types.Diagnostic:
    start = ServerTextPosition(finding.line - 1, finding.column - 1)
    end = ServerTextPosition(finding.end_line - 1, finding.end_column - 1)
    return types.Diagnostic(
        range=document.range_to_client_units(ServerTextRange(start, end)),
        message=finding.text,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule.code,
        code_description=types.CodeDescription(finding.rule.url),
        source="vibe-audit",
        related_information=[_related(place, document) for place in finding.related] or None,
    )


def _related(place: Related, document: TextDocument) -> types.DiagnosticRelatedInformation:
    start = types.Position(place.line - 1, 0)
    uri = Path(place.path).as_uri() if Path(place.path).is_absolute() else document.uri
    return types.DiagnosticRelatedInformation(types.Location(uri, types.Range(start, start)), place.text)
