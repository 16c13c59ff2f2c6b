"""Annotated statements go to the formats of other tools and come back, with what was changed there.

| format | suffix | read back | offsets |
| --- | --- | --- | --- |
| ``jsonl`` | ``.jsonl`` | everything: our own format | code points |
| ``label-studio`` | ``.json`` | category, also, polarity, spans of publics and quantities, annotator | UTF-16 units |
| ``prodigy`` | ``.jsonl`` | the same | code points |
| ``doccano`` | ``.jsonl`` | the same but the annotator | code points |
| ``csv``, ``csv-excel`` | ``.csv`` | every column | code points |
| ``parquet`` | ``.parquet`` | every column; numbers of quantities are 64-bit floats | code points |
| ``spacy`` | ``.spacy`` | the record that travels in ``user_data``; not ``cats``, ``spans`` | code points |

What a tool does not show travels beside it: what comes back unchanged is the statement that was sent, whole. What was
changed loses the time of its decision, which is no longer true. Prodigy and doccano do not tell the category from the
further ones: of several, the one that was sent stays the category while it is chosen.
"""

from .registry import FORMATS, format_of, read_statements, write_statements

__all__ = ["FORMATS", "format_of", "read_statements", "write_statements"]
