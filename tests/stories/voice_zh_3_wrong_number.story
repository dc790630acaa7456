About: 王磊's number belongs to somebody else now: one apology, and never a word again.
Begins: Sat 2026-11-21 09:00 Asia/Shanghai
Person: 王磊
Lender: 云杉

-- Mon 2026-11-23 12:00
SMS Bot: 【云杉消费金融有限公司】李敏团队 AI 助手：有一条消息给王磊。您是王磊本人吗？1 是 2 不是。本条为自动发送。对话：https://t.me/forbear_sample_bot?start=… 拒收请回复R (at Sat 2026-11-21 10:00)
SMS 王磊: 发错了吧，不认识这人
SMS Bot: 对不起，打扰您了。这个号码已从名单中去掉，以后不会再给您发消息。
= bad sms, tasks wrong_person + unreachable
-- Wed 2026-12-30 12:00
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
= bad sms
