"""The provider that we leave."""
