About: 赵婷 promises a day and an amount, pays a part of it, and the rest on the day that she then names.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 我下周五发工资再还
SMS Bot: 12月4日（周五）前付4,860.00元。在那之前不催您，只在前一天提醒一次。对吗？1 是 2 要改
SMS 赵婷: 好的
SMS Bot: 记下了：12月4日（周五）前付4,860.00元。Dana Reed也能看到。
= promises 486000 by 2026-12-04 open
-- Thu 2026-12-03 11:00
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：您定在明天12月4日（周五）付4,860.00元。付款：https://pay.alder.example 1 改日期。拒收请回复R (at Thu 2026-12-03 10:00)
-- Fri 2026-12-04 11:00
[赵婷 pays 4000.00]
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：谢谢您，4,000.00元已收到。4,860.00元里还剩860.00元，剩下的哪天方便？拒收请回复R
SMS 赵婷: 剩下的12月11号
SMS Bot: 12月11日（周五）前付860.00元。在那之前不催您，只在前一天提醒一次。对吗？1 是 2 要改
SMS 赵婷: 1
SMS Bot: 记下了：12月11日（周五）前付860.00元。Dana Reed也能看到。
= promises 486000 by 2026-12-04 cancelled + 86000 by 2026-12-11 open, arrears 86000 CNY
-- Mon 2026-12-14 12:00
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：您定在明天12月11日（周五）付860.00元。付款：https://pay.alder.example 1 改日期。拒收请回复R (at Thu 2026-12-10 10:00)
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：12月11日（周五）没看到860.00元到账。遇到什么事了吗？1 已付 2 另定日期 3 分期还。拒收请回复R (at Sun 2026-12-13 10:00)
= promises 486000 by 2026-12-04 cancelled + 86000 by 2026-12-11 broken, treatment outreach
