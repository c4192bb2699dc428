"""Whether this installation is ready for real people: the start-up check list, who vouched for what, and the release.

Each point is one small function in `checks.py`. A human's word is a `Vouch` and goes stale. Serving real people is
released by two persons, an administrator and the privacy officer, when nothing is open. Nothing here is about a
person served, and nothing here is legal advice: it asks whether those who must have looked did look.
"""
