About: 赵婷 names a day too late, then an amount too small: each limit is told with the nearest; a person may do more.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 我2月1号还
SMS Bot: 2027年2月1日前付4,860.00元，我这边定不了：最晚12月14日（周一）。最接近的是12月14日（周一）前付4,860.00元。别的办法可以问Dana Reed。1 就按这个 2 要改 3 人工
SMS 赵婷: 1
SMS Bot: 12月14日（周一）前付4,860.00元。在那之前不催您，只在前一天提醒一次。对吗？1 是 2 要改
SMS 赵婷: 是
SMS Bot: 记下了：12月14日（周一）前付4,860.00元。Dana Reed也能看到。
= promises 486000 by 2026-12-14 open
SMS 赵婷: 改日期
SMS Bot: 已记下12月14日（周一）前付4,860.00元。需要改吗？1 付款 2 改日期 3 先不定日期 4 人工
SMS 赵婷: 12月1号还100元
SMS Bot: 12月1日（周二）前付100.00元，我这边定不了：最少486.00元。最接近的是12月1日（周二）前付486.00元。别的办法可以问Dana Reed。1 就按这个 2 要改 3 人工
SMS 赵婷: 人工
SMS Bot: 今天22:00起有人回复您，在那之前您什么都不用做。现在可以先办：1 看原因 2 付款 3 定日期 4 分期还 5 给我回电话
= promises 486000 by 2026-12-14 open, custody queued
