"""Letters to prisoners: whom one can write to, under which rules, and what came of each letter.

A recipient's card passes the door with consent alone. Volunteers' letters are printed in packs;
once posted, nothing of the sender is kept. A letter that is refused or comes back is evidence.
"""
