"""What has been done in the world, what is due, and what to file next."""
