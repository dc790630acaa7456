About: 赵婷 chooses her language from a menu of the web chat, goes to Russian, comes back by an older button, and on to English.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

WEB 赵婷: (opens the link)
WEB Bot: 这里是Alder Finance的对话窗口，我是 AI 助手。想找Dana Reed或同事，请写“人工”。先问一个小问题，免得别人看到您的信息。
WEB Bot: 您是哪一年出生的？
WEB 赵婷: 1991
WEB Bot: 谢谢您，赵婷。我是Alder Finance的 AI 助手。10月10日到期的4,860.00元我们还没收到，付了就没有逾期了。 [付款] [定日期] [看原因] [人工]
WEB 赵婷: 菜单
WEB Bot: 您想办哪件事？ [看原因] [付款] [定日期] [分期还] [已付] [有地方不对] [换语言] [不再发消息] [人工]
WEB 赵婷: [换语言]
WEB Bot: 您想用哪种语言？ [English] [Español] [Русский] [中文]
WEB 赵婷: [Русский]
WEB Bot: Дальше пишем по-русски.
WEB Bot: Чем помочь? [Почему] [Оплатить] [Назвать дату] [Частями] [Уже оплачено] [Что-то не так] [Язык] [Не писать мне] [Человек]
WEB 赵婷: [中文]
WEB Bot: 好的，以后用中文给您写。
WEB Bot: 您想办哪件事？ [看原因] [付款] [定日期] [分期还] [已付] [有地方不对] [换语言] [不再发消息] [人工]
WEB 赵婷: 我能说英文吗
WEB Bot: We'll write in English from now on.
WEB Bot: What would help? [Why] [Pay] [Pick a date] [Parts] [Paid already] [Something is wrong] [Language] [Stop messages] [A person]
