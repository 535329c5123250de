"""Which words of a sentence are quoted."""

from __future__ import annotations

_MARK = '"'


def is_quoted(text: str, at: int, *, begun: bool = False) -> bool:
    """Whether what stands at an offset of a sentence is inside quotation marks.

    Args:
        text: The sentence.
        at: The offset.
        begun: Whether an earlier sentence opened a quotation that still goes on where this one begins.
    """
    mark = text.rfind(_MARK, 0, at)
    if mark < 0:
        return begun
    before, behind = text[:mark][-1:].isspace() or not mark, text[mark + 1 : mark + 2].isspace()
    if before != behind:  # an opening mark stands at the word behind it, a closing one at the word before
        return before
    return text.count(_MARK, 0, at) % 2 != begun  # else they open and close by turns
