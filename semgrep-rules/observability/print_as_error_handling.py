import logging
import sys
import traceback

logger = logging.getLogger(__name__)


def goes_on(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except Exception as error:
        print(f"update failed: {error}")


def answers_nothing(shelf):
    try:
        return shelf.read()
    # ruleid: VBE408
    except Exception as error:
        print("read failed:", error)
        return None


def traces(shelf):
    for box in shelf:
        try:
            box.count()
        # ruleid: VBE408
        except Exception:
            traceback.print_exc()
            continue


def prints_and_traces(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except BaseException as error:
        print("update failed", error)
        traceback.print_exc()


def raises(shelf):
    try:
        shelf.update()
    # ok: VBE408
    except Exception as error:
        print("update failed", error)
        raise


def logs(shelf):
    try:
        shelf.update()
    # ok: VBE408
    except Exception as error:
        print("update failed", error)
        logger.exception("update failed")


def tells_the_caller(shelf):
    try:
        return shelf.read()
    # ok: VBE408
    except Exception as error:
        print("read failed", error)
        return {"error": str(error)}


def narrow(shelf):
    try:
        return shelf.read()
    # ok: VBE408
    except KeyError as error:
        print("no such box", error)
        return None


def close(shelf):
    try:
        shelf.seal()
    # ok: VBE408
    except Exception as error:
        print("not sealed", error)


def tidies_up(shelf):
    try:
        shelf.update()
    finally:
        try:
            shelf.tell()
        # ok: VBE408
        except Exception as error:
            print("not told", error)


def last_resort(shelf):
    try:
        shelf.update()
    # ok: VBE408
    except Exception as error:
        print("update failed", error, file=sys.stderr)


def gives_back(lock):
    try:
        lock.release()
    # ok: VBE408
    except Exception as error:
        print("was not held", error)


def says_that_it_goes_on(shelf):
    try:
        shelf.stamp()
    # ok: VBE408
    except Exception as error:
        print(f"no stamp ({error}), continuing without")


def remarks_that_it_goes_on(shelf):
    try:
        shelf.tell()
    # ok: VBE408
    except Exception as error:
        # must not break the order
        print("not told", error)


def falls_back(shelf):
    try:
        return shelf.rate()
    # ok: VBE408
    except Exception as error:
        print("using the default rate:", error)
        return 0


def warns_and_takes_the_next(shelf):
    for box in shelf:
        try:
            box.count()
        # ok: VBE408
        except Exception as error:
            print(f"Warning: {box} was not counted: {error}")
            continue


def cannot_go_on(shelf):
    try:
        shelf.update()
    # ruleid: VBE408
    except Exception as error:
        print("cannot continue:", error)


def fails_again(shelf):
    try:
        shelf.recover()
    # ruleid: VBE408
    except Exception as error:
        print("fallback failed:", error)


def takes_the_next(shelf):
    for box in shelf:
        try:
            box.count()
        # ruleid: VBE408
        except Exception as error:
            print(f"Error: {box} was not counted: {error}")
            continue
