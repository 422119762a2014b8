import pprint
import sys


def bare(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except:
        print("update failed")


def in_a_tuple(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except (ValueError, Exception) as error:
        pprint.pprint(error)


def with_a_value(shelf):
    total = 1
    try:
        total = shelf.count()
    # ruleid: VBE408
    except Exception as error:
        sys.stdout.write(f"count failed: {error}")
        total = 0
        return {"kind": "box", "words": [], "total": total}


def shadowed(shelf, print):
    try:
        shelf.update()
    # ok: VBE408
    except Exception as error:
        print(error)


try:
    SHELF = open("shelf.txt").read()
# ok: VBE408
except Exception as error:
    print("no shelf", error)
