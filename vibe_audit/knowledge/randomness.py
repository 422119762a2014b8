"""What makes random numbers, as dotted names, and the words for figures that somebody will take for measured."""

from __future__ import annotations

# https://docs.python.org/3/library/random.html, https://numpy.org/doc/stable/reference/random/legacy.html. Not `choice` and its like,
# which pick one of what is there, and no generator objects, which simulations use.
RANDOM_NUMBERS = frozenset({
    "numpy.random.normal", "numpy.random.rand", "numpy.random.randint", "numpy.random.uniform", "random.betavariate", "random.gauss",
    "random.normalvariate", "random.randint", "random.random", "random.randrange", "random.triangular", "random.uniform",
})

# Words in the names of figures.
FIGURES = frozenset({
    "accuracy", "amount", "average", "avg", "balance", "battery", "budget", "change", "clicks", "confidence", "conversion", "conversions",
    "cost", "count", "cpa", "cpc", "cpm", "cpu", "ctr", "demand", "duration", "efficiency", "engagement", "followers", "forecast", "growth",
    "humidity", "impressions", "income", "latency", "likes", "load", "loss", "memory", "mentions", "percent", "percentage", "performance",
    "popularity", "prediction", "price", "probability", "profit", "quality", "quantity", "rate", "rating", "ratio", "reach", "reliability",
    "revenue", "reviews", "risk", "roas", "roi", "sales", "satisfaction", "score", "sentiment", "shares", "similarity", "speed", "spend",
    "stock", "temperature", "throughput", "total", "traffic", "trend", "uptime", "usage", "utilization", "views", "visitors",
    "visits", "volatility", "volume",
})

# Words beside which a figure is no result: it is there to be different every time.
NO_FIGURES = frozenset({
    "backoff", "countdown", "delay", "hash", "id", "index", "interval", "jitter", "key", "limit", "nonce", "offset", "random", "retry",
    "salt", "seed", "seeds", "timeout", "token", "ttl", "wait",
})
