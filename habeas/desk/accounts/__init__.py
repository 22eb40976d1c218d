"""Who works at the desk, what each may do, and who did what."""
