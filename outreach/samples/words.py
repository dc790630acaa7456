"""What sample borrowers and their collectors write, in their own words. Invented; ``{…}`` is filled in from the case.

``{year}`` of birth, ``{wrong}`` another one; ``{arrears}`` what is late, ``{third}`` a third of it; ``{soon}`` a day
ahead, ``{lately}`` one gone by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BORROWER: Final[Mapping[str, Mapping[str, str]]] = {
    "yes": {"en": "yes", "es": "sí", "zh-Hans": "是的", "ru": "да"},
    "year": {"en": "{year}", "es": "{year}", "zh-Hans": "{year}年", "ru": "{year}"},
    "wrong_year": {"en": "{wrong}", "es": "{wrong}", "zh-Hans": "{wrong}", "ru": "{wrong}"},
    "thanks": {"en": "ok thank you", "es": "gracias", "zh-Hans": "好的，谢谢", "ru": "спасибо"},
    "why": {
        "en": "why am i late? i thought autopay was on",
        "es": "¿por qué dice que debo? yo pensé que estaba al corriente",
        "zh-Hans": "为什么说我逾期了？",
        "ru": "почему просрочка? стоял же автоплатёж",
    },
    "how_much": {
        "en": "how much do i owe right now",
        "es": "¿cuánto debo ahorita?",
        "zh-Hans": "我现在一共欠多少",
        "ru": "сколько я сейчас должен",
    },
    "on_day": {
        "en": "i get paid {soon}, i can do it then",
        "es": "me pagan el {soon}, ese día puedo pagar",
        "zh-Hans": "我{soon}发工资，到时候还",
        "ru": "зарплата {soon}, тогда заплачу",
    },
    "some_on_day": {
        "en": "i can do {third} on {soon}",
        "es": "puedo pagar {third} el {soon}",
        "zh-Hans": "{soon}我先还{third}元",
        "ru": "{soon} могу внести {third}",
    },
    "parts": {
        "en": "cant pay it all at once, can i do it in parts?",
        "es": "no puedo pagar todo junto, ¿puedo pagar en partes?",
        "zh-Hans": "一下子还不上，能分期吗",
        "ru": "сразу всё не могу, можно частями?",
    },
    "in_three": {"en": "in 3 parts", "es": "en 3 pagos", "zh-Hans": "分3期", "ru": "на 3 части"},
    "in_twelve": {"en": "12 payments please", "es": "en 12 pagos", "zh-Hans": "分12期吧", "ru": "на 12 частей"},
    "paid": {
        "en": "i already paid this last week",
        "es": "ya pagué esto la semana pasada",
        "zh-Hans": "上周就还了啊，怎么还催",
        "ru": "я уже заплатил на прошлой неделе",
    },
    "paid_details": {
        "en": "{arrears} on {lately}, from my bank",
        "es": "{arrears} el {lately}, desde mi banco",
        "zh-Hans": "{lately}，{arrears}元，手机银行转的",
        "ru": "{lately}, {arrears}, через приложение банка",
    },
    "person": {
        "en": "can i talk to a real person please",
        "es": "quiero hablar con una persona",
        "zh-Hans": "转人工",
        "ru": "позовите человека, пожалуйста",
    },
    "question": {
        "en": "my car got towed and i need to know what happens to the loan",
        "es": "me robaron la camioneta del crédito, ¿qué pasa con el préstamo?",
        "zh-Hans": "我想换一张扣款的银行卡",
        "ru": "хочу поменять карту для списания",
    },
    "complaint": {
        "en": "i want to file a complaint about these texts",
        "es": "quiero poner una queja por estos mensajes",
        "zh-Hans": "我要投诉",
        "ru": "хочу подать жалобу",
    },
    "lost_job": {
        "en": "i lost my job last month, i cant pay right now",
        "es": "me quedé sin trabajo, no puedo pagar",
        "zh-Hans": "我失业了，现在还不上",
        "ru": "потерял работу, платить сейчас нечем",
    },
    "ill": {
        "en": "i was in the hospital and i have no income right now",
        "es": "estuve en el hospital y ahorita no tengo ingresos",
        "zh-Hans": "我住院了，没有收入，还不上",
        "ru": "лежу в больнице, дохода нет, платить не могу",
    },
    "income": {"en": "about 1900", "es": "unos 6000", "zh-Hans": "大概4000元", "ru": "примерно 30000"},
    "housing": {
        "en": "950 rent and 140 for power",
        "es": "2800 de renta y 500 de luz",
        "zh-Hans": "房租1800元",
        "ru": "12000 аренда и 4000 коммуналка",
    },
    "living": {"en": "700", "es": "2300", "zh-Hans": "1500元", "ru": "11000"},
    "dependants": {"en": "2 kids", "es": "mis 2 hijos", "zh-Hans": "1个孩子", "ru": "2 детей"},
    "charge_wrong": {
        "en": "that late fee is wrong, nobody told me about it",
        "es": "ese recargo está mal, nadie me avisó",
        "zh-Hans": "这个罚息不对，没人告诉过我",
        "ru": "не согласен с этой неустойкой, меня никто не предупреждал",
    },
    "fraud": {
        "en": "i never took this loan, somebody used my name",
        "es": "yo nunca pedí este préstamo, alguien usó mi nombre",
        "zh-Hans": "这笔贷款不是我借的，有人冒用我的名字",
        "ru": "я не брал этот кредит, кто-то оформил на меня",
    },
    "wrong_number": {
        "en": "wrong number, i dont know who that is",
        "es": "número equivocado, no conozco a esa persona",
        "zh-Hans": "发错了吧，不认识这人",
        "ru": "вы ошиблись номером, я такого не знаю",
    },
    "stop": {"en": "STOP", "es": "ALTO", "zh-Hans": "R", "ru": "СТОП"},
    "lawyer": {
        "en": "i filed for bankruptcy, please talk to my lawyer",
        "es": "estoy en bancarrota, hablen con mi abogado",
        "zh-Hans": "我已经委托律师了，请联系我的律师",
        "ru": "я подал на банкротство, общайтесь с моим юристом",
    },
    "lawyer_name": {
        "en": "Harlow and Wren, +1 202 555 0177",
        "es": "Despacho Arce y Solís, +52 00 5555 0177",
        "zh-Hans": "知衡律师事务所，孟律师",
        "ru": "бюро «Верный довод», Костин",
    },
    "death": {
        "en": "i am writing for the family, we had a death. the borrower passed away last month",
        "es": "le escribe la familia, el titular falleció el mes pasado",
        "zh-Hans": "我是家属，借款人上个月去世了",
        "ru": "пишет семья, заёмщик умер месяц назад",
    },
    "distress": {
        "en": "i cant do this anymore, i dont want to live",
        "es": "ya no puedo más, no quiero vivir",
        "zh-Hans": "我撑不下去了，不想活了",
        "ru": "какие платежи, мне жить не хочется",
    },
    "language": {
        "en": "en español por favor",
        "es": "in english please",
        "zh-Hans": "in english please",
        "ru": "in english please",
    },
    "set": {
        "en": "yes please, {soon} works",
        "es": "sí, el {soon} está bien",
        "zh-Hans": "可以，{soon}没问题",
        "ru": "да, {soon} подходит",
    },
}

COLLECTOR: Final[Mapping[str, Mapping[str, str]]] = {
    "hello": {
        "en": "Hi, this is Mara. I have read what you wrote, so no need to repeat anything. Give me a moment to look.",
        "es": "Hola, soy Mara. Ya leí lo que escribió, no hace falta repetirlo. Deme un momento para revisarlo.",
        "zh-Hans": "您好，我是 Mara。您写的我都看过了，不用再说一遍。我先帮您查一下。",
        "ru": "Здравствуйте, это Мара. Я прочитала переписку, повторять ничего не нужно. Сейчас посмотрю.",
    },
    "offer_day": {
        "en": "I can set one date for what is open, and nothing is asked before it. Would {soon} work for you?",
        "es": "Puedo dejar una sola fecha para lo pendiente y antes no le pedimos nada. ¿Le queda bien el {soon}?",
        "zh-Hans": "可以给您定一个日子，在那之前不会再催。{soon}您方便吗？",
        "ru": "Можно назначить одну дату, до неё ничего просить не будем. Вам подходит {soon}?",
    },
    "pause": {
        "en": "I have put a pause on your loan. Nothing is asked of you until we look at it again together.",
        "es": "Puse su préstamo en pausa. No le pediremos nada hasta que lo revisemos juntos.",
        "zh-Hans": "您的贷款已经暂停催收。我们再一起看之前，不会向您要款。",
        "ru": "Поставила ваш кредит на паузу. Пока вместе не посмотрим ещё раз, ничего просить не будем.",
    },
    "answer": {
        "en": "I looked at the fee. It follows page 3 of your contract, which I have sent you. Ask me anything.",
        "es": "Revisé el recargo. Está en la página 3 de su contrato, que ya le envié. Pregúnteme lo que necesite.",
        "zh-Hans": "罚息我查过了，合同第3页有约定，已经发给您。有不清楚的随时问我。",
        "ru": "Проверила неустойку. Она есть в договоре, страница 3, я её отправила. Спрашивайте, если что-то неясно.",
    },
}

LATE_FEE: Final[Mapping[str, str]] = {
    "en": "Late fee, 10 days after the due date",
    "es": "Recargo por atraso, 10 días después del vencimiento",
    "zh-Hans": "逾期10天罚息",
    "ru": "Неустойка за 10 дней просрочки",
}
