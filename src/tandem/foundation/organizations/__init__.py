"""Who takes part: police agencies, dispatch centers, providers and partners; who works for them, and their machines."""
