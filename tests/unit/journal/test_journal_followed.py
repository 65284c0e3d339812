"""Every kind of entry that can be followed up is asked for its day in one place."""

from __future__ import annotations

from datetime import date

import pytest

from fgte.journal.documents import MODELS, follow_up_of

DAY = date(2027, 3, 1)


@pytest.mark.parametrize("model", MODELS.values(), ids=str)
def test_the_day_is_found_wherever_the_model_has_one(model):
    has_one = "next_follow_up" in model.model_fields
    body = model.model_construct(**({"next_follow_up": DAY} if has_one else {}))
    assert follow_up_of(body) == (DAY if has_one else None)
