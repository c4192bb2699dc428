"""The person served: known by name, or unknown and described, or identified later; and cautions about their safety.

What is known is kept as descriptions with their source. A summary shows only what descriptions open to that reader say.
"""
