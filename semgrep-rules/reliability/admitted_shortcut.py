import re

# ruleid: VBE158
JOBS = {}  # in memory for now
# ruleid: VBE158
# Job storage (in production, use Redis)
QUEUE = []


def login(user, password, payments):
    # ruleid: VBE158
    # For now, simple password check
    if user.password != password:
        # ruleid: VBE158
        return None  # Should be hashed in production
    # ruleid: VBE158
    # In a real app, you would send an email here
    # For now, just return the token
    user.send("#1 \" for now")
    # ruleid: VBE158
    # Simulate payment processing
    payments.wait()
    # ruleid: VBE158
    # TODO: implement the refund
    payments.refund()
    # ruleid: VBE158
    # TODO(ana): replace with the real client
    payments.call()
    # ruleid: VBE158
    # This is a placeholder that shows the flow
    payments.show()
    # ruleid: VBE158
    # Allow all origins (remove in production!)
    payments.open('*')
    # ruleid: VBE158
    # Return mock data
    payments.mock()
    # ruleid: VBE158
    # It isn't "ready", a temporary workaround
    payments.patch()
    # ruleid: VBE158
    # Simplificado por ahora
    payments.simple()
    # ruleid: VBE158
    # 模拟支付验证
    return payments.verify()


def people_write_this(page, payments):
    # ok: VBE158
    # Base filters for now playing and upcoming
    page.filter()
    # ok: VBE158
    # We only support this on the hosted service for now.
    page.check()
    # ok: VBE158
    # In production, we run collectstatic to index all files.
    page.collect()
    # ok: VBE158
    # SECURITY WARNING: don't run with debug turned on in production!
    page.debug = False
    # ok: VBE158
    # Write the report to a temporary file.
    page.write()
    # ok: VBE158
    # Simulate day by day
    page.step()
    # ok: VBE158
    # Replaces every {placeholder} of the template.
    page.fill()
    # ok: VBE158
    # Use the dummy cache in development.
    page.cache()
    # ok: VBE158
    # Skip if the feature is temporarily disabled.
    page.skip()
    # ok: VBE158
    # JSON in production, pretty in development
    return page


# ok: VBE158
PROMPT = "# for now, return mock data"
TEXT = """
# ok: VBE158
# For now, return mock data
"""
SHAPE = f"""
# ok: VBE158
# TODO: implement {PROMPT}
"""
# ok: VBE158
FOUND = re.compile(r"# TODO: implement")


def documented():
    '''Does something.

    # ok: VBE158
    # In a real app, you would do more
    '''
