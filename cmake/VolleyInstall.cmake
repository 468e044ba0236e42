# Placeholder until the public headers are in place.
