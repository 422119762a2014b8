"""What ruff finds of working together. All of it is taste until a team agrees on it, so all of it is off until then."""

from vibe_audit.delegated.rule import STRICT, Delegated

_NAMING = ("N801", "N802", "N803", "N804", "N805", "N806", "N815", "N816")
_STEPS = "\n".join(f"    def step_{number}(self): ..." for number in range(1, 22))

ROWS = (
    Delegated(
        "VBE500", "unowned-todo", ("TD002", "TD003"), STRICT,
        "TODO without an owner or a ticket", "reasoning isn't captured",
        flags="comments that promise work and name neither who does it nor where it is tracked",
        why="What nobody owns nobody does, and a year later nobody knows whether it still matters.",
        example="""
            def total(order):
                # TODO: what about returned items?
                return sum(order)
        """,
        remedy="""
            def total(order):
                # TODO(ada): what about returned items?
                # https://tracker.example.org/ORD-17
                return sum(order)
        """,
        elsewhere={"flake8": ("TD002", "TD003")},
    ),
    Delegated(
        "VBE506", "undocumented-module", ("D100",), STRICT,
        "Module does not say what it is for", "reasoning isn't captured",
        flags="modules without a docstring",
        why="Where a module does not say what it is for, the next person puts anything into it.",
        example="""
            RATE = 0.19
        """,
        remedy='''
            """Value-added tax, as the shop charges it."""

            RATE = 0.19
        ''',
        elsewhere={"flake8": ("D100",), "pylint": ("C0114",)},
    ),
    Delegated(
        "VBE510", "oversized-function", ("PLR0915", "C901"), STRICT,
        "Function is too long or takes too many ways", "separation of concerns",
        flags="functions with more statements or more branches than one head can hold",
        why="Nobody can say what such a function does in every case, so nobody dares to change it.",
        example="""
            def fee(order):
                if order.kind == "a":
                    return 1
                if order.kind == "b":
                    return 2
                if order.kind == "c":
                    return 3
                if order.kind == "d":
                    return 4
                if order.kind == "e":
                    return 5
                if order.kind == "f":
                    return 6
                if order.kind == "g":
                    return 7
                if order.kind == "h":
                    return 8
                if order.kind == "i":
                    return 9
                if order.kind == "j":
                    return 10
                return 0
        """,
        remedy="""
            FEES = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10}

            def fee(order):
                return FEES.get(order.kind, 0)
        """,
        effort="1h",
        elsewhere={"flake8": ("C901",), "pylint": ("R0915", "R0912")},
    ),
    Delegated(
        "VBE512", "deep-nesting", ("PLR1702",), STRICT,
        "Blocks are nested too deeply", "separation of concerns",
        flags="code that stands in more blocks within each other than a reader can keep in mind",
        why="Which conditions hold in the innermost line is known to whoever wrote it, for about a day.",
        example="""
            def ship(orders):
                for order in orders:
                    if order.paid:
                        for item in order.items:
                            if item.in_stock:
                                with item.lock:
                                    if item.heavy:
                                        item.send()
        """,
        remedy="""
            def ship(orders):
                for order in orders:
                    if order.paid:
                        ship_items(order)

            def ship_items(order):
                for item in order.items:
                    if item.in_stock and item.heavy:
                        with item.lock:
                            item.send()
        """,
        effort="30min",
        elsewhere={"pylint": ("R1702",)},
    ),
    Delegated(
        "VBE513", "god-class", ("PLR0904",), STRICT,
        "Class has too many public methods", "separation of concerns",
        flags="classes with more public methods than one purpose needs",
        why="Everything depends on such a class and it depends on everything, so that each change touches it and each merge conflicts.",
        example=f"class Checkout:\n{_STEPS}",
        remedy="""
            class Checkout:
                def pay(self): ...

            class Delivery:
                def send(self): ...
        """,
        effort="2h",
        elsewhere={"pylint": ("R0904",)},
    ),
    Delegated(
        "VBE517", "private-reach-through", ("SLF001",), STRICT,
        "Private member of another object is used", "tight coupling",
        flags="reaching for what another object keeps private",
        why="Its owner may change or drop it any day, and does not know who relies on it.",
        example="""
            def pending(queue):
                return len(queue._items)
        """,
        remedy="""
            def pending(queue):
                return len(queue)
        """,
        effort="20min",
        elsewhere={"flake8": ("SLF001",), "pylint": ("W0212",)},
    ),
    Delegated(
        "VBE521", "mixed-naming", _NAMING, STRICT,
        "Name is spelled against the convention", "naming conventions",
        flags="names that are spelled unlike those of the rest of the language",
        why="Where every author spells in his own way, one has to look names up that one could have known.",
        example="""
            def getOrderTotal(order):
                return sum(order)
        """,
        remedy="""
            def order_total(order):
                return sum(order)
        """,
        effort="5min",
        elsewhere={"flake8": _NAMING, "pylint": ("C0103",)},
    ),
)
