# The module keeps the orders of a shop. It was written for a demo and
# has grown since; the comments below are about what it does.
import logging

# ruleid: VBE505
# import os
# import sys
# sys.path.insert(0, os.getcwd())

#: documented constant
#: value = 3
#: other = 4
LIMIT = 3

# >>> total(order)
# >>> other = total(order)
# >>> third = total(order)


def total(order):
    # ruleid: VBE505
    # subtotal = sum(line.price for line in order.lines)
    # discount = subtotal * order.discount
    # return subtotal - discount
    return order.total


def stale_heading(order):
    # Old version, before the discount:
    # ruleid: VBE505
    # if order.paid:
    #     notify(order)
    # else:
    #     remind(order)
    return order


def two_lines(order):
    # ok: VBE505
    # first = order.lines[0]
    # second = order.lines[1]
    return order


def prose(order):
    # ok: VBE505
    # The total (with tax) is what the customer sees,
    # so it must be rounded once, and
    # only once, at the end.
    return order


def legend(order):
    # ok: VBE505
    # new: int
    # paid: int
    # sent: int
    return order


def listing(order):
    # ok: VBE505
    # new
    # paid
    # sent
    return order


def example(order):
    # ok: VBE505
    # Example:
    # total = order.total
    # notify(order)
    # remind(order)
    return order


def equivalent(order):
    # ok: VBE505
    # Equivalent to:
    #
    # total = 0
    # for line in order.lines:
    #     total += line.price
    return sum(line.price for line in order.lines)


def text():
    return """
    # ok: VBE505
    # a = 1
    # b = 2
    # c = 3
    """


def awaiting(order):
    logging.info("sent")
    # ruleid: VBE505
    # await notify(order)
    # await remind(order)
    # await forget(order)
    return order


def divided(order):
    # ruleid: VBE505
    # first = order.lines[0]
    # first.price = 0
    # first.save()

    # then the others
    # for line in order.lines[1:]:
    #     line.price = 0
    #     line.save()
    return order


def suggestion(order):
    # ok: VBE505
    # You could keep it in your database like:
    # prediction = Prediction(order)
    # session.add(prediction)
    # session.commit()
    return order


def introduced(order):
    # ok: VBE505
    # Consider that the models are:
    #
    #     class Target:
    #         first = 1
    #         second = 2
    return order
