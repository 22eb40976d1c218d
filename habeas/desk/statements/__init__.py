"""Joint statements: frozen words, and who signed them, for whom and on whose word.

The evidence of a signature (who said yes, in which office, how) stays at the desk. What passes
the door is the text, the names as they signed, and the numbers.
"""
