About: 赵婷 writes that she does not want to live. Payments are put aside at once; a person and a number that helps.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 别催了，我不想活了
SMS Bot: 听起来您很难受。还款的事先放下，不会有提醒。正在请一位同事马上过来。如果有危险，请打：12356。
= holds vulnerable, custody queued
SMS 赵婷: 谢谢
-- Tue 2026-12-01 12:00
= holds vulnerable
