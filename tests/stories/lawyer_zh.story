About: 赵婷 has a lawyer: we stop writing, and ask only whom to write to instead.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 请联系我的律师
SMS Bot: 谢谢您告诉我们。这件事不再联系您本人。请问可以联系谁？
= holds attorney
SMS 赵婷: 王律师，01055550199
SMS Bot: 记下了：以后联系您说的那位。现在起就照办。
-- Wed 2026-12-02 12:00
= holds attorney, tasks attorney
