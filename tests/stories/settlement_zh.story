About: 赵婷 asks whether less would settle it: the bot may not, Dana may and says so by one click; she says yes and pays in time.
Begins: Tue 2027-03-02 23:00 Asia/Shanghai
Person: 赵婷

WEB 赵婷: (opens the link)
WEB Bot: 这里是Alder Finance的对话窗口，我是 AI 助手。想找Dana Reed或同事，请写“人工”。先问一个小问题，免得别人看到您的信息。
WEB Bot: 您是哪一年出生的？
WEB 赵婷: 1991
WEB Bot: 谢谢您，赵婷。我是Alder Finance的 AI 助手。2026年10月10日到期的4,860.00元我们还没收到，付了就没有逾期了。 [付款] [定日期] [看原因] [人工]
WEB 赵婷: 能不能少还点，4000元一次结清？
WEB Bot: 少于4,860.00元我定不了，Dana Reed可以看。已经报上去了，今天23:30前给您回话。
= custody bot, plans 400000 in 1 asked, tasks plan_review
[Dana approves]
WEB Bot: Dana Reed可以把这笔从4,860.00元减到4,000.00元结清，3月9日（周二）前付。付了这笔就结清，其余860.00元不用还。 [同意] [不] [人工]
= treatment plan_offered, plans 400000 in 1 offered
WEB 赵婷: 同意
WEB Bot: 说好了：3月9日（周二）前付4,000.00元就结清。只在前一天提醒一次。完整条款，请您留存：…/chat/…
= treatment plan_active, plans 400000 in 1 active
-- Thu 2027-03-04 10:00
[赵婷 pays 4000.00]
WEB Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：谢谢，4,000.00元收到了。这笔已结清，您不用再付。
{SMS settlement_paid denied by base.identity}
= treatment closed, plans 400000 in 1 kept
