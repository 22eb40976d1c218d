"""The portal: what the world reads.

Pages are made from the documents of the current edition and from nothing
else; they are kept in memory until the edition or the day changes. No
JavaScript is needed, no cookie is set, no other host is asked for anything.
"""
