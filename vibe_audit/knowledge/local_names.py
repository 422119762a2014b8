"""Names of folders in a project that say nothing about the project, or that a package of the index goes by as well."""

from __future__ import annotations

# What people keep their own adapters of a package in, under the name of the package.
HOMONYMS = frozenset({
    "agents", "airflow", "alembic", "anthropic", "auth0", "azure", "boto3", "celery", "chromadb", "crewai", "dash", "dask", "discord",
    "django", "docker", "elasticsearch", "fastapi", "fastmcp", "firebase_admin", "flask", "google", "graphene", "graphql", "gunicorn",
    "huggingface_hub", "jwt", "kafka", "kubernetes", "langchain", "langgraph", "ldap", "litellm", "locust", "magic", "mcp", "minio",
    "mlflow", "mongoengine", "neo4j", "notion", "numpy", "openai", "pandas", "pinecone", "playwright", "plotly", "prefect",
    "prometheus_client", "psycopg", "pydantic", "pymongo", "pytest", "qdrant_client", "ray", "redis", "requests", "rq", "scrapy",
    "selenium", "sentry_sdk", "slack", "sqlalchemy", "starlette", "streamlit", "stripe", "supabase", "telegram", "telethon", "torch",
    "transformers", "twilio", "uvicorn", "weaviate", "whisper", "yaml", "zeep", "zmq",
})

# What a build writes beside the source, or whoever installs it.
GENERATED_MODULES = (
    r"local_settings|settings_local|_*version_*|__about__|_build\w*|\w*_pb2(?:_grpc)?|\w*_generated|_?generated\w*|\w*_rc|\w*_ui|ui_\w+|"
    r"parsetab|lextab"
)
