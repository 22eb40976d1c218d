"""An invented country with people in its prisons, for trying lists, statistics and benches.

`lives` makes them up from a seed, `bulletins` writes what papers would have
written of them, and `loading` takes that along the real road: collect, claim,
accept. Nobody here exists, and every page about them says so.
"""
