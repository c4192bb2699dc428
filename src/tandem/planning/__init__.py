"""What a program could do, tried on its own past before it is done. Reads facts only, knows no person and no page."""
