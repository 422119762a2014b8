# path: tests/test_script_test.py
import requests


# ruleid: VBE550
def test_login():
    response = requests.post("http://localhost:8000/login", json={"name": "ada"}, timeout=5)
    print("login:", response.status_code)


# ruleid: VBE550
async def test_stream(client):
    """Reads the orders."""
    print("reading")
    async for event in client.stream("/events"):
        print(event)


# ruleid: VBE550
def test_refund(client):
    print("🧪 refund")

    if client.post("/refunds"):
        return True
    return False


# ok: VBE550
def test_smoke(client):
    client.get("/orders")


# ok: VBE550
def prepare(client):
    print("not a test")


class TestRefunds:
    # ruleid: VBE550
    def test_refund(self, client):
        """A refund is booked once."""
        pass

    # ruleid: VBE550
    async def test_refused(self):
        pass

    # ok: VBE550
    def refund(self):
        pass


# ruleid: VBE550
def test_health_check(client):
    print(client.get("/health"))
