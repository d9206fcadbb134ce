from hypothesis import given, settings

from reminder.documents import read_head
from tests.documents.letterheads import Made, heads


@settings(max_examples=1500, deadline=None)
@given(heads())
def test_a_head_is_what_it_was_made_of(made: Made) -> None:
    head = read_head(made.document)
    assert (head.number, head.issued, head.issued_on, head.issuer, head.title) == (
        made.number,
        made.issued,
        made.issued_on,
        made.issuer,
        made.title,
    )
