About: Twice not understood: what it is about, then a person.
Begins: Mon 2026-11-23 10:30 Asia/Shanghai
Person: 赵婷 verified=sms

SMS 赵婷: 跟六月那个一样
SMS Bot: 没太明白。您说的是：1 付款 2 有地方不对 3 别的事 4 人工
SMS 赵婷: 不是那个，是另外那个
SMS Bot: 还是没听懂，已经请人来看。今天22:00起有人回复您，在那之前您什么都不用做。您不用再说一遍。
= custody queued
