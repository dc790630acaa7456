About: 赵婷 asks why she got this text and on what ground; then who writes; then for all that is kept about her.
Begins: Mon 2026-11-23 09:30 Asia/Shanghai
Person: 赵婷 verified=sms

-- Mon 2026-11-23 10:30
SMS Bot: 【Alder Finance Ltd (受委托)】Dana Reed团队 AI 助手：4,860.00元从10月10日起还没还上。可以看看分期或暂缓。1 看办法 2 人工。拒收请回复R (at Mon 2026-11-23 09:30)
SMS 赵婷: 为什么给我发这个短信
SMS Bot: 发这条是因为10月10日到期的4,860.00元我们还没收到。今天09:30由Alder Finance发出。您在11月23日（周一）同意在这里收消息，发送也在当地允许的时间和次数之内。1 不再发消息 2 人工
SMS 赵婷: 你是机器人吗
SMS Bot: 我是Alder Finance的 AI 助手。Dana Reed是真人。回复“人工”，这段对话就转给Dana。
SMS 赵婷: 导出我的数据
SMS Bot: 您的数据在这里，11月30日（周一）前可取：…/data/… 请妥善保管。
