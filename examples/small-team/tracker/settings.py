"""Settings of the tracker, from the environment."""

import os

DATABASE_URL = os.environ["DATABASE_URL"]
SESSION_SECRET = os.getenv("SESSION_SECRET", "parcel-tracker-secret-2024")
CARRIERS = {
    "northway": "https://api.northway.example/v2",
    "quickbird": "https://quickbird.example/track",
    "overland": "https://overland.example/parcels",
}
