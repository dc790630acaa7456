About: 陈浩 paid on the due date and was reminded all the same. He says so, shows a screenshot, and is told that it was found.
Begins: Tue 2026-11-24 09:00 Asia/Shanghai
Person: 陈浩 verified=sms
Lender: 云杉

-- Tue 2026-11-24 12:00
SMS Bot: 【云杉消费金融有限公司】李敏团队 AI 助手：11月20日（周五）的1,276.50元我们还没收到。1 付款 2 已付 3 定日期 4 有困难。拒收请回复R (at Tue 2026-11-24 09:00)
SMS 陈浩: 上周五就还了啊，怎么还催
SMS Bot: 谢谢您。我们先查，查清之前不会再催。请告诉我付款日期、金额和银行，有截图更好：…/chat/…
= holds claimed_paid
WEB 陈浩: (sends a photo)
WEB Bot: 谢谢，文件收到了。
SMS 陈浩: 20号，1276.5，工行。截图传了
SMS Bot: 收到：11月20日（周五），1,276.50元，工商银行，截图已存。最晚11月27日（周五）给您答复。
= holds claimed_paid
-- Wed 2026-11-25 10:00
{SMS overdue_1_again denied by base.hold.claimed_paid}
{WEB first_contact denied by base.hold.claimed_paid}
[陈浩 pays 1276.50 on 2026-11-20]
SMS Bot: 【云杉消费金融有限公司】李敏团队 AI 助手：您11月20日（周五）付的1,276.50元查到了。没有逾期了。提醒是我们发错了，对不起，您不用再做什么。拒收请回复R
= holds none, dpd 0
