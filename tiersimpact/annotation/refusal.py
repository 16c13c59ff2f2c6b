"""Why a command was not carried out, in French: the annotator reads it."""


class Refusal(ValueError):
    """A command that makes no sense here; nothing has changed."""
