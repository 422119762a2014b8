"""What ruff finds of security."""

from vibe_audit.delegated.rule import INFO, WARNING, Delegated

ROWS = (
    Delegated(
        "VBE303", "hardcoded-password", ("S105", "S106", "S107"), ("warning", "warning", "error"),
        "Password is written into the source", "secure token storage",
        flags="string literals where a password is wanted: assigned to its name, passed as an argument, or as a default",
        why="Everybody who may read the repository may use it, and it cannot be changed without a release.",
        example="""
            def connect(driver):
                return driver.connect(user="orders", password="Spring-2024")
        """,
        remedy="""
            import os

            def connect(driver):
                return driver.connect(user="orders", password=os.environ["ORDERS_DB_PASSWORD"])
        """,
        refs=("CWE-798",),
        elsewhere={"flake8": ("S105", "S106", "S107"), "bandit": ("B105", "B106", "B107")},
    ),
    Delegated(
        "VBE341", "weak-crypto", ("S303", "S304", "S305", "S324"), WARNING,
        "Broken hash, cipher or mode", "secure coding practices",
        flags="hashes, ciphers and modes that are known to be broken",
        why="Two documents with the same MD5 or SHA-1 can be made at will, and what DES or ECB hides can be read.",
        example="""
            import hashlib

            def signature(document):
                return hashlib.md5(document).hexdigest()
        """,
        remedy="""
            import hashlib

            def signature(document):
                return hashlib.sha256(document).hexdigest()
        """,
        effort="20min",
        refs=("CWE-327", "CWE-328"),
        elsewhere={"flake8": ("S303", "S304", "S305", "S324"), "bandit": ("B303", "B304", "B305", "B324")},
    ),
    Delegated(
        "VBE345", "sql-from-format", ("S608",), INFO,
        "SQL is put together from strings", "secure coding practices",
        flags="SQL that is put together from strings",
        why="As soon as one of the parts comes from outside, whoever sends it writes the query.",
        example="""
            def orders_of(cursor, customer):
                cursor.execute(f"SELECT * FROM orders WHERE customer = '{customer}'")
        """,
        remedy="""
            def orders_of(cursor, customer):
                cursor.execute("SELECT * FROM orders WHERE customer = %s", (customer,))
        """,
        refs=("CWE-89",),
        elsewhere={"flake8": ("S608",), "bandit": ("B608",)},
    ),
    Delegated(
        "VBE354", "insecure-file-mode", ("S103", "S108", "S306"), INFO,
        "File that other users of the machine can reach", "secure coding practices",
        flags="files that everybody may write to, and temporary files whose path can be foretold",
        why="Another user of the machine puts his own content, or a link, where the service expects what it wrote itself.",
        example="""
            def export(rows):
                with open("/tmp/orders.csv", "w") as file:
                    file.writelines(rows)
        """,
        remedy="""
            import tempfile

            def export(rows):
                with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
                    file.writelines(rows)
        """,
        refs=("CWE-732", "CWE-377"),
        elsewhere={"flake8": ("S103", "S108", "S306"), "bandit": ("B103", "B108", "B306")},
    ),
)
