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
