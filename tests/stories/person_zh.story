About: 赵婷 asks for a person in the night: when one answers, and what can be done meanwhile, from the menu.
Begins: Sun 2026-11-22 23:00 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 转人工
SMS Bot: 11月23日（周一）22:00起有人回复您，在那之前您什么都不用做。现在可以先办：1 看原因 2 付款 3 定日期 4 分期还 5 给我回电话
SMS 赵婷: 1
SMS Bot: 10月10日到期的4,860.00元还没还清：本金4,600.00元，利息260.00元。1 看明细 2 付款 3 定日期 4 人工
SMS 赵婷: 人工呢
SMS Bot: 11月23日（周一）22:00起有人回复您，在那之前您什么都不用做。您写的都留着，会有人回复您。
= custody queued
