"""The eleven worked dialogues: their lender, their people, their figures and days, in the order they were written in.

The words may be better ones; what is held here is what a borrower would be right to count on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent

FACTS: dict[str, tuple[str, ...]] = {
    "voice_en_1_identity_why_promise_part": (
        "Alder Finance, Dana Reed's team: A message for James Cole",
        "1987",
        "$186.40 due Fri, Nov 20 has not reached us",
        "Your bank sent back the $186.40 from Fri, Nov 20",
        "$141.15 principal, $45.25 interest",
        "If nothing is agreed, $15.00 added on Tue, Dec 1 makes it $201.40",
        "$186.40 by Fri, Dec 4. Until then no late fee, and no reminders except one the day before.",
        "It's noted: $186.40 by Fri, Dec 4. Dana Reed sees it too.",
        "$186.40 is planned for tomorrow, Fri, Dec 4",
        "$120.00 arrived. $66.40 of the $186.40 is left",
        "$66.40 by Fri, Dec 11",
        "Dana Reed sees it too",
        "$66.40 arrived. You are up to date. Next: $186.40 on Sun, Dec 20",
    ),
    "voice_en_2_not_understood_and_back": (
        "same thing w the card as june",
        "[Pay] [Something is wrong] [Something else] [A person]",
        "I've asked a person. Dana Reed will join in about 6 minutes. No need to repeat anything.",
        "Autopay failed on Nov 12",
        "$240.00 from it on Mon, Nov 30",
        "The automated assistant again. Agreed with Dana: $240.00 by Mon, Nov 30, from your new card.",
        "No reminders except one the day before.",
    ),
    "voice_en_3_stop_the_fees_then_stop": (
        "STOP charging me late fees!!",
        "$15.00 late fee, Thu, Nov 12: $95.00 had been open for 10 days. It is $110.00 now.",
        "1 question the charge, 2 parts, 3 a person",
        "just dont text me anymore",
        "Alder Finance won't write to you here again. To undo it, text START.",
    ),
    "voice_zh_1_parts_by_bargaining": (
        "现在一共4,918.32元：2期4,860.00元，",
        "罚息58.32元",
        "您每个月大概能还多少？几号发工资？",
        "每月300.00元要分17期，我最多能办6期",
        "每期819.72元，共6期，第一期12月15日",
        "600.00元、分9期我定不了，李敏可以批",
        "今天17:00前给您回话，您不用再说一遍",
        "李敏同意了",
        "12月15日（周二）：600.00元",
        "2027年8月15日：118.32元",
        "合计4,918.32元，和现在的总额一样",
        "不加罚息费用，也不催您，每期前一天提醒一次",
        "3天宽限",
        "计划生效了",
        "李敏 ✎",
    ),
    "voice_zh_2_paid_with_proof": (
        "【云杉消费金融有限公司】李敏团队 AI 助手：11月20日（周五）的1,276.50元我们还没收到",
        "查清之前不会再催",
        "11月20日（周五），1,276.50元，工商银行，截图已存。最晚11月27日（周五）给您答复",
        "2026-11-25",
        "您11月20日（周五）付的1,276.50元查到了",
        "我们发错了，对不起，您不用再做什么",
    ),
    "voice_zh_3_wrong_number": (
        "【云杉消费金融有限公司】李敏团队 AI 助手：有一条消息给王磊。您是王磊本人吗？1 是 2 不是",
        "对不起，打扰您了。这个号码已从名单中去掉，以后不会再给您发消息",
    ),
    "voice_es_1_no_job_what_is_left": (
        "Lamento lo de su trabajo. No le pedimos pagos mientras vemos esto. 4 preguntas cortas",
        "1 de 4",
        "4 de 4",
        "Entran $6,000.00, salen $5,600.00 y quedan $400.00",
        "Pausa, sin pagos hasta el 23 de enero de 2027",
        "3 pagos de $300.00 (martes 15 de diciembre, 15 de enero de 2027, 15 de febrero de 2027), $900.00 en total",
        "quedarían $2,340.00 de los $3,240.00",
        "Sin intereses ni recargos nuevos",
        "Su adeudo queda en $3,240.00 y no crece. El 25 de enero de 2027 lo revisa Lucía con usted",
        "CONDUSEF",
        "Lucía ✎",
    ),
    "voice_es_2_his_wife_answers": (
        "Crédito Roble, Lucía Ramírez: Mensaje para Jorge Salas. ¿Es usted? 1 sí, 2 no.",
        "Es un asunto personal",
        "Ya quitamos este contacto y no le escribiremos más",
    ),
    "voice_ru_1_question_of_a_charge": (
        "основной долг 6 120,00 ₽; проценты 1 330,00 ₽",
        "СМС-информирование 99,00 ₽",
        "неустойка 46,95 ₽: 14 дней",
        "вы не согласны с платой 99,00 ₽. Проверим и ответим до 8 декабря (вт)",
        "ничего не требуем. Неустойка в это время не растёт. Есть что показать?",
        "Вопросом занимается Ольга Миронова. Остальные 7 496,95 ₽ можно заплатить сейчас",
        "Согласия на СМС в договоре нет. 99,00 ₽ сняли",
        "К оплате 7 496,95 ₽",
        "7 496,95 ₽ до 4 декабря (пт)",
    ),
    "voice_ru_2_his_son_answers": (
        "Ясень Кредит 88000001234, О. Миронова: Пётр Кузнецов, это вы? Есть сообщение. 1 да, 2 нет.",
        "Примите наши соболезнования. Больше писать не будем",
        "Ясень Кредит, 88000001234",
    ),
    "voice_ru_3_despair": (
        "Очень жаль, что вам так тяжело. О платежах не думайте, напоминаний не будет.",
        "зовём человека",
        "112, бесплатно, в любое время",
        "Ольга ✎",
    ),
}
"""By story: what stands in it, each after the one before."""


@pytest.mark.parametrize("name", FACTS)
def test_the_facts_stand_in_their_order(name: str) -> None:
    text, at = (FOLDER / f"{name}.story").read_text(encoding="utf-8").replace("\xa0", " ").replace("\u202f", " "), 0
    for fact in FACTS[name]:
        found = text.find(fact, at)
        assert found >= 0, f"{name}: {fact!r} does not come (any more) after what stands before it"
        at = found + len(fact)


def test_all_eleven_are_held() -> None:
    stories = {path.stem for path in FOLDER.glob("voice_*.story")}
    assert stories == set(FACTS)
    assert len(stories) == 11
