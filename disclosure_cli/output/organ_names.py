"""The words that the name of an organ is made of: 积石山保安族东乡族撒拉族自治县|人民政府|办公室.

A name is a row of divisions, each a proper name and 省, 自治县, 街道 …, and of the words of offices,
ended by 局, 委员会 and the like. The characters that end a division also stand in other words (城乡,
市场, 东乡族) and in proper names (镇海区, 沙市区), so that none of them decides alone: of all the ways
to read a name, the least doubtful is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_DIVISIONS = """
    省 自治区 市 自治州 地区 盟 县 自治县 旗 自治旗 区 新区 园区 开发区 街道 街道办事处 镇 乡
    民族乡 苏木 州 师
"""
DIVISIONS = tuple(_DIVISIONS.split())
"""What ends the name of a division."""

_OFFICES = """
    局 厅 部 委 处 室 院 所 站 队 馆 校 会 社 署 科 库 台 场 厂 委员会 管委会 办公厅
    办公室 办事处 中心 公司 集团 大学 学院 学校 医院 法院 检察院 总局 管理局 分局 总队 支队 大队
    中队 总站 指挥部 研究所 派出所 管理所 管理处
"""
OFFICES = tuple(_OFFICES.split())
"""What ends the name of an office."""

_NATIONALITIES = """
    蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山
    拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克
    怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
NATIONALITIES = tuple(_NATIONALITIES.split())
"""The 55 beside the Han, without 族, in the order of GB/T 3304."""

_TERMS = """
    城乡 城市 城镇 城区 城管 乡村 乡镇 村镇 市场 市政 市民 市容 县域 镇域 区域 区块 区划 州际 社区
    省级 市级 县级 区级 州级
    人民政府 政府 人民 政务 行政 审批 服务 综合 执法 监察 监督 管理 保障 事务 工作 公共 机关
    人力资源 社会 社会保障 劳动 就业 住房 公积金 建设 规划 自然资源 不动产 登记 生态 环境 保护
    林业 草原 园林 绿化 农业 农村 畜牧 水利 水务 海洋 渔业 气象 地震 发展 改革 经济 信息化 工业
    产业 高新 技术 科学 教育 体育 文化 广播 电视 新闻 出版 旅游 文物 卫生 健康 医疗 疾病 预防
    控制 食品 药品 质量 计划 生育 应急 消防 救援 安全 退役军人 干部 企业 民政 民族 宗教 司法
    公安 交通 运输 公路 铁路 财政 税务 审计 统计 商务 金融 国有资产 粮食 物资 储备 价格 能源
    数据 振兴 扶贫 移民 信访 档案 外事 侨务 国家 中国 中共 生产 兵团 律师 教师 中级 高级 烟草 专卖
    邮政 通信 海事 警察 治安 融媒体
"""
TERMS = tuple(_TERMS.split())
"""Words of the names of offices, first those that hold a character which ends a division."""

_LINKS = "和与及暨"
_BRACKETS = tuple("（）()")
_LONGEST_NAME = 10
"""Of a division, in characters; a nationality and a term are one."""


class Kind(Enum):
    """What a word of a name is."""

    DIVISION = auto()
    OFFICE = auto()
    """What ends the name of an office."""
    TERM = auto()
    LINK = auto()
    UNKNOWN = auto()
    """A single character, of which nothing is known."""


class NamePart(NamedTuple):
    """A word of a name."""

    text: str
    kind: Kind


def parts_of(name: str) -> list[NamePart]:
    """The words of a name, in order; together they are the name."""
    # For each place: the least doubt with which one gets there, from where, and by which word.
    best = [(0, 0, Kind.UNKNOWN)] + [(len(name) * _UNKNOWN + 1, 0, Kind.UNKNOWN)] * len(name)
    for start in range(len(name)):
        for end, doubt, kind in _words(name, start):
            best[end] = min(
                best[end], (best[start][0] + doubt, start, kind), key=lambda way: way[0]
            )
    parts = []
    end = len(name)
    while end:
        _doubt, start, kind = best[end]
        parts.append(NamePart(name[start:end], kind))
        end = start
    return parts[::-1]


# How doubtful a reading is, measured on the names of all divisions of the country.
_A_WORD = 5
_UNKNOWN = 15
_IN_A_NAME = 4
"""Each character of the proper name of a division."""
_RARE = 6
"""A proper name of one character, or one that begins with what ends a division."""
_WITHIN, _BEFORE_CITY = 10, 5
"""What could end a division, in the middle of its proper name: 沙市区, and before 市: 景德镇市."""
_DOUBTFUL = {"州": 15, "师": 15}
"""州 without 自治 mostly belongs to a proper name, as in 广州市; 师 ends one in the 兵团 alone."""

_FIXED = {
    **dict.fromkeys(TERMS, Kind.TERM),
    **dict.fromkeys(OFFICES, Kind.OFFICE),
    **dict.fromkeys(_LINKS, Kind.LINK),
}
_LONGEST_TERM = max(map(len, _FIXED))
_ENDING = set("".join(DIVISIONS))
_LATIN = re.compile("[!-~]+")
_WHOLE = (name for name in NATIONALITIES if name[-1] not in _ENDING)
_ONE_IN_A_NAME = re.compile(
    f"(?P<nationality>(?:{'|'.join(NATIONALITIES)})族|{'|'.join(_WHOLE)})"
    f"|{'|'.join(term for term in TERMS if not _ENDING & set(term))}"
)


def _words(name: str, start: int) -> Iterator[tuple[int, int, Kind]]:
    """What may begin there: where it ends, how doubtful it is, and its kind."""
    latin = _LATIN.match(name, start)
    yield (latin.end(), _A_WORD, Kind.TERM) if latin else (start + 1, _UNKNOWN, Kind.UNKNOWN)
    for end in range(start + 1, min(start + _LONGEST_TERM, len(name)) + 1):
        if kind := _FIXED.get(name[start:end]):
            yield end, _A_WORD, kind
    for end, doubt in _divisions(name, start):
        yield end, doubt, Kind.DIVISION


def _divisions(name: str, start: int) -> Iterator[tuple[int, int]]:
    """The divisions that may begin there: where each ends, and how doubtful it is."""
    doubt = _A_WORD + (_RARE if _ends(name, start) else 0)
    at = start
    for _count in range(_LONGEST_NAME):
        if name[at : at + 1] in _BRACKETS:
            return
        one = _ONE_IN_A_NAME.match(name, at)
        at = one.end() if one else at + 1
        doubt += _RARE if one and not one["nationality"] else _IN_A_NAME
        is_short = at == start + 1 or (one and one.start() == start and one["nationality"])
        ends = _ends(name, at)
        for end in ends:
            yield end, doubt + _DOUBTFUL.get(name[at:end], 0) + (_RARE if is_short else 0)
        if ends:
            is_before_city = name.startswith("市", at + 1) and name[at] != "市"
            doubt += _BEFORE_CITY if is_before_city else _WITHIN


def _ends(name: str, at: int) -> list[int]:
    """Where what ends a division is over, if it begins there."""
    return [at + len(end) for end in DIVISIONS if name.startswith(end, at)]
