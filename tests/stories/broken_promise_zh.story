About: 陈浩 names a day and does not pay: we did not see it, what happened, one new day.
Begins: Mon 2026-11-23 10:00 Asia/Shanghai
Person: 陈浩 verified=sms

SMS 陈浩: 周三还
SMS Bot: 11月25日（周三）前付1,276.50元。在那之前不催您，只在前一天提醒一次。对吗？1 是 2 要改
SMS 陈浩: 对
SMS Bot: 记下了：11月25日（周三）前付1,276.50元。Dana Reed也能看到。
-- Sat 2026-11-28 12:00
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：您定在明天11月25日（周三）付1,276.50元。付款：https://pay.alder.example 1 改日期。拒收请回复R (at Tue 2026-11-24 10:00)
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：11月25日（周三）没看到1,276.50元到账。遇到什么事了吗？1 已付 2 另定日期 3 分期还。拒收请回复R (at Fri 2026-11-27 10:00)
SMS 陈浩: 2
SMS Bot: 哪一天付，付多少？比如：周五付500元。
SMS 陈浩: 12月2日
SMS Bot: 12月2日（周三）前付1,276.50元。在那之前不催您，只在前一天提醒一次。对吗？1 是 2 要改
SMS 陈浩: 对
SMS Bot: 记下了：12月2日（周三）前付1,276.50元。Dana Reed也能看到。
= promises 127650 by 2026-11-25 broken + 127650 by 2026-12-02 open
