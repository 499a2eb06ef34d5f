"""A refusal that tells the person why, and by which article."""


class RuleBreach(Exception):  # a breach is what the field calls it
    """Something that may not happen: the words for the person, and the citation where there is one.

    ``message`` is in Chinese and says what happened, what was kept and what to do;
    ``citation`` reads 《…》第…条.
    """

    def __init__(self, message: str, *, citation: str = "") -> None:
        self.message = message
        self.citation = citation
        super().__init__(message)

    def __str__(self) -> str:
        is_said = not self.citation or self.citation in self.message  # A term's reason cites already.
        return self.message if is_said else f"{self.message}（{self.citation}）"
