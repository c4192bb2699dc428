"""One Django app for each concept of the field, HTTP-free. Imports go down the order named in docs/architecture.md."""
