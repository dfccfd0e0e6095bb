"""The three companies that the site calls, each on a host of its own. None of them exists.

A lying site lies through them too: `lies` is told to each.
"""
