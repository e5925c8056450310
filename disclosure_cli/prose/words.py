"""The words by which the prose of a report names its figures, and those that narrow what it says.

The table of meanings says which verbs and nouns name a figure, and what the sentence must be about; the
others, what else a sentence may be made of. All are plain words, separated by spaces; for what stands
in braces see `VARIANTS`. A new wording is a new word. The labels of the form need no line.

Source: sentences of published reports for 2019 to 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import product
from typing import NamedTuple


class Topic(Enum):
    """What a sentence is about, as its nouns tell."""

    APPLICATIONS = "政府信息公开申请"
    REVIEWS = "行政复议"
    SUITS = "行政诉讼"
    DIRECT = "未经复议直接起诉"
    AFTER_REVIEW = "复议后起诉"
    REGULATIONS = "规章"
    DOCUMENTS = "规范性文件"
    DISCLOSURE = "主动公开"
    OTHER = "其他"
    """Letters, hotlines, proposals: what is counted there is not in the form."""


class Meaning(NamedTuple):
    """A line of the table: what some words count."""

    counts: tuple[str, ...]
    """Names of figures as in `form.spoken`, `A+B` for a sum; any of them would do. `{}` is the topic."""
    about: tuple[Topic, ...]
    """What the sentence must be about, one of these; none where the words say it by themselves."""
    words: str
    example: str
    """A sentence whose last number is read so."""


A, R, S, DIRECT, AFTER, G, D, P, X = Topic
CASES, SUITS, DOCUMENTS = (R, S), (DIRECT, AFTER), (G, D)
NEW, CARRIED_IN, ALL = "新收申请总数", "上年结转申请数", "新收和结转申请总数"
HANDLED, CARRIED_OVER = "办理结果总数", "结转下年度申请数"
GRANTED, GRANTED_OR_PARTLY = "予以公开数", "予以公开数+部分公开数"
FEE, PUBLISHED = "行政事业性收费金额", "主动公开总数"
PERSON = ("自然人新收申请数", "自然人新收申请数+自然人上年结转申请数")
ORGANISATION = ("法人新收申请数", "法人新收申请数+法人上年结转申请数")

VARIANTS = {
    "{carry}": "结转 转结 顺延 延期 延续 转接 转入 转至 转到 转往 转 跨入 移至 留到 留至 留待",
    "{to}": "到 至 -",
    "{or}": "和 或 或者 及 、",
    "{done}": "已 -",
    "{of}": "的 -",
    "{every}": "各类 -",
    "{our}": "政府 政务 -",
    "{many}": "多种 多个 各种 各类 -",
    "{legal}": "法定 规定 规定的 法律规定的 法定的 收到之日起 收到申请之日起 收到申请后 -",
    "{limit}": "期限 时限 时间 时效 日期 办理期限 办理时限 答复期限 答复时限 程序 15个工作日 20个工作日",
    "{asked}": "要求 规定 的要求 的规定 规定的时限 规定的期限 -",
    "{way}": "出具 作出 做出 完成 作出了 做出了",
    "{filed}": "提出 提交 递交",
    "{filing}": "申请 复议申请 行政复议申请 起诉 诉讼请求 原告诉讼请求 原告的诉讼请求 上诉",
    "{decided}": "作出 做出 办结 办理 实施 完成 核发",
    "{took}": "办理 受理 审理 收到 新收",
    "{case}": "申请 案件 案 -",
    "{organ}": "复议机关 行政复议机关 复议机构 行政复议机构",
    "{all}": "共 新 -",
    "{sue}": "申请 被申请 被 -",
    "{direct}": "直接 一审直接 未经复议直接 未经行政复议直接",
    "{after}": "复议后 复议后又 经复议后 行政复议后 经行政复议后 经复议",
    "{suit}": "起诉 诉讼 提起 提起诉讼 提起行政诉讼 起诉的行政诉讼",
    "{for}": "复印 许可 行政许可 听证 救助 补助 审批 仲裁 减免 查询 道路 用地 建房 住房 公租房 低保 入学 落户 补贴"
             " 赔偿 补偿 认定 鉴定 复核 复查 修复 援助 资格 资助 认证 变更 注销 换证 退税 贷款 执行 立案 调解 报销"
             " 奖励 项目 合同登记 不动产登记 企业登记 注册登记 产权登记 婚姻登记 设立登记",
}  # fmt: skip
"""What the words in braces stand for, each of them; - for nothing."""

_CLOSED = (
    "{done}办结 {done}办完 {done}办毕 {done}办理完毕 {done}办理完结 {done}办理结束 {done}办理完成"
    " {done}答复完毕 {done}回复完毕 {done}处理完毕 {done}处理完成 答复办结 办结答复"
    " {way}答复 {way}回复 {way}书面答复 {way}书面回复"
)
"""Of applications: answered, whatever the answer."""

MEANINGS = (
    # What came in.
    Meaning((NEW, ALL), (A,),
            "收到 接到 接收 接收到 受理 登记 收件 收悉 收政府信息公开申请 共收 共收到",
            "全年受理政府信息公开申请40件。"),
    Meaning((NEW, ALL), (A,), "{filed}的{our}信息公开申请 {filed}的申请 {filed}的公开申请",
            "向市政府提出的政府信息公开申请共40件。"),
    Meaning((NEW,), (A,), "新收 新收到 新接收 新受理 新增", "全年新收政府信息公开申请40件。"),
    Meaning((ALL, HANDLED, NEW), (A,),
            "收办 共收办 经办 经手 处理 办理 办件量",
            "全市共收办政府信息公开申请3646件。"),
    Meaning((NEW, ALL, HANDLED), (A,),
            "申请量 申请总量 申请数 依申请公开件 依申请公开来件",
            "政府信息公开申请总量40件。"),
    Meaning((ALL,), (A,), "应办 应办理", "新收申请35件，上年结转2件，应办37件。"),
    Meaning((CARRIED_IN,), (A,),
            "承接{last} {carry}{to}本年 {carry}{to}本年度 结转自{last} {last}未办结 {last}结转"
            " {last}结转未办结 {last}转结 {last}转来 {last}转入 结转{last} 结转{last}未办结",
            "受理政府信息公开申请35件，其中上年结转2件。"),
    Meaning((NEW, ALL, HANDLED, GRANTED, GRANTED_OR_PARTLY), (A,), "依申请公开", "全年依申请公开2件。"),
    # Who applied.
    Meaning(PERSON, (A,), "自然人 公民 个人", "政府信息公开申请中，自然人申请26件。"),
    Meaning(ORGANISATION, (A,),
            "法人 等法人 等法人{or}其他组织 企业 公司 社会组织 单位申请 单位提出 法人{or}其他组织 企业{or}其他组织",
            "政府信息公开申请中，法人或其他组织申请3件。"),
    # What became of it.
    Meaning((CARRIED_OVER,), (A,),
            "{carry}{to}{next} {next}办理 {next}答复 {next}继续 {next}续办 {next}接着 {next}结转 将于{next}"
            " 跨年度办理 在办 正在 办理中 尚在 未办结 未结 未到期 没到期 未到期限 未到答复期限 未到答复期 待答复"
            " 待办理",
            "政府信息公开申请结转下年度继续办理5件。"),
    Meaning((CARRIED_OVER, CARRIED_IN), (A,), "结转 转结", "收到申请1件，办结1件，结转0件。"),
    Meaning((GRANTED,), (A,), "予以公开", "政府信息公开申请中，予以公开61件。"),
    Meaning((GRANTED, GRANTED_OR_PARTLY), (A,), "公开 已公开", "政府信息公开申请中，已公开9件。"),
    Meaning((HANDLED, GRANTED, GRANTED_OR_PARTLY), (A,), "公开答复", "政府信息公开申请中，公开答复9件。"),
    Meaning((GRANTED_OR_PARTLY,), (A,), "公开量 申请公开量", "政府信息公开申请公开量61件。"),
    Meaning(("部分公开数",), (A,), "部分公开 公开部分内容 公开部分信息", "政府信息公开申请中，部分公开11件。"),
    Meaning(("不予公开数",), (A,), "不予公开 不予公开决定 不同意公开 不公开", "政府信息公开申请中，不予公开4件。"),
    Meaning(("无法提供数",), (A,), "无法提供 不能提供", "政府信息公开申请中，无法提供27件。"),
    Meaning(("不予处理数",), (A,), "不予处理", "政府信息公开申请中，不予处理3件。"),
    Meaning(("其他处理数",), (A,), "其他处理 其他", "政府信息公开申请中，作其他处理25件。"),
    Meaning((HANDLED,), (A,),
            f"{_CLOSED} {{done}}答复 {{done}}回复 {{done}}书面答复 {{done}}书面回复 已办 已办理 已处理 办复"
            " 办完 结案 办理回复 办理结果总计 办理结果总数",
            "已办结政府信息公开申请31件。"),
    # 行政复议, 行政诉讼.
    Meaning(("{}总数",), (R,), "{sue}复议 {sue}行政复议 行政复议{case} 收到行政复议",
            "因政府信息公开引起的行政复议170件。"),
    Meaning(("{}总数",), (S,), "诉讼 被诉 被诉讼 被起诉 起诉案件 行政诉讼{case} 收到行政诉讼",
            "因政府信息公开引起的行政诉讼77件。"),
    Meaning(("{}总数",), (DIRECT,), "{direct}{suit}", "行政诉讼9件，其中未经复议直接起诉6件。"),
    Meaning(("{}总数",), (AFTER,), "{after}{suit}", "行政诉讼9件，其中复议后起诉3件。"),
    Meaning(("行政复议总数+行政诉讼总数",), (), "行政争议", "引发行政争议7件。"),
    Meaning(("行政复议尚未审结数", "行政复议总数"), (),
            "正在复议 正在行政复议 正在进行复议 正在进行行政复议", "因政府信息公开引起的行政复议中，正在复议1件。"),
    Meaning(("{}结果维持数",), (R, S, *SUITS), "维持 胜诉", "行政诉讼中，胜诉2件。"),
    Meaning(("{}结果纠正数",), (R, S, *SUITS), "纠正 纠错 败诉", "行政复议中，被纠正2件。"),
    Meaning(("{}其他结果数",), (R, S, *SUITS), "其他 其他结果 终止 终止审理 撤诉 撤回 撤回{filing}",
            "行政复议中，其他结果28件。"),
    Meaning(("{}尚未审结数",), (R, S, *SUITS), "未审结 未结 在审 正在审理 尚在审理 审理中",
            "行政诉讼中，尚未审结7件。"),
    # One of several ways of being upheld, or corrected.
    Meaning(("{}结果维持数", "{}其他结果数"), (R, S, *SUITS), "驳回 驳回{filing}", "行政复议6件，其中驳回2件。"),
    Meaning(("{}结果纠正数", "{}其他结果数"), (R, S, *SUITS),
            "撤销 变更 确认违法 责令重新答复 责令重作 撤销并责令重新答复", "行政复议6件，其中撤销1件。"),
    # 规章, 行政规范性文件.
    Meaning(("{}制发件数", "{}新制作数"), DOCUMENTS,
            "制定 制发 制作 出台 发布", "全年制定规章2部。"),
    Meaning(("{}制发件数", "{}新制作数", "{}新公开数"), (D,), "印发 新增", "全年印发行政规范性文件50件。"),
    Meaning(("{}制发件数", "{}新制作数"), (G,), "公布", "全年公布规章2部。"),
    Meaning(("{}新公开数",), DOCUMENTS, "新公开", "全年新公开规范性文件9件。"),
    Meaning(("{}废止件数",), DOCUMENTS, "废止 公告废止 公告全文废止 失效", "废止行政规范性文件27件。"),
    Meaning(("{}现行有效件数", "{}公开总数"), DOCUMENTS,
            "现行有效 有效 有效文件", "现行有效的规章12部。"),
    Meaning(("{}现行有效件数", "{}公开总数"), (D,), "保留", "保留行政规范性文件42件。"),
    Meaning(("{}公开总数",), DOCUMENTS, "对外公开 对外公开总数", "对外公开规范性文件42件。"),
    # 行政许可, 行政处罚, 行政强制, 收费, 主动公开.
    Meaning(("行政许可决定数",), (), "行政许可 行政许可决定 许可决定 {decided}行政许可事项",
            "作出行政许可决定1573件。"),
    Meaning(("行政处罚决定数",), (), "行政处罚 行政处罚决定 下达行政处罚决定书 {decided}行政处罚事项",
            "作出行政处罚267件。"),
    Meaning(("行政强制决定数",), (), "行政强制 行政强制决定 行政强制措施 {decided}行政强制事项", "实施行政强制29件。"),
    Meaning(("政府集中采购项目数",), (), "政府集中采购 政府集中采购项目", "政府集中采购项目6个。"),
    Meaning((FEE,), (), "行政事业性收费 行政事业性收费金额 行政事业性收费总金额 行政事业性收费收入 行政事业性费用",
            "收取行政事业性收费72701.26万元。"),
    Meaning(("",), (), "信息处理费", ""),
    Meaning((PUBLISHED,), (P,), "主动公开{every}{our}{every}信息", "全年主动公开政府信息97条。"),
)  # fmt: skip

TOPICS = {
    A: "申请 申请公开 申请公开{our}信息 申请{our}信息公开 公开申请 公开事项 公开办件 公开请求 信息公开办件"
       " {our}信息公开{of}请求 公开信息的要求 公开政府信息的要求 公开政府信息{of}申请 公开政务信息{of}申请 依申请"
       " 依申请公开 依申请公开信函 依申请公开函 依申请公开函件 依申请公开来信 依申请公开信件 申请信件 公开申请信件"
       " 申请公开信件 申请公开的信件 申请来信 依申请公开诉求 信息公开诉求 依申请公开件 依申请公开来件"
       " {filed}的{our}信息公开申请 {filed}的申请 {filed}的公开申请 收政府信息公开申请 申请书 申请表 申请人构成"
       " 申请人类型 申请数 申请量 申请总量",
    R: "{sue}复议 {sue}行政复议 行政复议{case} 复议申请 {organ} {took}行政复议{case}",
    S: "诉讼 起诉 起诉案件 提起诉讼 行政诉讼{case} 应诉 被诉 被诉讼 被起诉 {took}行政诉讼{case}",
    DIRECT: "{direct}{suit}",
    AFTER: "{after}{suit} 先经复议 先复议 先行复议",
    G: "规章 政府规章 市政府规章 省政府规章 部门规章",
    D: "规范性文件 行政规范性文件 税务规范性文件",
    P: "主动公开 主动公开{every}{our}{every}信息",
    X: "信访 留言 热线 咨询 来电 来信 信箱 信件 建议 提案 议案 投诉 举报 投诉举报 政务服务 舆情 网民 公众号"
       " 微信 微博 解读 会议 执法案件 违法案件 案例 民事诉讼 刑事诉讼 民事案件 行政复议案例 行政诉讼案例"
       " 公告 公报 公文 栏目 政策文件 政策性文件 {for}{of}申请",
}  # fmt: skip
"""What a sentence is about; the last of these words before a number counts."""


class Role(Enum):
    """What words do in a sentence that name no figure themselves; each value is the words that do it."""

    __hash__ = object.__hash__
    """That of `Enum` is slower, and each token is asked for its roles some ten times."""

    SCOPE = (
        "本级 代表 备案 抽查 评查 上半年 下半年 季度 所属 下属 局属 平均每 三年 历年 五期间 五”期间 省属 市属 县属"
        " 区属 代省 代市 代区 代县 作为复议机关 为被申请机关 以来 而言 为复议机关 受理的行政复议 审理的行政复议"
        " 复议职能 行政复议职能 复议应诉职能 行政复议应诉职能 {organ}全年 {organ}{all}{took} {organ}{all}审结"
    )
    """Up to the end of the sentence, figures behind these are not those of the whole report."""
    ONLINE = "网络 网上 网页 线上 在线 邮件 电子邮件"
    ONE_WAY = f"{ONLINE} 线下 信函 当面 邮寄 邮递 来访 现场 传真 口头 电话"
    OFFLINE = "线下 信函 书面 当面 邮寄 邮递 来访 现场"
    WAY = f"{ONE_WAY} 平台 渠道 窗口 网站 通过"
    """Ways of several to apply, or to publish: one of them is a part."""
    EVERY_WAY = (
        "等{many}渠道 等{many}方式 等{many}途径 等{many}形式 等{many}平台"
        " 两类渠道 三类渠道 两种方式 三种方式 两种渠道 三种渠道 两种途径 三种途径 线上线下 线上、线下 线上和线下"
        " 各渠道 各类渠道 各种渠道"
    )
    """After these, ways that were named before leave no part; nor do three of them."""
    EVERY_OTHER_WAY = "其他形式 其他方式 其他渠道 其他途径 任何形式 任何方式 任何渠道 任何途径"
    """With these, ways that were named leave nobody out."""
    PART = (
        f"{WAY} {EVERY_OTHER_WAY} 书面"
        # Within so many days; a change; another time.
        " 工作日 当日 日内 月均 比 较 增长 增加 减少 施行后 延期 延长"
        # Documents and hearings, not decisions and cases; files looked through, not issued.
        " 出庭 行政诉讼应诉"
        " 一审 二审 再审 审结 清理 审核 审查 拟 提请 修改"
        # Something else.
        " 行政许可事项 行政处罚事项 行政强制事项 等决定 协助 协查 协办"
        " 指导 委托 配合办理 自行 代为 派出机构 基层 各县 各区 区级部门 县级部门 市级部门 省级部门 各地 简易 补正 撤回"
        " 撤销 作出复议决定 作出行政复议决定 转办 减免 免征 不予受理 不再处理 不予重复处理 不再重复处理 不属于 共收集"
        " 行政复议后 未结转 在办结 纠错率 败诉率 维持率 胜诉率"
        " 禁止公开 答复主体 作为第三人 共同被告 各类复议 各类行政复议 各类行政诉讼 其他行政复议 其他行政诉讼"
        " 其他公民 其他自然人 {took}行政复议{case} {took}行政诉讼{case}"
    )
    """Words beside a number that make it count a part, a change or something else."""
    ANOTHER_YEAR = "{last} {next}"
    THIS_YEAR = "{this}年 {this}年度"
    ONLY_SOME = (
        "其中 其余 除 外 到期 应办 应答复 部分 部门 个别 {last} 县直 区直 市直"
        " 各乡 各镇 各街道 各单位 各科 各股 各村 各分局"
    )
    """In the clause before a statement, these and a part limit it."""

    # Figures of which a sentence says nothing after some words, until others bring it back: see `LIMITS`.
    PUBLISHED = "公示 公开 主动公开 对外公开 发布 归集 上传 推送 涉及 内容 执法案件"
    DECIDED = (
        "准予 作出 做出 办理 办结 实施 处理 处理决定 查处 核发"
        " {decided}行政许可事项 {decided}行政处罚事项 {decided}行政强制事项"
    )
    CLEANED_UP = "清理 梳理"
    ISSUED = "制发 制定 现行有效 截至 截止 全年 全年度 本年 本年度"
    OTHER_ACTS = (
        "行政行为 执法 行政处罚 行政许可 行政强制 征收 征地 拆迁 税务 处罚 治安 工伤"
        " 投诉 举报 投诉举报 行政应诉 各类复议 各类行政复议 各类行政诉讼 其他行政复议 其他行政诉讼"
    )
    OF_DISCLOSURE = "公开 信息公开 政府信息公开 依申请公开 申请公开 申请"

    DENIAL = "未 无一 零 没有 没 无 无涉及 无人 没有人 未曾 不曾 不涉及 不存在因 不存在由 不存在与 不存在涉及"
    """There was none of what follows."""
    NONE_AT_ALL = "零受理 为零受理 为零 为0 均无"
    """There was none of what stands before."""
    HAPPENED = "发生 产生 出现 收到 接到 实施 过"
    """Behind a denial, of what stands before it: 行政复议均未发生."""
    MAY_BE_DENIED = (
        "作出 做出 实施 产生 出现 存在 遇到 需要 起 一件 由此 办理过 主动要求 此类 该项 例 宗 处理决定 方式 现行有效"
        " 一起 一例 一宗 采取 情形 现象 被 予 遭 导致 造成 提请 收取 征收 所 由于 关于 针对 类 相关 书面 出台 制发"
        " 制定 印发 废止 问题 答复 公开 为被申请人 为被告 纠纷 争议 行政争议 发布 公布 项目"
    )
    """What may stand between a denial and what is denied, beside what says nothing."""
    NO_DENIAL = "经 答复 办理 处理 公开"
    """未经, 未答复, 未公开: nothing of what the form counts is denied."""
    EVERYONE = "任何 任何人 社会 群众 公众 各界"
    PERSONS = "自然人 公民 个人 村民 居民 市民"
    ORGANISATIONS = (
        "法人 企业 单位 组织 社会组织 团体 社会团体 其他组织 法人{or}其他组织 企业{or}其他组织"
    )
    """Only where these and persons are named, or everyone is, nobody is left out."""
    APPLIED = "申请 提出 提交 的 所"
    """What may stand behind either, where all applications are said to be theirs."""
    UNRELATED = "无关 无涉"
    """Behind cases: not those of disclosure."""
    ALL_OF = "均 全部 全数 悉数 都 皆"
    IN_TIME = (
        "已 现 已经 按时 按期 及时 如期 按时限 按时限要求 按期限 依法 依规 按规 照规定 按程序"
        " 按规定 按规定要求 按照规定 按要求 按照要求 在 于 按 按照 依 依照"
        " {legal}{limit}内 {legal}{limit} {limit}要求 《条例》{asked} 条例{asked}"
        " 相关规定 有关规定 相关要求 有关要求 相关程序"
        " 规范 严格 准确 书面 高效 妥善 邮寄 作了 予以 给予 予以公开 对申请人 申请人 申请 进行"
        " 做到 实现 能 能够 得到 获得 办理 受理 到位 了 全部 、 和 并"
    )
    """What may stand between all of the applications and that they were closed."""
    SURELY = "已 按时 按期"
    """Of these, what says that all that was answered was all that there is."""
    CLOSED = f"{_CLOSED} 已答复 已回复"
    ANSWERED = "答复 回复 书面答复 书面回复 处理 {way}处理"
    UPHELD = "维持 胜诉"
    UPHELD_WHAT = "原 原行政行为 我局 我镇 本机关 作出 的 答复 决定 行政行为 结果"
    """What may stand behind."""
    UPHELD_BY = "获 得到 被 予 作出 予以 为 结果 已 经 由 复议机关 法院 人民法院"
    """What may stand between all of the cases and that they were upheld."""

    JOIN = "和 及 以及 与 或 或者 、 也 且 并"
    """What may stand between words that name figures together."""
    SUM = "共 共计 合计 总计"
    LINK = f"数 量 总数 为 是 有 只有 仅有 达 计 件 ： “ ” {SUM}"
    """Between a noun that has no verb and its number."""
    ALL_KINDS = "等法人 等法人{or}其他组织"
    """Of kinds of organisations named before, all."""
    IN_TURN = "分别 依次"
    """Behind names joined, before their numbers."""
    EACH = "各"
    OF_SHARES = (
        "， 、 （ ： 同样 是 占 占比 比例 比重 约 近 为 的 分别 全部 总数 总量 办理 办结 结果 申请"
    )
    """What may stand between a number and its share in percent."""
    FILLER = (
        "的 了 过 由 被 为 是 有 于 在 对 向 以 属 系 经 作 我 本 该 其 各 全 中 共 计 总 数 量 率 约 近 均 都 尚 仍"
        " 又 也 亦 另 等 因 就 而 并 和 及 以及 与 或 件 案 事 表 占 处 将 至 保 新 跨 答 ： “ ” 、 获 或者 总数 全部"
        " 目前 结果 分别 左右 以上 共计 合计 总计 总量 继续 占比 比例 比重 信息 政务 各类 答复书 我单位 本镇 本乡"
        " 本县 本市 本区 辖区 我乡 我办 我委 我厅 我街道 原行政行为 来自 今年以来 年初以来 {this}年以来 事项 事宜"
        " 内容 两项 收案 在册 事务 材料 业务 请求 办件 要求 情况 工作 方面 领域 涉及 涉密 有关 形式 因此 其中 商业"
        " 法院 多数 群众 社会 公众 提出 提交 递交 提起 引起 引发 发生 依法 期限 法定 本局 我局 我镇 我县 我市 我区"
        " {last} {next} 政务公开 信息公开 政府信息公开 政府信息 申请人 要求公开 不涉密 不存在 大部分 清理后 清理并"
        " 办理结果 处理结果 办理过程 办理情况 答复率 回复率 办结率 公开率 本部门 我部门 该部门 本机关 本单位 本年"
        " 本年度 全年 全年度 只有 仅有 达 （州） （县） （区） （镇） （室） （街道） （市、区） （县、区） 还有 一并"
        " 过来 各部门 接着办 到期前"
    )
    """Says nothing: may stand between the words that name a figure and its number, or go on behind it."""


LIMITS = (
    # What was published, or what applications were about, is not what was decided.
    (("决定数",), Role.PUBLISHED, Role.DECIDED),
    # What a clean-up repealed and left standing is not what was repealed in the year and stood at its end.
    (("废止件数", "现行有效件数"), Role.CLEANED_UP, Role.ISSUED),
    # Cases that arose from other acts than disclosure.
    (("行政复议", "行政诉讼"), Role.OTHER_ACTS, Role.OF_DISCLOSURE),
)
"""What the names contain of the figures of which a sentence says nothing after words of the one role,
until one of the other."""

THE_YEAR = ("全年", "本年", "本年度", "年内")
"""After these a sentence speaks of the whole year."""

OPENINGS = "全年 本年 本年度 其中 包括 含 为 各类 发布 公布 更新 公开"
NO_OPENINGS = "信息公开 政务公开 申请公开 不予公开 部分公开 予以公开 同意公开"
"""What may stand before the name of a category: 动态 of 工作动态 is another, or a part of this one."""
WAYS_TO_PUBLISH = (
    "通过 网站 门户 平台 渠道 微信 微博 公众号 新媒体 客户端 窗口 报纸 广播 电视 公示栏 公开栏"
)
"""Words of the sentence after which the count of a category is that of one way."""
AT_ANOTHER_TIME = "上年 上一年 去年 同期 计划 拟 预计 力争 平均 月均 日均 每日 每天 每周 每月 每季"
"""Words of the clause: another year, a plan, an average."""
OTHER_MATTERS = "申请 复议 诉讼 信访 留言 热线 咨询 来电 来信 信箱 投诉 举报"
"""Words of the sentence, or of the heading: of 收到申请9件，其中其他3件 nothing was published."""

LEFT_OUT_BEFORE = "属于 申请人无正当理由 申请人 无正当理由 本机关 要求"
LEFT_OUT_BEHIND = "相关政府信息 政府信息 信息 类申请"
"""What sentences leave out of the labels of the form."""


def expanded(words: str, variants: Mapping[str, str] = VARIANTS) -> Iterator[str]:
    """The words of a table, each with every variant of what stands in braces."""
    for word in words.split():
        pieces = filter(None, re.split(r"(\{\w+\})", word))
        options = [
            variants[piece].split() or [""] if piece in variants else [piece] for piece in pieces
        ]
        yield from ("".join(each).replace("-", "") for each in product(*options))
