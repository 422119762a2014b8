PROMPT = (
    "Answer with the whole file: "
    # ruleid: VBE157
    # ... existing code ...
    "and nothing else"
)
TEXT = """
# ... existing code ...
# ruleid: VBE157
"""  # ... existing code ...
