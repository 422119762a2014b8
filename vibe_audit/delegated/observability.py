"""What ruff finds of observability."""

from vibe_audit.delegated.rule import INFO, Delegated

ROWS = (
    Delegated(
        "VBE401", "root-logger", ("LOG015",), INFO,
        "Message goes to the root logger", "logging",
        flags="messages that are logged with the functions of `logging` itself",
        why="Nobody can tell which module spoke, nor turn one of them up or down without all the others.",
        example="""
            import logging

            def paid(order):
                logging.info("order %s is paid", order)
        """,
        remedy="""
            import logging

            logger = logging.getLogger(__name__)

            def paid(order):
                logger.info("order %s is paid", order)
        """,
        effort="5min",
        elsewhere={"flake8": ("LOG015",)},
    ),
    Delegated(
        "VBE402", "eager-log-format", ("G001", "G002", "G003", "G004"), INFO,
        "Log message is formatted before the call", "logging",
        flags="log messages that are put together before the logger gets them",
        why="Every message becomes one of a kind, which no tool can count or group, and the work is done even where the level is off.",
        example="""
            import logging

            logger = logging.getLogger(__name__)

            def paid(order):
                logger.info(f"order {order} is paid")
        """,
        remedy="""
            import logging

            logger = logging.getLogger(__name__)

            def paid(order):
                logger.info("order %s is paid", order)
        """,
        effort="2min",
        elsewhere={"flake8": ("G001", "G002", "G003", "G004"), "pylint": ("W1201", "W1202", "W1203")},
    ),
    Delegated(
        "VBE411", "generic-exception-raised", ("TRY002",), INFO,
        "Exception raised that only a blanket handler can catch", "clear error messages",
        flags="plain `Exception` and `BaseException` where they are raised",
        why="A caller that can deal with this failure has to catch all others with it, and dashboards count them as one.",
        example="""
            def withdraw(account, amount):
                if amount > account.balance:
                    raise Exception("not enough money")
        """,
        remedy="""
            class InsufficientFundsError(Exception):
                pass

            def withdraw(account, amount):
                if amount > account.balance:
                    raise InsufficientFundsError(account, amount)
        """,
        elsewhere={"flake8": ("TRY002",), "pylint": ("W0719",)},
    ),
)
