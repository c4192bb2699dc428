"""What tests of the whole program share: one running installation and the browser before it."""

from tests.running import chromium, sit_down, tandem

__all__ = ["chromium", "sit_down", "tandem"]
