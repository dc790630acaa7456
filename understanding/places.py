"""Where and on which days somebody asks to be written to: "only Telegram", "no por correo", "только по выходным"."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHANNELS: Mapping[str, str] = {
    "telegram": r"telegram|телеграм\w*|телег[аеу]|электронная телега|电报|\btg\b",
    "whatsapp": r"whats ?app|whats|wasap|guasap|ватсап\w*|вотсап\w*|вацап\w*",
    "sms": r"sms|text messages?|mensajes? de texto|смс\w*|эсэмэс\w*|短信",
    "email": r"e-?mails?|correos?(?: electr[oó]nicos?)?|(?:электронн\w+ )?почт\w+|имейл\w*|емейл\w*|邮件|邮箱|电邮",
    "voice": r"phone calls?|calls?|calling|llamadas?|llamen|llame|звон\w+|电话",
}
_ONLY = re.compile(
    r"\b(?:only|just|rather|prefer\w*|instead|better)\b|s[oó]lo|solamente|[uú]nicamente|prefiero|mejor"
    r"|только|лучше|удобнее|只|就用|改用|最好"
)
_WRITE = re.compile(
    r"\b(?:write|text|message|contact|reach|send|email|use)\b|escrib\w*|mand\w*|contact\w*|env[ií]\w*|comun[ií]\w*"
    r"|пиш\w*|напиш\w*|присыл\w*|шлите|отправл\w*|связыв\w*|звон\w*|发|联系|写|用|打"
)
_NOT = r"(?:\bno\b|\bnot\b|\bnever\b|don'?t|\bstop\b|\bni\b|dejen de|\bне\b|\bни\b|хватит|без|不要|不用|别|勿|不想)"
_NEAR = r"[^.!?;,，。]{0,30}?"
_PAIR = re.compile(r"[,;.，。]|\b(?:but|pero|sino|а|но)\b|而")

MONDAY_TO_FRIDAY, WEEKEND = (0, 1, 2, 3, 4), (5, 6)
EVERY_DAY = frozenset(range(7))
_DAYS: tuple[tuple[tuple[int, ...], str], ...] = (
    (WEEKEND, r"weekends?|fin(?:es)? de semana|выходн\w+|周末"),
    (
        MONDAY_TO_FRIDAY,
        r"weekdays?|work(?:ing)? days?|entre semana|d[ií]as h[aá]biles|будн\w+|рабочи\w+ дн\w+|工作日|平日",
    ),
    ((0,), r"mondays?|lunes|понедельник\w*|周一|星期一"),
    ((1,), r"tuesdays?|martes|вторник\w*|周二|星期二"),
    ((2,), r"wednesdays?|mi[eé]rcoles|сред(?:а|у|ам|е)\b|周三|星期三"),
    ((3,), r"thursdays?|jueves|четверг\w*|周四|星期四"),
    ((4,), r"fridays?|viernes|пятниц\w*|周五|星期五"),
    ((5,), r"saturdays?|s[aá]bados?|суббот\w*|周六|星期六"),
    ((6,), r"sundays?|domingos?|воскресень\w*|周日|周天|星期天|星期日"),
)
_PLURAL = re.compile(r"days\b|ends\b|los |fines|по [а-я]+(?:ам|ям|дням)\b|выходн|будн|entre semana|周末|工作日|每")


def find_places(low: str) -> tuple[str | None, frozenset[str]]:
    """The only channel that a lower-case text asks to be written to on, and those it does not want."""
    if not (_WRITE.search(low) or _ONLY.search(low)):
        return None, frozenset()
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for clause in _PAIR.split(low):
        for channel, names in _CHANNELS.items():
            if re.search(f"{_NOT}{_NEAR}(?:{names})", clause):
                unwanted.add(channel)
            elif re.search(names, clause):
                wanted.add(channel)
    only = wanted - unwanted if _ONLY.search(low) or unwanted else set()
    return (only.pop() if len(only) == 1 else None), frozenset(unwanted)


def find_days(low: str) -> tuple[int, ...]:
    """The weekdays (0 is Monday) in which a lower-case text asks to be written to; none where it names none, or all."""
    if not (_WRITE.search(low) and _PLURAL.search(low)):
        return ()
    wanted: set[int] = set()
    unwanted: set[int] = set()
    for days, names in _DAYS:
        if re.search(f"{_NOT}{_NEAR}(?:{names})", low):
            unwanted.update(days)
        elif re.search(names, low):
            wanted.update(days)
    left = (wanted or EVERY_DAY) - unwanted
    return tuple(sorted(left)) if left and left != EVERY_DAY else ()
