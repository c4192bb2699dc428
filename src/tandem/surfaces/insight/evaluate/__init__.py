"""Evaluation for people who don't code: five steps to a stamped plan, a run, and a result nobody can misquote."""
