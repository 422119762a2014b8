from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{number}")
def read_order(number: int, store):
    try:
        order = store.find(number)
    except LookupError:
        # ruleid: VBE400
        print("no such order", number)
        return store.empty(number)
    # ruleid: VBE400
    print("test drive of", order.owner)
    # ruleid: VBE400
    print()
    return order


def announce():
    # ok: VBE400
    print("serving on http://localhost:8000")


def prepare():
    # used by the service as well
    # ruleid: VBE400
    print("preparing")


app.add_event_handler("startup", prepare)


def render(print):
    # ok: VBE400
    print("a parameter of that name")


def later():
    # ok: VBE400
    return lambda order: print(order)


if __name__ == "__main__":
    announce()
    prepare()
    print("up")
