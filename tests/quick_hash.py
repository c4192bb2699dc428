"""Passwords of tests are hashed by the same algorithm at a hundredth of its cost. Loaded by `-p tests.quick_hash`.

A hash is meant to take a fifth of a second of the processor, and the tests make hundreds. What it costs outside of them
is `REAL`, which has a test of its own.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher

REAL = {name: getattr(Argon2PasswordHasher, name) for name in ("time_cost", "memory_cost", "parallelism")}
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 1024, 1
