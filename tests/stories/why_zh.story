About: 赵婷 asks how the sum came about, for the lines, and how to pay.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 为什么这么多
SMS Bot: 10月10日到期的4,860.00元还没还清：本金4,600.00元，利息260.00元。1 看明细 2 付款 3 定日期 4 人工
SMS 赵婷: 看明细
SMS Bot: 截至今天10:30：本金4,600.00元，利息260.00元。合计4,860.00元。…/chat/…
SMS 赵婷: 下周要还多少
SMS Bot: 10月10日到期的4,860.00元还没还清：本金4,600.00元，利息260.00元。1 看明细 2 付款 3 定日期 4 人工
SMS 赵婷: 怎么付款
SMS Bot: 在这里付4,860.00元：https://pay.alder.example 到账后2个工作日内显示，我们会说一声谢谢。
SMS 赵婷: 谢谢
SMS Bot: 谢谢您的来信。随时可以在这里找我们。
