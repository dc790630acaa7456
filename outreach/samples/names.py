"""Invented names, put together from parts that are common where the borrowers live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

PARTS: Final[Mapping[str, Sequence[tuple[Sequence[str], Sequence[str]]]]] = {
    "en": (
        (
            ("James", "Priya", "Sam", "Nora", "Caleb", "Tessa", "Marcus", "Ivy", "Owen", "Renee", "Dale", "June"),
            ("Cole", "Nairn", "Ortega", "Whitlow", "Barrow", "Kessel", "Adler", "Penn", "Tully", "Marsh", "Quill"),
        ),
    ),
    "es": (
        (
            ("Rosa", "Jorge", "Ana", "Luis", "Marta", "Diego", "Elena", "Raúl", "Sofía", "Iván", "Clara", "Hugo"),
            ("Méndez", "Salas", "Robles", "Ibarra", "Cano", "Vega", "Luna", "Pardo", "Rivas", "Mora", "Lara"),
        ),
    ),
    "zh-Hans": (
        (
            ("赵", "陈", "王", "林", "周", "吴", "郑", "孙", "何", "沈", "韩", "唐"),
            ("婷", "浩然", "磊", "晓雨", "静怡", "子涵", "建国", "丽华", "志远", "雪梅", "文博", "佳琪"),
        ),
    ),
    "ru": (
        (
            ("Андрей", "Пётр", "Илья", "Роман", "Денис", "Олег", "Глеб"),
            ("Волков", "Лугов", "Зимин", "Рощин", "Берёзов", "Осокин", "Ключев"),
        ),
        (
            ("Нина", "Вера", "Дарья", "Алла", "Юлия", "Тамара", "Инна"),
            ("Орлова", "Снегова", "Полева", "Рябова", "Ясенева", "Тихова", "Лугова"),
        ),
    ),
}
"""By language: pairs of lists that fit together. In Chinese the family name comes first and nothing stands between."""


def names(locale: str, random: Random) -> Iterator[str]:
    """Names of one language without end and without repetition, until the parts are used up."""
    joint = "" if locale == "zh-Hans" else " "
    pairs = [f"{first}{joint}{last}" for firsts, lasts in PARTS[locale] for first in firsts for last in lasts]
    random.shuffle(pairs)
    yield from pairs
