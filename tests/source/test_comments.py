"""Comments are found where `tokenize` finds them, without tokenising the file."""

from __future__ import annotations

import ast
import io
import sys
import tokenize

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from vibe_audit.module import Module
from vibe_audit.source.comments import Comment
from vibe_audit.source.parsing import decode, parse


def comments_of(source: str) -> list[Comment]:
    return Module("app.py", source, parse(source)).comments


def tokenized(source: str) -> list[Comment]:
    lines = source.split("\n")
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            before = lines[token.start[0] - 1][: token.start[1]]
            found.append(Comment(token.start[0], len(before.encode()), token.string, not before.strip()))
    return found


def texts(source: str) -> list[str]:
    assert comments_of(source) == tokenized(source)
    return [comment.text for comment in comments_of(source)]


def test_a_comment_has_a_place_and_says_whether_it_stands_alone() -> None:
    assert comments_of("x = 1  # one\n    # two\n") == [Comment(1, 7, "# one", alone=False), Comment(2, 4, "# two", alone=True)]
    assert tuple(comments_of("x = 1  # один\n")[0].span) == (1, 7, 1, 7 + len("# один".encode()))


def test_source_without_a_comment() -> None:
    assert texts("") == []
    assert texts("x = '#'\n") == []


@pytest.mark.parametrize(
    "source",
    [
        "x = '#fff'  # real\n",
        "x = \"it's # not\" + '\"# nor this'  # real\n",
        "x = '\\'#'  # real\n",
        "x = r'\\\\' '#'  # real\n",
        "x = b'#' rb'#' # real\n",
        "f('#', {'#': '#'}, key='#')  # real # with '#'\n",
        "match x:\n    case '#' | {'#': 1}:  # real\n        pass\n",
        "x: '#' = 1  # real\n",
        "x = ''  # real\n",
    ],
)
def test_strings_of_one_line(source: str) -> None:
    assert [text[:6] for text in texts(source)] == ["# real"]


@pytest.mark.parametrize(
    "source",
    [
        '"""\n# no\n  # no\n"""  # real\n',
        "'''# no\n\"\"\"# no\n'''  # real\n",
        'def f():\n    r"""A heading\n\n    # no \\"""\n    """  # real\n',
        'x = ["""#\n#""", """#\n#"""]  # real\n',
        "x = 'a # no \\\n # no'  # real\n",
        'x = """\\"""# no\n"""  # real\n',
        'x = """a""" \\\n    """# no"""  # real\n',
        "x = '''# no\n''' '# no' ''  # real\n",
    ],
)
def test_strings_of_several_lines(source: str) -> None:
    assert texts(source) == ["# real"]


def test_comments_between_the_parts_of_one_literal() -> None:
    source = """\
x = (  # before
    'a # no'  # first

    # alone
    "b # no" '#'  # second
    '''c # no
    # no''' r'#'  # third
    # last
)  # after
"""
    assert texts(source) == ["# before", "# first", "# alone", "# second", "# third", "# last", "# after"]


def test_a_literal_that_begins_and_ends_in_the_same_triple_quotes_may_be_several() -> None:
    assert texts('x = ("""a"""  # real\n"""b""")\n') == ["# real"]


def test_fstrings() -> None:
    assert texts("x = f'#{a}#'  # real\n") == ["# real"]
    assert texts("x = (f'#{a}'  # one\n    '#' rf'#{b!r:>{c}}'  # two\n)\n") == ["# one", "# two"]
    assert texts("x = f'''#\n{d[\"#\"]} # no\n# no {e('#')}\n''' # real\n") == ["# real"]
    # A nested literal whose place older interpreters give wrongly hides no comment.
    assert texts("x = f'''{\na(\"\"\"b\n\"\"\")}'''\ny = 1  # real\nz = 2  # real\n") == ["# real", "# real"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="an f-string of older versions holds neither its own quotes nor a comment")
