from tests.published import city, visitor  # noqa: F401
