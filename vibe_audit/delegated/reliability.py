"""What ruff finds of reliability."""

from vibe_audit.delegated.rule import INFO, WARNING, Delegated

ROWS = (
    Delegated(
        "VBE107", "lost-exception-cause", ("B904",), WARNING,
        "Exception raised in a handler without its cause", "inconsistent error handling",
        flags="exceptions that are raised in a handler and do not say what they follow from",
        why="Whoever reads the log at night cannot tell a failure that was translated from a second one inside the handler.",
        example="""
            def port(settings):
                try:
                    return int(settings["port"])
                except KeyError:
                    raise ValueError("no port is configured")
        """,
        remedy="""
            def port(settings):
                try:
                    return int(settings["port"])
                except KeyError as error:
                    raise ValueError("no port is configured") from error
        """,
        effort="2min",
        elsewhere={"flake8": ("B904",), "pylint": ("W0707",)},
    ),
    Delegated(
        "VBE118", "unchecked-subprocess", ("PLW1510",), INFO,
        "Exit status of a process is never looked at", "error handling",
        flags="processes that are run without saying whether their failure is one of ours",
        why="A backup that fails with a status nobody reads is found out on the day of the restore.",
        example="""
            import subprocess

            subprocess.run(["pg_dump", "--file=orders.sql", "orders"])
        """,
        remedy="""
            import subprocess

            subprocess.run(["pg_dump", "--file=orders.sql", "orders"], check=True)
        """,
        effort="2min",
        refs=("CWE-252",),
        elsewhere={"pylint": ("W1510",)},
    ),
    Delegated(
        "VBE125", "unclosed-file", ("SIM115",), INFO,
        "File is opened outside a with statement", "defensive programming",
        flags="files that are opened without a `with` statement around them",
        why="After an exception the file stays open, what was written may never reach the disk, and in time the descriptors run out.",
        example="""
            def load(path):
                file = open(path)
                text = file.read()
                file.close()
                return text
        """,
        remedy="""
            def load(path):
                with open(path) as file:
                    return file.read()
        """,
        effort="5min",
        refs=("CWE-772",),
        elsewhere={"flake8": ("SIM115",), "pylint": ("R1732",)},
    ),
    Delegated(
        "VBE131", "dangling-task", ("RUF006",), WARNING,
        "Nobody keeps a reference to a background task", "asynchronous processing",
        flags="background tasks whose only reference is thrown away",
        why="The event loop holds its tasks weakly, so that such a task may vanish half done, and what it raises is heard by nobody.",
        example="""
            import asyncio

            async def signed_up(user):
                asyncio.create_task(user.send_welcome())
        """,
        remedy="""
            import asyncio

            running = set()

            async def signed_up(user):
                task = asyncio.create_task(user.send_welcome())
                running.add(task)
                task.add_done_callback(running.discard)
        """,
    ),
)
