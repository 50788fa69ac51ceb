"""Formulas as TeX would set them."""

from __future__ import annotations

import pytest

from course_utils.publishing.formulas import mathml


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"\operatorname{relu}(x)", "<mi>relu</mi>"),  # no gap before the bracket
        (r"\max(0, x)", "<mi>max</mi>"),
        (r"2\max(0, x)", '<mn>2</mn><mspace width="0.167em"></mspace><mi>max</mi><mo'),
        (r"\cos\theta", '<mi>cos</mi><mspace width="0.167em"></mspace><mi>θ</mi>'),
        ("x = -b", '<mo form="prefix" lspace="0" rspace="0">−</mo>'),
        ("a - b", "<mo>−</mo>"),
        ("b/a", '<mo lspace="0" rspace="0">/</mo>'),
        ("f'(x)", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′</mo></mrow>'),
        ("x^2", '<annotation encoding="application/x-tex">x^2</annotation>'),
    ],
)
def test_spaces_names_and_primes(tex, wanted):
    assert wanted in mathml(tex)


def test_a_formula_on_its_own_line_says_so():
    assert 'display="block"' in mathml("x", display=True)
