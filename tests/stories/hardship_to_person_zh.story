About: 赵婷 lost her job. The pause that is offered does not suit her: a person gets all figures.
Begins: Tue 2026-11-24 10:00 Asia/Shanghai
Person: 赵婷 verified=sms

WEB 赵婷: (opens the link)
WEB Bot: 这里是Alder Finance的对话窗口，我是 AI 助手。想找Dana Reed或同事，请写“人工”。先问一个小问题，免得别人看到您的信息。
WEB Bot: 您是哪一年出生的？
WEB 赵婷: 1991
WEB Bot: 谢谢您，赵婷。我是Alder Finance的 AI 助手。10月10日到期的4,860.00元我们还没收到，付了就没有逾期了。 [付款] [定日期] [看原因] [人工]
WEB 赵婷: 我失业了
WEB Bot: 工作的事，您不容易。我们先一起看看办法，这期间不请您付款。4个小问题，随时可以停，说过的都存着。现在开始吗？ [是] [以后再说] [人工]
WEB 赵婷: 好
WEB Bot: 第1问，共4问。家里每个月大概进多少钱？
WEB 赵婷: 没有
WEB Bot: 第2问，共4问。房租和水电大概多少？
WEB 赵婷: 1500
WEB Bot: 第3问，共4问。吃饭、交通、上学大概多少？
WEB 赵婷: 1200
WEB Bot: 第4问，共4问。有几个人靠您养？
WEB 赵婷: 一个孩子
WEB Bot: 每月进0.00元，出2,700.00元，剩-2,700.00元。对吗？ [是] [要改]
WEB 赵婷: 对
WEB Bot: 暂缓，2027年1月23日之前不用付款 / 期间不加利息费用。到期再和您一起看。 [暂缓] [找Dana]
WEB 赵婷: 找人谈
WEB Bot: 今天22:00起有人回复您，在那之前您什么都不用做。 [看原因] [付款] [定日期] [分期还] [给我回电话]
