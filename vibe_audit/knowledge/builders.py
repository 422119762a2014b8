"""Methods that answer with the same kind of thing as they are called on: queries, statements, requests that are built step by step.

By library: how the dotted path of what is built begins (as `names` resolves it), what must stand in it, and the methods.
Sources: the classes Query, Select, Update and Delete of SQLAlchemy 2.0, QuerySet of Django 5.2, Cursor of PyMongo and Motor,
ModelSelect of Peewee, QuerySet of Tortoise ORM, SelectRequestBuilder of postgrest-py (supabase).
"""

from __future__ import annotations

SQLALCHEMY = frozenset({
    "add_columns", "autoflush", "correlate", "cte", "distinct", "enable_eagerloads", "except_", "execution_options", "filter",
    "filter_by", "from_statement", "group_by", "having", "intersect", "join", "join_from", "limit", "offset", "options", "order_by",
    "outerjoin", "params", "populate_existing", "prefix_with", "returning", "select_from", "slice", "union", "union_all", "values",
    "where", "with_entities", "with_for_update", "with_hint", "yield_per",
})
DJANGO = frozenset({
    "alias", "all", "annotate", "complex_filter", "dates", "datetimes", "defer", "difference", "distinct", "exclude", "extra", "filter",
    "intersection", "none", "only", "order_by", "prefetch_related", "reverse", "select_for_update", "select_related", "union", "using",
    "values", "values_list",
})
MONGO = frozenset({
    "allow_disk_use", "batch_size", "collation", "hint", "limit", "max_time_ms", "skip", "sort",
})
BEANIE = frozenset({
    "find", "limit", "project", "skip", "sort",
})
PEEWEE = frozenset({
    "distinct", "group_by", "having", "join", "limit", "offset", "order_by", "paginate", "switch", "where", "with_cte",
})
TORTOISE = frozenset({
    "all", "annotate", "distinct", "exclude", "filter", "group_by", "limit", "offset", "only", "order_by", "prefetch_related",
    "select_for_update", "select_related", "using_db", "values", "values_list",
})
SUPABASE = frozenset({
    "contains", "eq", "filter", "gt", "gte", "ilike", "in_", "is_", "like", "limit", "lt", "lte", "match", "neq", "not_", "offset",
    "or_", "order", "range", "select", "single", "text_search",
})

BUILDERS: dict[tuple[str, str], frozenset[str]] = {
    ("sqlalchemy.", ""): SQLALCHEMY,
    ("sqlmodel.", ""): SQLALCHEMY,
    ("flask_sqlalchemy.", ""): SQLALCHEMY,
    ("supabase.", ""): SUPABASE,
    ("", ".objects."): DJANGO,
    ("motor.", ".find()"): MONGO,
    ("pymongo.", ".find()"): MONGO,
    ("", ".query."): SQLALCHEMY,
    ("", ".query()"): SQLALCHEMY,
}
ALL_BUILDERS = SQLALCHEMY | DJANGO | MONGO | BEANIE | PEEWEE | TORTOISE | SUPABASE
"""For what goes by its spelling: `query = query.filter(...)` is what it was, whoever made it."""


def builders_of(path: str) -> frozenset[str]:
    """The methods that keep what is at a dotted path what it is; none where no library is known that made it."""
    for (beginning, part), methods in BUILDERS.items():
        if path.startswith(beginning) and part in path:
            return methods
    return frozenset()


def kind_of(path: str) -> str:
    """The dotted path without the methods at its end that keep it what it is.

    `sqlalchemy.select().where().limit()` -> `sqlalchemy.select()`.
    """
    methods = builders_of(path)
    while methods and path.endswith("()"):
        before, _, method = path[:-2].rpartition(".")
        if method not in methods or not before.endswith("()"):
            break
        path = before
    return path
