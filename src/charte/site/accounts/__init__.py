"""People: who may sign in, what they may do on which site, and the tokens of their programs."""
