"""The public side. It has neither the code nor the keys of the private one."""
