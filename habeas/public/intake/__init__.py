"""What the public sends in: sealed as it arrives.

The process that receives a message holds only a public key (age). It can
append to its store and count; it cannot read what it stored a second ago.
The desk's side opens messages with the secret key (`habeas inbox`).
"""
