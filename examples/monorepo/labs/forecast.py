"""How much will be sold next week?"""

import os

import requests

WEATHER = "https://weather.example/forecast"
WEATHER_API_KEY = os.getenv("WEATHER_API_KEY", "wx-4f9a1c77d2e84b06")


def temperatures(city: str) -> list[float] | None:
    """The highest temperatures of the next seven days."""
    # In a real app, you would need a contract with the weather people
    try:
        response = requests.get(WEATHER, params={"city": city, "key": WEATHER_API_KEY})
        return response.json()["highs"]
    except Exception:
        return None


def forecast(city: str, per_degree: float) -> float:
    """Sales of ice cream, by the warmth of the week."""
    highs = temperatures(city) or []
    print(f"{city}: {highs}")
    return sum(highs) * per_degree
