About: The bank takes a payment of 赵婷 back: neutral words, and a new start.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

[赵婷 pays 4860.00]
-- Fri 2026-11-27 10:00
[the bank returns payment 1, 4860.00]
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：银行退回了11月23日（周一）的4,860.00元，这笔又成了未付。1 付款 2 定日期 3 看原因。拒收请回复R
SMS 赵婷: 3
SMS Bot: 11月23日（周一）的4,860.00元被银行退回了。10月10日到期的4,860.00元还没还清：本金4,600.00元，利息260.00元。1 看明细 2 付款 3 定日期 4 人工
= dpd 48, treatment engaged
