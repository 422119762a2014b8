"""What a method is given first: by how it is decorated, by its name, by the class that it stands in.

Sources: the data model and `abc` of Python's own documentation, pydantic's validators (`pydantic._internal._decorators` makes class
methods of those whose first parameter is `cls`; a validator of version 1 always becomes one), SQLAlchemy's `declared_attr`, Celery's
`bind=True`.
"""

from __future__ import annotations

STATIC_METHODS = frozenset({"abc.abstractstaticmethod", "staticmethod"})
CLASS_METHODS = frozenset({
    "abc.abstractclassmethod", "classmethod", "pydantic.class_validators.root_validator", "pydantic.class_validators.validator",
    "pydantic.root_validator", "pydantic.v1.root_validator", "pydantic.v1.validator", "pydantic.validator",
    "sqlalchemy.ext.declarative.declared_attr", "sqlalchemy.orm.declared_attr", "sqlalchemy.orm.declared_attr.cascading",
    "sqlalchemy.orm.declared_attr.directive",
})
"""They are given the class, whatever the first parameter is called."""
VALIDATORS = frozenset({"pydantic.field_validator", "pydantic.functional_validators.field_validator"})
"""They are given the class where the first parameter is `cls`, and nothing but values where it is not."""
IMPLICIT_CLASS_METHODS = frozenset({"__class_getitem__", "__init_subclass__", "__new__"})
CLASS_NAMES = frozenset({"cls", "klass", "mcls", "mcs"})
"""What a first parameter is called that a decorator of unknown make hands a class to."""
METACLASSES = frozenset({"abc.ABCMeta", "enum.EnumMeta", "enum.EnumType", "type", "typing._ProtocolMeta"})
TYPES_OF_CLASSES = frozenset({"Type", "type"})
