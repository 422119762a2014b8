from fastapi import APIRouter, Depends

from app.security import current_user

router = APIRouter()


# ruleid: VBE150
def reindex(orders):
    # FIXME: not implemented
    ...


class Tasks:
    # ruleid: VBE150
    async def status(self, task):
        """Say how a task is doing."""
        try:
            # This would query the queue
            return {"task": task, "status": "unknown"}
        except Exception as error:
            logger.error("no status: %s", error)
            return {"task": task, "error": str(error)}

    # ruleid: VBE150
    async def forget(self, task):
        logger.info("TODO: forget %s", task)

    # ruleid: VBE150
    def summary(self, tasks):
        """Sum the tasks up.

        This is a placeholder: the log is not read yet.
        """
        return Summary(total=0, failed=[])

    # ruleid: VBE150
    def restart(self, task):
        return None
        # TODO: restart it

    # what is made of it does the work
    # ok: VBE150
    def first(self, tasks):
        # TODO: by priority
        return Queue(tasks)


@router.put("/orders/{number}")
# ruleid: VBE150
def change_order(number: int):
    pass


@router.delete("/orders/{number}", dependencies=[Depends(current_user)])
# ok: VBE150
def forget_order(number: int):
    pass


@router.get("/ping", status_code=204)
# ok: VBE150
def ping():
    pass


# ok: VBE150
def make_top_layer(context):  # pragma: no cover, mocked in tests
    return Layer("top")


# ok: VBE150
def label(order):
    """Fill in the placeholder of a label, which is a stub for the customer."""
    return "%s"


# ok: VBE150
def is_required(widget):
    # browsers would require that all boxes are checked
    return False


# ok: VBE150
def header(request):
    # we need to implement this in order to answer with 401
    return "Bearer"


# ok: VBE150
def price(order):
    # TODO: discounts
    if order.is_free:
        return 0
    return 5


# ok: VBE150
def defaults():
    # TODO: read them from a file
    return [name for name in NAMES]


def outer():
    # ok: VBE150
    def inner():
        # TODO
        return None

    return inner


class Counter:
    # ok: VBE150
    def __len__(self):
        # TODO
        return 0

    @staticmethod
    # ruleid: VBE150
    def summary(self):
        # TODO: with interest
        return {"balance": self.amount, "currency": "EUR"}
