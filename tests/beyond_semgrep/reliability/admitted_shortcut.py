QUERY = (
    "SELECT * FROM orders "
    # ruleid: VBE158
    # hardcoded for now
    "WHERE tenant = 1"
)
TEXT = """
# For now, return mock data
# ruleid: VBE158
"""  # TODO: implement the rest
