"""Clients of language model providers, as dotted names."""

from __future__ import annotations

# Both SDKs wait 10 minutes and try 2 more times unless told otherwise:
# https://github.com/openai/openai-python#timeouts, https://github.com/anthropics/anthropic-sdk-python#timeouts
LLM_CLIENTS = frozenset({
    "anthropic.Anthropic", "anthropic.AsyncAnthropic", "openai.AsyncAzureOpenAI", "openai.AsyncOpenAI", "openai.AzureOpenAI",
    "openai.OpenAI",
})
