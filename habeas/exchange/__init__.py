"""Outside formats: what others publish, made into plain values, and back.

`tables` reads CSV, XLSX, JSON and HTML tables a row at a time; `mapping` says
what the columns of a list of people mean; `observing` makes one row into what
its list says of one person; `people` does all of it in a process of its own.
Imports nothing of the desk or the public side: settings name what fulfils a port.
"""
