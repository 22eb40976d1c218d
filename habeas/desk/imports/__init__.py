"""Lists of people that other monitors keep, taken in again and again.

A **list** is known by its name; a **run** takes in one file of it. Each row is
an **observation**: what the list says of one person, under a key that stays
the same from file to file. An observation changes no case file. A member
reviews it: the person has a file, or gets one, or the row is passed over; then
the row is preserved as a capture of the list and makes claims like any other
source. Builds on sources and casefiles; how files are read is the business of
whoever fulfils `ports.Lists`.
"""