def test_fstrings_that_nest() -> None:
    assert texts("x = f'{f'#{a['#']}'}'  # real\n") == ["# real"]
    assert texts("x = f'''{  # one\n    a  # two\n} # no {\n    b['#']  # three\n}'''  # four\n") == ["# one", "# two", "# three", "# four"]


@pytest.mark.skipif(sys.version_info < (3, 14), reason="template strings")
def test_template_strings() -> None:
    assert texts("x = t'#{a}#'  # real\n") == ["# real"]


def test_columns_count_bytes() -> None:
    assert comments_of("é = 'ü#'  # ñ\n") == [Comment(1, 12, "# ñ", alone=False)] == tokenized("é = 'ü#'  # ñ\n")
    assert texts("x = ('é' '''ü#\nñ#'''  # one\n    'é#'  # two\n)\n") == ["# one", "# two"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    source = decode(end.join(["x = ('#'  # one", "     '#')  # two", '"""', '# no"""  # three', "# four", ""]).encode())
    assert texts(source) == ["# one", "# two", "# three", "# four"]


def test_a_byte_order_mark_is_not_counted() -> None:
    assert comments_of(decode(b"\xef\xbb\xbf# one\n")) == [Comment(1, 0, "# one", alone=True)]


def test_white_space_that_ends_no_line() -> None:
    assert texts("\x0c# one\n\x0cx = '\x0b\x1c\u2028#'  # two \u2028 # still two\n") == ["# one", "# two \u2028 # still two"]
    assert texts("if x:\n\t# tab\n\ty = '#'\t# tab\n") == ["# tab", "# tab"]


def test_backslash_at_the_end_of_a_line() -> None:
    assert texts("x = 1 + \\\n    2  # one\ny = \\\n    '#' \\\n    '#'  # two\n") == ["# one", "# two"]


def test_no_newline_at_the_end() -> None:
    assert texts("x = '#'  # real") == ["# real"]
    assert texts("# real \t") == ["# real \t"]


PIECES = st.sampled_from([
    "'#'", "'é # no'", '"it\'s #"', '"""# no\n# no"""', "'''é\n#'''", '"""\\"""#"""', "r'''\\'#'''", "'a \\\n# no'", "f'#{x}'",
    "f'''#{x}\n# {x[\"#\"]}'''", "rf'#{x!r:>{y}}'", "f'''{x(\n'#')}'''", "''", '""""""', "u'#'",
])
GAPS = st.sampled_from([" ", "", "  # é real\n", "\n# alone '\n", "\n\n    # alone \"\"\"\n", " \\\n ", "\x0c ", "\n"])
STATEMENTS = st.sampled_from([
    "x = ({})", "f({}, '#', k={})", "x = [{}, {}]", "def f(a=({})):\n    ({})", "({}).y", "if ({}):  # real\n    pass",
])


@st.composite
def programs(draw: st.DrawFn) -> str:
    def literal() -> str:
        return "".join(draw(PIECES) + draw(GAPS) for _ in range(draw(st.integers(1, 4))))

    statements = []
    for statement in draw(st.lists(STATEMENTS, min_size=1, max_size=4)):
        filled = statement
        while "{}" in filled:
            filled = filled.replace("{}", f"({literal()})", 1)
        statements.append(filled + draw(st.sampled_from(["", "  # é end", "\n# between", "  ;x='#' # end"])))
    return "\n".join(statements) + "\n"


@given(programs())
def test_any_program_has_the_comments_that_tokenize_finds(source: str) -> None:
    try:
        ast.parse(source)
    except SyntaxError:  # two parts with nothing between may make one bad literal of their quotes
        reject()
    assert comments_of(source) == tokenized(source)
    module = Module("app.py", source, parse(source))
    possible = {comment.line: comment for comment in module.possible_comments}
    for comment in module.comments:
        assert possible[comment.line].text.endswith(comment.text)
        assert comment.text.lower() in module.remarked
        assert module.comment_on(comment.line) == comment
