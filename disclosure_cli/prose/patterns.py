"""The table of phrases: what offices write, and which figures of the form that counts.

Each line holds the words (a small regular expression), what they may count (names of figures as in
`Edition.quotations`, `A+B` for a sum; several where several readings are right), what the sentence
must be about, and two sentences: one that is read, one that is not. A new wording is a new line.
`{last}` stands for 上年 and its variants, `{next}` for 下年, `{year}` for the report's own year.

Source: sentences of published reports for 2019 to 2025.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Topic(Enum):
    """What a sentence is about, as its words tell."""

    APPLICATIONS = "政府信息公开申请"
    REVIEWS = "行政复议"
    SUITS = "行政诉讼"
    REGULATIONS = "规章"
    DOCUMENTS = "规范性文件"
    DISCLOSURE = "主动公开"
    OTHER = "其他"
    """Letters, hotlines, proposals: what is counted there is not in the form."""


class Wording(NamedTuple):
    """A line of the table."""

    words: str
    counts: tuple[str, ...]
    topic: Topic | None
    """None: the words say by themselves what they count."""
    read: str
    """A sentence whose first number this line reads."""
    not_read: str
    """One with the same words and a number that counts something else."""


A, R, S, G, D, P = (
    Topic.APPLICATIONS,
    Topic.REVIEWS,
    Topic.SUITS,
    Topic.REGULATIONS,
    Topic.DOCUMENTS,
    Topic.DISCLOSURE,
)
NEW, CARRIED_IN, ALL = "新收申请总数", "上年结转申请数", "新收和结转申请总数"
HANDLED, CARRIED_OVER = "办理结果总数", "结转下年度申请数"
GRANTED, PARTLY = "予以公开数", "部分公开数"
REFUSED, UNAVAILABLE = "不予公开数", "无法提供数"
NOT_PROCESSED, OTHERWISE = "不予处理数", "其他处理数"
PERSON = ("自然人新收申请数", "自然人新收申请数+自然人上年结转申请数")
ORGANISATION = ("法人新收申请数", "法人新收申请数+法人上年结转申请数")

WORDINGS = (
    # What came in.
    Wording("(?:收到|接到|接收|受理|新收)(?:和|并|与|及)?(?:已)?(?:处理|办理|答复|办结)", (NEW, HANDLED, ALL), A,
            "全年共收到和办理政府信息公开申请10件。", "全年收到并办理群众留言10件。"),
    Wording("收办|共处理|处理(?=[^，；。]{0,12}申请)|应办|一并办理|共办理|办件量|办理(?!结果|的|过程|情况)",
            (ALL, HANDLED, NEW), A,
            "全市共收办政府信息公开申请3646件。", "我局代表区政府办理政府信息公开申请17件。"),
    Wording("(?:处理|办理)[^，；。0-9]{0,12}依申请公开(?:事项|信息|件)?$", (ALL, HANDLED, NEW), A,
            "处理依申请公开10件。", "处理咨询留言、依申请公开以外的来信10件。"),
    Wording("收到|新收|收(?=政府信息公开申请)|共收(?=申请|依)|接到|接收|(?<!不予)受理|登记|收件|申请量",
            (NEW, ALL), A,
            "全年受理政府信息公开申请40件。", "全年受理信访事项40件。"),
    Wording("承接{last}|{last}(?:未办结|结转数?|转结|转来|转入)(?:的)?(?:(?:政府信息公开|依申请公开)?(?:申请)?(?:办理|答复))?|结转{last}(?:办理|答复)?",
            (CARRIED_IN,), A,
            "受理政府信息公开申请，其中上年结转2件。", "政府信息公开申请比上年多2件。"),
    Wording("(?:公民|自然人)[、和]法人(?:(?:和|或|或者|及)其他组织)?(?:[^，；。0-9]{0,24}申请)?",
            (NEW, ALL, HANDLED), A,
            "收到公民、法人或其他组织政府信息公开申请18件。", "解答公民、法人或其他组织咨询18件。"),
    Wording("公民(?![、和]法人)(?:[^，；。0-9]{0,16}申请)?", (NEW, *PERSON), A,
            "收到公民提交的政府信息公开申请4件。", "解答公民来电咨询4件。"),
    Wording("自然人(?:[^，；。]{0,4}申请)?", PERSON, A,
            "政府信息公开申请中，自然人申请26件。", "通过网络收到自然人政府信息公开申请26件。"),
    Wording("(?:法人(?:(?:和|或|或者|及)其他组织)?|企业(?:和|或|或者|及)其他组织)(?:[^，；。]{0,4}申请)?|商业企业(?=申请)",
            ORGANISATION, A,
            "政府信息公开申请中，法人或其他组织申请3件。", "政府信息公开申请中，网络提交的法人申请3件。"),
    # What became of it.
    Wording("(?:结转|转结|顺延|延续|转入|转)(?:到|至)?{next}(?:继续)?(?:办理|答复|办结)?|结转数|{next}(?:继续)?(?:办理|答复)"
            "|将于{next}答复|跨年度办理|在办(?!结)|正在[^，；。]{0,6}办理|未办结|尚在答复",
            (CARRIED_OVER,), A,
            "政府信息公开申请结转下年度继续办理5件。", "信访件结转下年度继续办理5件。"),
    Wording("予以公开”?(?:及|和|或|或者)“?部分公开(?:的)?|公开(?:或|和|及)部分公开|公开量",
            (f"{GRANTED}+{PARTLY}",), A,
            "政府信息公开申请中，予以公开及部分公开61件。", "全年予以公开及部分公开会议文件61条。"),
    Wording("部分公开(?:的)?(?:答复)?", (PARTLY,), A,
            "政府信息公开申请中，部分公开11件。", "部分公开文件11条。"),
    Wording("(?:不予|不同意)公开(?:的)?(?:答复)?", (REFUSED,), A,
            "政府信息公开申请中，不予公开4件。", "制作信息114条，不予公开信息4条。"),
    Wording("(?:予以|同意)公开(?:的)?(?:答复)?(?!率)", (GRANTED,), A,
            "政府信息公开申请中，予以公开61件。", "予以公开会议文件61条。"),
    Wording("^(?:其中)?(?:全部)?公开(?:答复)?$|已公开", (GRANTED, f"{GRANTED}+{PARTLY}"), A,
            "政府信息公开申请中，9件已公开。", "主动公开9件。"),
    Wording("(?:收到|接到|接收|受理|新收)[^，；。0-9]{0,16}依申请公开$", (NEW, ALL, HANDLED), A,
            "收到群众依申请公开2件。", "收到信访，答复后依申请公开以外的留言2件。"),
    Wording("依申请公开$", (NEW, ALL, HANDLED, GRANTED, f"{GRANTED}+{PARTLY}"), A,
            "全年依申请公开2件。", "全年收到信访，并非依申请公开，计2件。"),
    Wording("无法提供", (UNAVAILABLE,), A,
            "政府信息公开申请中，无法提供27件。", "因故无法提供咨询留言答复27条。"),
    Wording("不予处理", (NOT_PROCESSED,), A,
            "政府信息公开申请中，不予处理3件。", "信访投诉不予处理3件。"),
    Wording("其他处理", (OTHERWISE,), A,
            "政府信息公开申请中，作其他处理25件。", "信访投诉作其他处理25件。"),
    Wording("办结|答复(?!率)|办理完毕|处理完毕|办理回复|回复(?!率)|已办", (HANDLED,), A,
            "已办结政府信息公开申请31件。", "全年答复咨询留言31件。"),
    # 行政复议, 行政诉讼.
    Wording("复议(?:案件)?(?:、|和|及|与|或|或者)(?:提起)?(?:行政)?诉讼(?:案件)?|行政争议",
            ("行政复议总数+行政诉讼总数",), None,
            "引发行政复议、行政诉讼7件。", "备案行政复议、行政诉讼7件。"),
    Wording("维持", ("行政复议结果维持数",), R,
            "行政复议中，结果维持6件。", "信访复查维持6件。"),
    Wording("维持|胜诉", ("行政诉讼结果维持数",), S,
            "行政诉讼中，结果维持2件。", "行政许可诉求维持2件。"),
    Wording("纠正|纠错", ("行政复议结果纠正数",), R,
            "行政复议中，被纠正2件。", "检查栏目纠正错字2个。"),
    Wording("纠正|纠错|败诉", ("行政诉讼结果纠正数",), S,
            "行政诉讼中，结果纠正1件。", "错链纠正1条。"),
    Wording("其他结果", ("行政复议其他结果数",), R,
            "行政复议中，其他结果28件。", "信访其他结果28件。"),
    Wording("其他结果", ("行政诉讼其他结果数",), S,
            "行政诉讼中，其他结果11件。", "信访其他结果11件。"),
    Wording("未审结|未结(?!转)|在审|正在审理", ("行政复议尚未审结数",), R,
            "行政复议中，尚未审结36件。", "信访案件未审结36件。"),
    Wording("未审结|未结(?!转)|在审|正在审理", ("行政诉讼尚未审结数",), S,
            "行政诉讼中，尚未审结7件。", "信访案件未审结7件。"),
    Wording("正在(?:进行)?(?:行政)?复议", ("行政复议尚未审结数", "行政复议总数"), None,
            "因政府信息公开引起的行政复议中，正在复议1件。", "正在办理信访复查1件。"),
    Wording("行政复议|复议案件|复议$", ("行政复议总数",), None,
            "因政府信息公开引起的行政复议170件。", "备案行政复议134件。"),
    Wording("行政诉讼|诉讼案件|诉讼$|被诉", ("行政诉讼总数",), None,
            "因政府信息公开引起的行政诉讼77件。", "备案行政诉讼案件57件。"),
    # 规章, 行政规范性文件.
    Wording("制定|制发|制作|出台|发布|公布", ("规章制发件数", "规章新制作数"), G,
            "全年制定规章2部。", "拟制定规章2部。"),
    Wording("制定|制发|新制作|出台|新增|印发|发布",
            ("行政规范性文件制发件数", "规范性文件新制作数", "规范性文件新公开数"), D,
            "全年制发行政规范性文件50件。", "全年印发通知50件。"),
    Wording("废止|失效", ("规章废止件数",), G,
            "废止规章1部。", "拟废止规章1部。"),
    Wording("废止|失效", ("行政规范性文件废止件数",), D,
            "废止行政规范性文件227件。", "废止公告227件。"),
    Wording("现行有效|继续有效|有效", ("规章现行有效件数", "规章公开总数"), G,
            "现行有效的规章12部。", "与现行有效的规章不一致的文件12件。"),
    Wording("现行有效|继续有效|保留", ("行政规范性文件现行有效件数", "规范性文件公开总数"), D,
            "现行有效的行政规范性文件420件。", "保留证明事项420件。"),
    # 行政许可, 行政处罚, 行政强制, 行政事业性收费.
    Wording("行政许可|许可决定", ("行政许可决定数",), None,
            "作出行政许可决定1573179件。", "行政许可事项129项。"),
    Wording("行政处罚", ("行政处罚决定数",), None,
            "作出行政处罚2676474件。", "公示行政处罚信息63条。"),
    Wording("行政强制", ("行政强制决定数",), None,
            "实施行政强制29351件。", "公示行政强制信息1条。"),
    Wording("行政事业性收费", ("行政事业性收费金额",), None,
            "收取行政事业性收费72701.26万元。", "行政事业性收费项目3项。"),
    Wording("信息处理费", (), None,
            "收取信息处理费2230元。", "减免信息处理费3件。"),
    Wording("主动公开(?:各类)?(?:政府|政务)?(?:各类)?信息", ("主动公开总数",), P,
            "全年主动公开政府信息97条。", "通过网站主动公开政府信息63条。"),
)  # fmt: skip

TOPICS = (
    # Letters and hotlines, and applications for something else, whatever words stand beside them.
    (Topic.OTHER, "信访|留言|热线|咨询|来电|来信|信箱|信件|建议|提案|(?<!争)议案|投诉|举报"
                  "|政务服务|舆情|网民|公众号|微信|微博"),
    (Topic.OTHER, "(?:许可|听证|救助|补助|审批|仲裁|减免|查询|道路|用地|建房|住房|公租房|低保|入学|落户|补贴"
                  "|赔偿|补偿|认定|鉴定|复核|复查|修复)的?申请|解读|会议|公告|公报|公文|栏目|政策性?文件"),
    (R, "复议(?:申请)?"),
    (S, "诉讼|应诉|被诉"),
    (A, "公开办件|公开请求|申请"),
    (G, "规章"),
    (D, "规范性文件"),
    (P, "主动公开"),
)  # fmt: skip
"""What the words of a sentence tell of its topic; the last before a number counts."""

OF_ANOTHER_SCOPE = (
    "本级", "代表", "备案", "抽查", "评查", "上半年", "下半年", "季度",
    # 1至6月; not 1至12月, which is the whole year.
    "(?<![0-9])(?!1月?[至到—－-]12月)[0-9]{1,2}月?[至到—－-][0-9]{1,2}月", "截(?:至|止)(?!12月)[0-9]{1,2}月",
    "(?:^|[，；])(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?=，|共|收到|受理|我|本)",
    # Units of the organ, where they do not stand beside it.
    "(?<![及和与、])(?:所属|下属|局属)", "作为复议机关", "五”?以来", "三年", "历年",
    "为被申请机关", "代[省市区县]", "复议机关全年", "受理各类行政复议",
    "复议机关(?:共|新)*(?:收到|受理|审理|办理|审结)",
)  # fmt: skip
"""Words after which, up to the end of the sentence, figures are not those of the whole report."""

NOT_THE_WHOLE = (
    # One way of several.
    "网络", "网上", "线上", "线下", "在线", "信函", "当面", "邮寄", "邮件", "书面", "来访", "现场", "传真", "口头",
    "电话", "平台", "渠道", "窗口", "网站", "通过",
    # Within so many days; a change; another time.
    "工作日", "当日", "日内", "月均", "(?<!占)比", "较", "增长", "增加", "减少", "上升", "下降",
    "压减", "去年", "同期", "施行后",
    # Documents and hearings, not decisions and cases; files looked through, not issued.
    "(?<!规范性)文件", "文书", "(?:决定|通知|告知|意见|答复|答辩|判决|裁定)书", "庭审|出庭|诉讼应诉",
    "案卷", "清理(?!后|并)", "审[核查]", "等决定", "行政(?:许可|处罚|强制)[、和及与]行政(?:许可|处罚|强制)",
    # What the applicants of one kind were answered.
    "(?:自然人|企业|机构|组织)(?:予以公开|部分公开|不予公开|无法提供|不予处理)",
    # Something else.
    "拟", "修改", "(?:许可|服务|处罚|强制)事项", "项目", "(?:办理|受理|审理|收到|新收)行政(?:复议|诉讼)",
    "复议后|直接(?:提起|起诉)", "协助", "指导", "简易",
    "审结(?<!未审结)",
    "信息数", "补正", "撤回", "撤销", "延长", "(?<!结)转办", "听证", "一审", "二审", "再审", "不一致", "减免",
)  # fmt: skip
"""Words beside a number that make it count a part, a change or something else."""


class Limit(NamedTuple):
    """Words after which a sentence speaks of something else, until others bring it back."""

    figures: str
    """What the names of the figures contain of which it then says nothing."""
    words: str
    until: str


LIMITS = (
    # What was published, or what applications were about, is not what was decided.
    Limit("决定数", "公示|公开|发布|归集|上传|推送|涉及|内容|执法案件",
          "作出|做出|办理|办结|实施|处理|查处|核发|决定"),
    # What a clean-up repealed and left standing is not what was repealed in the year and stood at its end.
    Limit("现行有效件数|废止件数", "清理|梳理", "现行有效|截[至止]|全年|本年"),
    # Cases that arose from other acts than disclosure.
    Limit("行政复议|行政诉讼", "行政行为|执法|行政(?:处罚|许可|强制)|征收|征地|拆迁|行政应诉",
          "公开|(?<!被)申请(?!行政)"),
    # Outcomes of one of the two kinds of suits: 直接起诉6件（维持4件），复议后起诉3件（维持3件）.
    Limit("行政(?:复议|诉讼)(?:结果|其他|尚未)",
          "(?:直接(?:提起|起诉)|复议后)[^，；、（）]{0,14}[，（](?=其中|均|全部|结果|维持|纠正|胜诉|败诉|尚未|其他)",
          "[）；]|行政复议(?!后)|行政诉讼"),
)  # fmt: skip


class Statement(NamedTuple):
    """Words that say, without a number, that some figures are 0."""

    words: str
    zero: tuple[str, ...]
    denies: bool
    """Whether it says that there was none; else, that all of what was counted before came to an end."""
    read: str
    not_read: str


ONLY_SOME = (
    "其中", "其余", "除", "外", "到期", "应(?:办|答复)", "部分(?!门)", "(?<![本我该])部门",
    "个别", "{last}", "自然人", "法人", "企业",
    "各(?:乡|镇|街道|单位|科|股|村|分局)",
    "[0-9]个(?:乡|镇|街道|单位|县|区)", "[县区市]直", "[0-9]{1,2}月",
)  # fmt: skip
"""Words in the clause before a statement, beside those of `NOT_THE_WHOLE`, that limit it to a part."""

_ANYONE = (
    "(?:(?:任何|社会|群众|公众|单位(?=[^，；。]{0,3}个人)|(?:公民|个人|自然人)(?=[^，；。]{0,4}(?:法人|组织|单位|企业)))"
    "(?:、|和|与|或者?|及|以及|等|的|单位|个人|公民|自然人|群众|公众|法人|企业|其他|社会|组织|团体){0,9})?"
)
"""Applicants without exception: those of one kind only are no statement on all."""
_TOWARDS_US = (
    "(?:过|任何|新|书面|有关|关于|涉及|的|件|申请人?|要求|提[出交]"
    "|本[^，；。]{1,3}?|我[^，；。]{1,3}?|向|对){0,6}?"
)
_APPLICATION = (
    "(?:信息依申请公开|信息公开的?申请|公开政务信息的?申请|依?申请公开|公开(?:政府)?信息|公开申请|信息的?申请|申请信息公开)"
    "(?:的|政府|政务|信息|公开|申请|事[项宜]|件|来信|信[件函]|函|表|要求|请求|情况|业务|材料|案件|办件){0,4}"
    "(?=$|[，。；！？、）.\n]|和|及|也|或|且)"
)
_NONE_OF_DISCLOSURE = (
    f"(?:未|没有|无|未曾)(?:发生|引发|产生|出现|收到|接到|存在|有)?{_ANYONE}"
    "(?:因|由于?|对|就|涉及|关于|针对)?(?:政府|政务|依申请|信息|公开|工作|申请|答复|事[项宜]|问题|办理|相关|方面|类){0,6}"
    "(?:而|所|被|引起|引发|导致|产生|发生|造成|提[起出请]|申请|的|任何|等){0,6}"
    "(?:举报|投诉|信访|纠纷|争议|行政|复议|诉讼|应诉|申请|提起|被|、|和|及|与|或者?|以及|的|案件|情况){0,9}?"
)
_NO_OUTCOME = (
    "(?!机关|决定|后|直接|前置|[^，；。]{0,20}"
    "(?:纠正|纠错|撤销|变更|确认|责令|败诉|维持|审结|结转|逾期|超期|未结))"
)
"""Not 没有行政诉讼败诉案件: there were suits."""

STATEMENTS = (
    Statement(f"(?:(?:未|没有|未曾)(?:收到|接到|接收到?|受理)(?:和处理)?|无|没有){_ANYONE}{_TOWARDS_US}(?:政府|政务)?{_APPLICATION}"
              "|申请(?:为)?“?零受理",
              (NEW,), True,
              "本年度未收到政府信息公开申请。", "本年度未收到行政许可申请。"),
    Statement("(?:均|全部|都)(?:已|依法|依规|按时|按期|及时|按照?规定|按程序|规范|在法定期限内|在规定(?:的)?(?:时间|期限|时限|时效)内)*"
              "(?:予以)?(?:办结|答复完毕|办理完毕)(?!率)|已全部答复|均已答复|均按(?:时|期)答复",
              (CARRIED_OVER,), False,
              "收到政府信息公开申请3件，均已办结。", "收到信访件3件，均已办结。"),
    Statement("无(?:结?转|结转至|转结)?{next}",
              (CARRIED_OVER,), True,
              "政府信息公开申请全部办结，无结转下年度办理的情况。", "无下年度预算。"),
    Statement("(?:无|没有){last}结转", (CARRIED_IN,), True,
              "受理政府信息公开申请1件，无上年结转。", "无上年结转资金，收支平衡。"),
    Statement("(?:均|全部|都)(?:获|得到|被|予以|为)?(?:结果)?(?:复议机关|法院|人民法院)?维持",
              ("行政复议结果纠正数+行政复议其他结果数+行政复议尚未审结数",), False,
              "行政复议5件，均获维持。", "各项职责均维持不变。"),
    Statement("(?:均|全部|都)(?:获|得到|被|予以|为)?(?:结果)?(?:复议机关|法院|人民法院)?维持",
              ("行政诉讼结果纠正数+行政诉讼其他结果数+行政诉讼尚未审结数",), False,
              "行政诉讼3件，均获维持。", "机构编制均维持不变。"),
    Statement(f"{_NONE_OF_DISCLOSURE}复议{_NO_OUTCOME}",
              ("行政复议总数",), True,
              "未发生因政府信息公开引起的行政复议。", "未经复议直接起诉1件。"),
    Statement(f"{_NONE_OF_DISCLOSURE}诉讼{_NO_OUTCOME}",
              ("行政诉讼总数",), True,
              "没有因政府信息公开被提起行政诉讼。", "没有未经行政复议的行政诉讼。"),
)  # fmt: skip
