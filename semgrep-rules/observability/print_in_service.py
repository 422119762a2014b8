import sys
from contextlib import redirect_stdout
from io import StringIO


class Ledger:
    def post(self, entry):
        # ruleid: VBE400
        print(entry)
        # ruleid: VBE400
        print(f"[LEDGER] posting {entry.id}")
        # ruleid: VBE400
        print(
            "posted",
            entry.id,
            flush=True,
        )
        # ruleid: VBE400
        return print("done") or entry

    async def settle(self, entries):
        for entry in entries:
            if entry.open:
                # ruleid: VBE400
                print(f"✅ liquidado {entry.id}")
        # ruleid: VBE400
        print(*entries)

    def total(self, entries, out, options):
        # ok: VBE400
        print(entries, file=out)
        # ok: VBE400
        print(entries, file=sys.stderr)
        # ok: VBE400
        print(*entries, **options)
        # ok: VBE400
        log = print
        # ok: VBE400
        entries.print("total")
        # ok: VBE400
        text = "print(entries)"
        # ok: VBE400
        return log, text  # print(entries)

    def explain(self, entries, verbose=False):
        if verbose:
            # ok: VBE400
            print(len(entries), "entries")
        if self.settings.DEBUG and entries:
            # ok: VBE400
            print(entries)
        else:
            # ruleid: VBE400
            print("nothing to explain")

    def print_summary(self):
        # ok: VBE400
        print(self.entries)

    def _show_banner(self):
        # ok: VBE400
        print("LEDGER")


def debug_task(request):
    # ok: VBE400
    print(f"Request: {request!r}")


def capture(report):
    caught = StringIO()
    with redirect_stdout(caught):
        # ok: VBE400
        print(report)
    return caught.getvalue()


def reprint_invoice(invoice):
    # ruleid: VBE400
    print("again", invoice)


class ConsoleMailer:
    def send(self, message):
        # ok: VBE400
        print(message)


class Printer:
    def send(self, message):
        # ok: VBE400
        print(message)


class Mailer:
    def send(self, message):
        # ruleid: VBE400
        print(message)
