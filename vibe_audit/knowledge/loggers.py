"""Loggers, and what else keeps an error for someone to find, as dotted names or as the last part of one."""

from __future__ import annotations

# What makes a logger, and modules and objects that are one: https://docs.python.org/3/library/logging.html,
# https://www.structlog.org/en/stable/api.html, https://loguru.readthedocs.io/en/stable/api/logger.html
LOGGERS = frozenset({
    "celery.utils.log.get_task_logger()", "logging", "logging.getLogger()", "loguru.logger", "structlog.get_logger()",
    "structlog.getLogger()", "structlog.stdlib.get_logger()",
})

# What people call a logger that is made elsewhere, in lower case and without leading underscores.
LOGGER_NAMES = frozenset({"log", "logger", "logging"})

LOG_METHODS = frozenset({"critical", "debug", "error", "exception", "fatal", "info", "log", "trace", "warn", "warning"})
ERROR_METHODS = frozenset({"critical", "error", "fatal"})

# Whatever has one of these names takes the traceback along: the standard library, Sentry, OpenTelemetry, Rollbar, Datadog.
TRACEBACK_NAMES = frozenset({
    "__traceback__", "capture_exception", "captureException", "exc_info", "exception", "format_exc", "format_exception",
    "format_tb", "notice_error", "print_exc", "print_exception", "record_exception", "report_exc_info", "set_exc_info",
    "traceback",
})

# Functions that only write to the standard output or error of the process: no level, no time, no logger that alerts.
PRINTERS = frozenset({
    "pprint.pp", "pprint.pprint", "print", "rich.print", "sys.stderr.write", "sys.stdout.write", "traceback.print_exc",
    "traceback.print_exception", "traceback.print_last", "traceback.print_stack",
})
