"""Which of our four languages a text is in, by script and small words, the borrower's own language as prior."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from understanding.words import LANGUAGES, values

_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[а-я]+")
_LATIN = re.compile("[a-z']+")
_SPANISH_MARKS = re.compile("[ñáéíóú¿¡]", re.IGNORECASE)
_HAN_PER_WORD = 1.5
_PRIOR = 0.5


@lru_cache(maxsize=256)
def language_of(locale: str) -> str | None:
    """The language of a locale among ours: ``es-MX`` is ``es``, ``zh-CN`` is ``zh-Hans``; None for another."""
    stem = re.split("[-_]", locale)[0].lower()
    return next((language for language in LANGUAGES if language.split("-")[0] == stem), None)


def weigh(clean: str, low: str) -> Mapping[str, float]:
    """Signs of each language, in words; a language without any is left out."""
    latin = _LATIN.findall(low)
    weights = {
        "zh-Hans": len(_HAN.findall(low)) / _HAN_PER_WORD,
        "ru": float(len(_CYRILLIC.findall(low))),
        "en": float(sum(word in values("en").markers for word in latin)),
        "es": float(sum(word in values("es").markers for word in latin)) + len(_SPANISH_MARKS.findall(clean)),
    }
    return {language: weight for language, weight in weights.items() if weight}


def tell(weights: Mapping[str, float], low: str, locale: str) -> str | None:
    """The language of the text; the locale's own where the words do not tell, None where there are none."""
    own = language_of(locale)
    if not any(letter.isalpha() for letter in low):
        return None
    scored = {language: weight + (_PRIOR if language == own else 0) for language, weight in weights.items()}
    return max(scored, key=lambda language: scored[language]) if scored else own


def to_read(weights: Mapping[str, float], locale: str) -> tuple[str, ...]:
    """Languages whose numbers and dates are looked for, the likeliest first, the borrower's own always."""
    own = language_of(locale) or "en"
    heard = sorted(weights, key=lambda language: -weights[language])
    return tuple(dict.fromkeys([*heard, own]))


def by_script(low: str, locale: str) -> tuple[str, ...]:
    """Languages whose phrases may stand in the text, the borrower's own first."""
    present = {
        "en": bool(_LATIN.search(low)),
        "es": bool(_LATIN.search(low)),
        "ru": bool(_CYRILLIC.search(low)),
        "zh-Hans": bool(_HAN.search(low)),
    }
    own = language_of(locale)
    return tuple(sorted((name for name in LANGUAGES if present[name]), key=lambda name: name != own))
