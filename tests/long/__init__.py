"""The long forms of tests: `bin/test --long NAME` runs the module of that name."""
