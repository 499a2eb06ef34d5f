"""Marks words that the rules on burdens question (P35); nothing is blocked by a mark."""

from __future__ import annotations

import re

from dangjian.programme.directives.reading.shape import Flag

RULES: dict[str, re.Pattern[str]] = {
    "pledge": re.compile(r"责任状|责任书|承诺书(?!栏)|军令状"),
    "veto": re.compile(r"一票否决"),
    "photo_trace": re.compile(
        r"照片留痕|拍照留痕|留痕管理|痕迹化管理|痕迹管理|图文留痕|(?:上传|报送|附)[^，。；]{0,8}(?:照片|图片|视频|截图)|拍照上传|工作留痕|处处留痕"
    ),
    "ranking": re.compile(r"排名|排位|排队|末位|亮?红黄?蓝?牌|“?红黑榜”?|打擂台|晒成绩单"),
    "report_of_reporting": re.compile(
        r"报送[^，。；]{0,14}(?:贯彻落实|落实|学习贯彻)情况|(?:贯彻落实|学习贯彻)情况[^，。；]{0,8}(?:上报|报送|书面报告|报县|报市|报区)"
    ),
    "clocking": re.compile(
        r"打卡|签到率|学习时长|在线时长|登录率|学习积分|积分排|活跃度|点击量|转发量|点赞|下载率|安装率|人脸识别签到|定位签到"
    ),
    "new_app": re.compile(
        r"(?:下载|安装|关注|注册)[^，。；]{0,12}(?:APP|App|app|客户端|小程序|公众号)|新建[^，。；]{0,6}(?:微信群|工作群)"
    ),
    "daily_report": re.compile(r"日报告|日报制|零报告|每日(?:上报|报送|一报)|周报(?:制|表)|一日一报|一周一报"),
    "mandatory_subscription": re.compile(r"订阅任务|征订任务|完成[^，。；]{0,8}(?:订阅|征订)"),
    "plaque": re.compile(r"授牌|挂牌命名|命名挂牌|统一制作[^，。；]{0,8}(?:牌匾|展板|标牌)|制度上墙"),
    "special_team": re.compile(r"(?:层层|逐级)成立[^，。；]{0,10}(?:领导小组|专班|指挥部)"),
    "layered_signing": re.compile(r"层层签(?:订|字|名)"),
}


def find(text: str) -> tuple[Flag, ...]:
    """Give every questioned span in order of place."""
    hits = (
        Flag(match.start(), match.end(), rule) for rule, pattern in RULES.items() for match in pattern.finditer(text)
    )
    return tuple(sorted(hits, key=lambda flag: (flag.start, flag.end)))
