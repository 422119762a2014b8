# Template strings, exceptions without parentheses, annotations that are evaluated late, and what finally may no longer do quietly.
import requests


def query(connection, name: Later, amount):
    sql = t"SELECT * FROM orders WHERE name = {name!r:>10} AND amount > {amount:{len(name)}} {t'{name}'}"
    connection.execute(rt"\d{sql}")
    try:
        return requests.get(f"https://example.org/{name}")
    except ValueError, TypeError:
        return None


def told(rows):
    for row in rows:
        try:
            print(t"{row=}")
        except* OSError, KeyError:
            pass
        finally:
            continue


class Later:
    name: Undefined[t"{1}"] = 1
