"""The private side: everything the organisation knows, most of it confidential."""
