"""A call as dispatch knows it: what was said, which response the criteria recommend and why, who went and when."""
