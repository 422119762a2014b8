"""How a service is watched: what reports its errors, measures and traces, and what its health routes are called."""

from __future__ import annotations

# Import paths, by the packages' own documentation: error tracking, metrics, traces, structured logs that a collector reads.
TELEMETRY = frozenset({
    "aioprometheus", "airbrake", "apitally", "applicationinsights", "appsignal", "aws_embedded_metrics", "aws_lambda_powertools",
    "aws_xray_sdk", "azure.monitor", "beeline", "bugsnag", "datadog", "ddtrace", "django_prometheus", "elasticapm", "exceptionless",
    "flask_monitoringdashboard", "glitchtip", "google.cloud.error_reporting", "google.cloud.logging", "google.cloud.monitoring_v3",
    "google.cloud.trace", "graypy", "hawkcatcher", "highlight_io", "honeybadger", "instana", "jaeger_client", "logfire", "logstash",
    "logtail", "newrelic", "opencensus", "opentelemetry", "posthog", "prometheus_async", "prometheus_client",
    "prometheus_fastapi_instrumentator", "prometheus_flask_exporter", "pydd", "raven", "raygun4py", "rollbar", "scout_apm",
    "sentry_sdk", "signalfx", "skywalking", "solarwinds_apm", "starlette_exporter", "starlette_prometheus", "statsd", "structlog",
    "telemetry", "treblle", "watchtower",
})

# Words of distributions that instrument without being imported: `ddtrace-run`, `opentelemetry-instrument`, `newrelic-admin`.
TELEMETRY_WORDS = frozenset({
    "bugsnag", "datadog", "ddtrace", "elastic-apm", "honeybadger", "logfire", "newrelic", "opentelemetry", "prometheus", "rollbar",
    "sentry", "statsd", "structlog",
})

# What speaks of health in a path, or in the name of a function: `/healthz`, `/api/v1/health_check`, `def liveness()`; and what does so
# near the top only: `/ping`, `/api/status`, but not `/orders/{order_id}/status`. Upper and lower case alike.
HEALTH = (
    r"health(?!care|y)|heartbeat|watchman|dockerflow|liveness|readiness|\blivez?\b|\breadyz?\b"
    r"|^\W*(?:\w+/){0,2}(?:is_)?(?:alive|monitor|monitoring|ping|pong|status|statusz|up|uptime|version)\W*$"
)
