"""Small programs, each with what it does when it is run: `sink(x)  # <- 2` where the mark of line 2 arrives, nothing where none does.

`source()` gives a marked text, and `p` is marked; all else is not. `choose()` may answer either way. Programs are parted by `---`.
"""

PROGRAMS = """
def append(p):
    parts = []
    parts.append(p)
    sink(" ".join(parts))  # <- 1
---
def extend(p):
    parts = ["a"]
    parts.extend([p])
    sink(" ".join(parts))  # <- 1
---
def add(p):
    parts = set()
    parts.add(p)
    for part in parts:
        sink(part)  # <- 1
---
def insert(p):
    parts = ["a"]
    parts.insert(0, p)
    sink(parts[0])  # <- 1
---
def update(p):
    d = {}
    d.update({"a": p})
    sink(d["a"])  # <- 1
---
def update_by_keyword(p):
    d = {}
    d.update(a=p)
    sink(str(d))  # <- 1
---
def setdefault(p):
    d = {}
    d.setdefault("a", p)
    sink(d["a"])  # <- 1
---
def by_item(p):
    d = {}
    k = "key"
    d[k] = p
    sink(d[k])  # <- 1
---
def by_constant_item(p):
    d = {}
    d["a"] = p
    d["b"] = "x"
    sink(d["b"])
    sink(d["a"])  # <- 1
---
def match_capture(p):
    match p:
        case str() as text:
            sink(text)  # <- 1
---
def match_sequence(p):
    match [p, "x"]:
        case [first, *rest]:
            sink(first)  # <- 1
---
def match_literal(p):
    match p:
        case "a" | "b":
            sink(p)
        case other:
            sink(other)  # <- 1
---
def match_mapping():
    match {"a": source()}:
        case {"a": value}:
            sink(value)  # <- 2
---
def in_comprehension(p):
    [sink(word) for word in [p, "b"]]  # <- 1
---
def in_comprehension_guarded(p):
    [sink(word) for word in [p, "a"] if word in ("a", "b")]
---
def in_nested_generator(p):
    any(sink(letter) for words in [[p]] for letter in words)  # <- 1
---
def in_own_comprehension_name(p):
    [sink(p) for p in ("a", "b")]
    sink(p)  # <- 1
---
def failing_side(p):
    if p in ALLOWED:
        sink(p)
    else:
        sink(p)  # <- 1
---
def failing_side_of_elif(p):
    if p == "a":
        sink(p)
    elif choose():
        sink(p)  # <- 1
---
def through_json(p):
    import json
    sink(json.loads(json.dumps({"a": p}))["a"])  # <- 1
---
def through_base64(p):
    import base64
    x = base64.b64decode(base64.b64encode(p.encode())).decode()
    sink(x)  # <- 1
---
def through_unquote(p):
    from urllib.parse import unquote
    sink(unquote(p))  # <- 1
---
def through_format(p):
    sink("{}".format(p))  # <- 1
---
def through_percent(p):
    sink("%s" % p)  # <- 1
---
def through_replace(p):
    sink("a-b".replace("b", p))  # <- 1
---
def through_path(p):
    from pathlib import PurePosixPath
    sink(str(PurePosixPath("/a") / p))  # <- 1
---
def through_walrus(p):
    if choose() and (x := p):
        sink(x)  # <- 1
---
def through_walrus_in_one(p):
    sink((x := p) and x)  # <- 1
---
def through_conditional(p):
    x = p if choose() else "a"
    sink(x)  # <- 1
---
def star_unpacking(p):
    first, *rest = ["a", p, "b"]
    sink(first)
    sink(rest[0])  # <- 1
---
def star_in_the_middle(p):
    first, *rest, last = "a", "b", "c", p
    sink(first + str(rest))
    sink(last)  # <- 1
    first, *none, last = p, "a"
    sink(str(none) + last)
    sink(first)  # <- 1
---
def by_enumerate(p):
    for i, x in enumerate([p]):
        sink(str(i))
        sink(x)  # <- 1
---
def by_zip(p):
    for a, b in zip(["a"], [p]):
        sink(a)
        sink(b)  # <- 1
---
def by_items(p):
    for key, value in {"a": p}.items():
        sink(key)
        sink(value)  # <- 1
---
def by_with(p):
    from contextlib import nullcontext
    with nullcontext(p) as x:
        sink(x)  # <- 1
---
def by_exception(p):
    try:
        raise ValueError(p)
    except ValueError as error:
        sink(str(error))  # <- 1
---
def by_global(p):
    global held
    held = p
    sink(held)  # <- 1
---
def augmented(p):
    x = "a"
    x += p
    sink(x)  # <- 1
---
def deleted(p):
    d = {"a": p, "b": "x"}
    del d["a"]
    sink(str(d))
---
def spread_arguments(p):
    def use(*args, **kwargs):
        return args
    x = use(*[p], a="b")
    sink(x[0])  # <- 1
---
def guarded_by_while(p):
    x = p
    while x not in ALLOWED:
        x = "a"
    sink(x)
---
def guarded_by_assert(p):
    try:
        assert p in ALLOWED
    except AssertionError:
        sink(p)  # <- 1
        return
    sink(p)
---
def guarded_by_and(p):
    if choose() and p in ALLOWED:
        sink(p)
---
def guarded_inside(p):
    p in ALLOWED and sink(p)
    p in ALLOWED or sink(p)  # <- 1
---
def guarded_by_return(p):
    if p not in ALLOWED:
        return
    sink(p)
---
def guarded_by_continue(p):
    for x in [p, "a"]:
        if x not in ALLOWED:
            continue
        sink(x)
---
def guarded_by_raise(p):
    try:
        if not is_safe(p):
            raise ValueError
        sink(p)
    except ValueError:
        pass
---
def guarded_in_nested_block(p):
    if p not in ALLOWED:
        if choose():
            return
        else:
            raise KeyError
    sink(p)
---
def guarded_otherwise_rebound(p):
    if p not in ALLOWED:
        p = "a"
    sink(p)
---
def guarded_then_rebound(p):
    x = "a"
    if x in ALLOWED:
        x = p
    sink(x)  # <- 1
---
def guarded_in_lower_case(p):
    if p.lower() not in ALLOWED:
        return
    sink(p)
---
def guarded_item():
    d = {"a": source(), "b": source()}
    if d["a"] not in ALLOWED:
        d["a"] = "a"
    sink(d["a"])
    sink(d["b"])  # <- 2
---
def guarded_item_of_whole():
    d = parse(source())
    if d["a"] not in ALLOWED:
        return
    sink(d["a"])
---
def guard_in_tainted(p):
    if p in [p, "b"]:
        sink(p)  # <- 1
---
def guard_of_one_of_two(p):
    q = "a" if choose() else source()
    if p in ALLOWED or q in ALLOWED:
        sink(p)  # <- 1
        return
    sink(q)  # <- 2
---
def empty(p):
    if not p:
        sink(p)
    if p is None:
        sink(p)
---
def rebound_on_every_way(p):
    if choose():
        p = "a"
    else:
        p = "b"
    sink(p)
---
def rebound_on_one_way(p):
    if choose():
        p = "a"
    sink(p)  # <- 1
---
def looked_up(p):
    sink(TABLE[p])
    sink(TABLE.get(p, "a"))
    x = TABLE.get(p)
    sink(x)
---
def looked_up_with_itself(p):
    sink(TABLE.get(p, p))  # <- 1
---
def numbers(p):
    sink(str(len(p)))
    sink(str(p.count("a")))
    sink(str(p == "a"))
    sink(str(not p))
    sink(str(p.startswith("a")))
---
def converted(p):
    x = int(p or 1)
    sink(str(x))
---
def by_enumeration(p):
    try:
        sink(Colour(p).value)
    except ValueError:
        pass
---
def never(p):
    if False:
        sink(p)
    x = p if False else "a"
    sink(x)
---
def and_then_constant(p):
    sink(p and "a")
    sink("a" and p)  # <- 1
---
def way_after_rebinding():
    x = source()
    x = "a"
    x = source()
    sink(x)  # <- 4
---
def way_after_two_branches():
    x = source()
    if choose():
        x = source()
        sink(x)  # <- 4
        return
    sink(x)  # <- 2
---
def pairs(p):
    a, b = p, "x"
    sink(b)
    sink(a)  # <- 1
---
def swapped(p):
    q = "x"
    p, q = q, p
    sink(p)
    sink(q)  # <- 1
---
def pair_by_name(p):
    t = (p, "x")
    a, b = t
    sink(b)
    sink(t[1])
    sink(a)  # <- 1
---
def entries(p):
    d = {"id": p, "kind": "x"}
    sink(d["kind"])
    sink(d.get("kind"))
    sink(d["id"])  # <- 1
---
def entries_of_entries(p):
    d = {"a": {"b": p, "c": "x"}}
    e = d["a"]
    sink(e["c"])
    sink(e["b"])  # <- 1
---
def attributes(p):
    self = Thing()
    self.a = p
    self.b = "x"
    sink(self.b)
    sink(self.a)  # <- 1
    self.a = "y"
    sink(self.a)
---
def whole_entry_made_clean():
    d = parse(source())
    d["a"] = "x"
    sink(d["a"])
    sink(d["b"])  # <- 2
---
def loop_carries(p):
    x = "a"
    for _ in range(2):
        sink(x)  # <- 1
        x = p
---
def loop_over_what_is_rebound_later(p):
    xs = ["a", "b"]
    for x in xs:
        sink(x)
        xs = [p]
---
def cleared(p):
    xs = [p]
    xs.clear()
    sink(str(xs))
---
def popped(p):
    xs = ["a"]
    xs.append(p)
    sink(xs.pop())  # <- 1
---
def sliced(p):
    sink(p[0:])  # <- 1
    sink(["a", p][1])  # <- 1
    sink(["a", p][0])
---
def in_finally(p):
    x = "a"
    try:
        x = p
        risk()
    finally:
        sink(x)  # <- 1
---
def in_else_of_try(p):
    try:
        x = risk() or p
    except ValueError:
        return
    else:
        sink(x)  # <- 1
---
def in_else_of_loop(p):
    for x in [p]:
        pass
    else:
        sink(x)  # <- 1
---
def from_dict_call(p):
    d = dict(a=p, b="x")
    sink(d["b"])
    sink(d["a"])  # <- 1
---
def through_comprehension(p):
    xs = [x.strip() for x in [p]]
    sink(xs[0])  # <- 1
    ys = ["a" for x in [p]]
    sink(ys[0])
    zs = [x for x in [p, "a"] if x in ALLOWED]
    sink(str(zs))
---
def sink_in_a_test(p):
    if sink(p) or choose():  # <- 1
        return
---
def sink_on_the_way_back(p):
    return sink(p)  # <- 1
---
def listed(*args):
    sink(args[0])  # <- 1
---
def named(**kwargs):
    sink(kwargs["a"])  # <- 1
---
async def awaited(p):
    sink(await later(p))  # <- 1
"""
