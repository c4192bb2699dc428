"""A referral and its loop: sent is not received, received is not accepted, accepted is not closed."""
