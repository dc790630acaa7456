About: 赵婷 bargains: 300 a month takes too many parts, 600 is more than the bot may agree, 李敏 does, and an explicit yes follows.
Begins: Tue 2026-11-24 16:30 Asia/Shanghai
Person: 赵婷
Lender: 云杉

[the lender charges 58.32 for penalty_interest on 2026-11-24]
SMS Bot: 【云杉消费金融有限公司】李敏团队 AI 助手：有一条消息给赵婷。您是赵婷本人吗？1 是 2 不是。本条为自动发送。对话：https://t.me/forbear_sample_bot?start=… 拒收请回复R
WEB 赵婷: (opens the link)
WEB Bot: 这里是云杉消费金融的对话窗口，我是 AI 助手。想找李敏或同事，请写“人工”。先问一个小问题，免得别人看到您的信息。
WEB Bot: 您是哪一年出生的？
WEB 赵婷: 1991
WEB Bot: 谢谢您，赵婷。我是云杉消费金融的 AI 助手。10月10日到期的4,918.32元我们还没收到，付了就没有逾期了。 [付款] [定日期] [看原因] [人工]
WEB 赵婷: 一下子还不上，能分期吗
WEB Bot: 现在一共4,918.32元：2期4,860.00元，截至11月24日（周二）的罚息58.32元。您每个月大概能还多少？几号发工资？ [看办法] [人工]
WEB 赵婷: 一个月300吧 15号发
WEB Bot: 每月300.00元要分17期，我最多能办6期。最接近的是每期819.72元，共6期，第一期12月15日（周二）。 [就按这个] [换个金额] [找李敏]
WEB 赵婷: 819太多了，600顶天了
WEB Bot: 每月600.00元、分9期我定不了，李敏可以批。已经报上去了，今天17:00前给您回话，您不用再说一遍。
= treatment engaged, custody bot, plans 491832 in 9 asked, tasks plan_review
[李敏 approves]
WEB Bot: 李敏同意了。 / 12月15日（周二）：600.00元 / 2027年1月15日：600.00元 / 2027年2月15日：600.00元 / 2027年3月15日：600.00元 / 2027年4月15日：600.00元 / 2027年5月15日：600.00元 / 2027年6月15日：600.00元 / 2027年7月15日：600.00元 / 2027年8月15日：118.32元 / 合计4,918.32元，和现在的总额一样。期间不加罚息费用，也不催您，每期前一天提醒一次。晚了有3天宽限。回复“同意”就生效。 [同意] [要改] [人工]
= treatment plan_offered, plans 491832 in 9 offered, tasks none
WEB 赵婷: 同意
WEB Bot: 计划生效了。第一期：12月15日（周二），600.00元。完整条款，请您留存：…/chat/…
= treatment plan_active, plans 491832 in 9 active
[李敏 takes over]
WEB 李敏 ✎: 赵婷您好，我是李敏。第一期 12月15日、600.00元，我记下了。哪个月手头紧，提前跟我说一声就行。
