About: 赵婷 asks not to be texted; it is done at once and said once. Later she takes it back.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 别再给我发短信了
SMS Bot: 好的。Alder Finance不会再在这里给您发消息。想恢复，请回复“恢复”。
= opted_out sms
-- Tue 2026-12-01 12:00
{SMS overdue_3 denied by cn.opt_out}
{SMS overdue_3_again denied by cn.opt_out}
SMS 赵婷: 开始
SMS Bot: 记下了：恢复在这里给您发消息。现在起就照办。
= opted_out none
