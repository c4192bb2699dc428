"""A request to the program: somebody asks it to see a person. It may become a call, join one, or end as neither.

A partner, a school, a shelter, a family, the person, or an officer asks. What they say is what somebody said, as on a
call: call facts, and demographics of the person (law.md, `call_source`). It is no referral out, and no incident yet.
"""
