About: 赵婷 has paid all that was late: there is nothing to pay, and she is told so.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

[赵婷 pays 4860.00]
SMS 赵婷: 我还欠多少
SMS Bot: 目前没有逾期，谢谢您。没有别的要付。
SMS 赵婷: 我要付款
SMS Bot: 再说一遍：目前没有逾期，谢谢您。没有别的要付。
SMS 赵婷: 谢谢
SMS Bot: 谢谢您的来信。随时可以在这里找我们。
= treatment closed, dpd 0
