import pprint
import sys
import traceback


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


def left_to_the_other_rule(shelf):
    try:
        shelf.stamp()
    # ok: VBE408
    except Exception as error:
        # ruleid: VBE400
        print(f"no stamp ({error}), skipping")


def remarked_behind(shelf):
    try:
        shelf.tell()
    # ok: VBE408
    except Exception as error:
        # ruleid: VBE400
        print("not told", error)
        # No interrumpir el pedido
    return shelf


def admitted(shelf):
    try:
        shelf.tell()
    # ruleid: VBE408
    except Exception as error:
        # TODO: ignored for now
        print("not told", error)


# only what VBE400 reports is left to it
def traced(shelf):
    try:
        shelf.tell()
    # ruleid: VBE408
    except Exception:
        # not critical
        traceback.print_exc()
