"""The 2019 form, for the reports on 2019 and 2020, in the words and the order of the notice.

Source: 国办公开办函〔2019〕60号, 《中华人民共和国政府信息公开工作年度报告格式（试行）》. The labels are those of
reports published under it. The widths are those of the 2021 form, which kept the grids.
"""

from __future__ import annotations

import datetime as dt

from disclosure_cli.form.counting import APPLICATIONS_COUNT, CASES_COUNT
from disclosure_cli.form.schema import (
    Balance,
    CarryOver,
    Edition,
    Item,
    Measure,
    Notice,
    Quotation,
    Ref,
    Section,
    Table,
    Total,
)

DOCUMENTS = Table(
    key="documents",
    caption="第二十条第（一）项",
    corner="信息内容",
    columns=(
        Item("created", "本年新制作数量"),
        Item("published", "本年新公开数量"),
        Item("public", "对外公开总数量"),
    ),
    rows=(
        Item("regulations", "规章"),
        Item("normative", "规范性文件"),
    ),
)

LICENSING = Table(
    key="licensing",
    caption="第二十条第（五）项",
    corner="信息内容",
    columns=(
        Item("last_year", "上一年项目数量"),
        Item("change", "本年增/减", measure=Measure.CHANGE),
        Item("decisions", "处理决定数量"),
    ),
    rows=(
        Item("licences", "行政许可"),
        Item("services", "其他对外管理服务事项"),
    ),
)

ENFORCEMENT = Table(
    key="enforcement",
    caption="第二十条第（六）项",
    corner="信息内容",
    columns=(
        Item("last_year", "上一年项目数量"),
        Item("change", "本年增/减", measure=Measure.CHANGE),
        Item("decisions", "处理决定数量"),
    ),
    rows=(
        Item("penalties", "行政处罚"),
        Item("coercion", "行政强制"),
    ),
)

FEES = Table(
    key="fees",
    caption="第二十条第（八）项",
    corner="信息内容",
    columns=(
        Item("last_year", "上一年项目数量"),
        Item("change", "本年增/减", measure=Measure.CHANGE),
    ),
    rows=(Item("administrative", "行政事业性收费"),),
)

PROCUREMENT = Table(
    key="procurement",
    caption="第二十条第（九）项",
    corner="信息内容",
    columns=(
        Item("projects", "采购项目数量"),
        Item("spent", "采购总金额", measure=Measure.MONEY),
    ),
    rows=(Item("central", "政府集中采购"),),
)

APPLICANTS = (
    Item("", "申请人情况", (
        Item("person", "自然人"),
        Item("organisation", "法人或其他组织", (
            Item("business", "商业企业"),
            Item("research", "科研机构"),
            Item("public_benefit", "社会公益组织"),
            Item("legal_service", "法律服务机构"),
            Item("other", "其他"),
        )),
        Total("total", "总计"),
    )),
)

REFUSED = (
    Item("state_secret", "1.属于国家秘密"),
    Item("prohibited", "2.其他法律行政法规禁止公开"),
    Item("security", "3.危及“三安全一稳定”"),
    Item("third_party", "4.保护第三方合法权益"),
    Item("internal", "5.属于三类内部事务信息"),
    Item("process", "6.属于四类过程性信息"),
    Item("enforcement_file", "7.属于行政执法案卷"),
    Item("administrative_query", "8.属于行政查询事项"),
)

UNAVAILABLE = (
    Item("not_held", "1.本机关不掌握相关政府信息"),
    Item("to_be_created", "2.没有现成信息需要另行制作"),
    Item("unclear", "3.补正后申请内容仍不明确"),
)

NOT_PROCESSED = (
    Item("complaint", "1.信访举报投诉类申请"),
    Item("repeated", "2.重复申请"),
    Item("publication", "3.要求提供公开出版物"),
    Item("excessive", "4.无正当理由大量反复申请"),
    Item("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
)

APPLICATIONS = Table(
    key="applications",
    corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    columns=APPLICANTS,
    rows=(
        Item("received", "一、本年新收政府信息公开申请数量"),
        Item("carried_in", "二、上年结转政府信息公开申请数量"),
        Item("handled", "三、本年度办理结果", (
            Item("granted", "（一）予以公开"),
            Item("partly", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
            Item("refused", "（三）不予公开", REFUSED),
            Item("unavailable", "（四）无法提供", UNAVAILABLE),
            Item("not_processed", "（五）不予处理", NOT_PROCESSED),
            Item("otherwise", "（六）其他处理"),
            Total("total", "（七）总计"),
        )),
        Item("carried_over", "四、结转下年度继续办理"),
    ),
    # Printed in the corner of the table, see above.
    balances=(Balance(("received", "carried_in"), ("handled.total", "carried_over")),),
    carry_over=CarryOver("carried_in", "carried_over"),
    counts={
        **APPLICATIONS_COUNT,
        "handled.otherwise": (
            "不属于以上任何一种的处理结果，如申请人无正当理由逾期不补正、不再处理的（条例第三十条）。"
            "申请人主动撤回的，实践中也计在此项。"
        ),
    },
)

RESULTS = (
    Item("upheld", "结果维持"),
    Item("corrected", "结果纠正"),
    Item("other", "其他结果"),
    Item("pending", "尚未审结"),
    Total("total", "总计"),
)

CASES = Table(
    key="cases",
    columns=(
        Item("reviews", "行政复议", RESULTS),
        Item("suits", "行政诉讼", (
            Item("direct", "未经复议直接起诉", RESULTS),
            Item("after_review", "复议后起诉", RESULTS),
        )),
    ),
    rows=(Item("", ""),),
    counts=CASES_COUNT,
)


OUTCOMES = (
    Quotation("予以公开数", (Ref("applications", "handled.granted", "total"),)),
    Quotation("部分公开数", (Ref("applications", "handled.partly", "total"),)),
    Quotation("不予公开数", (Ref("applications", "handled.refused", "total"),)),
    Quotation("无法提供数", (Ref("applications", "handled.unavailable", "total"),)),
    Quotation("不予处理数", (Ref("applications", "handled.not_processed", "total"),)),
    Quotation("其他处理数", (Ref("applications", "handled.otherwise", "total"),)),
)

BY_APPLICANT = (
    Quotation("自然人新收申请数", (Ref("applications", "received", "person"),)),
    Quotation("自然人上年结转申请数", (Ref("applications", "carried_in", "person"),)),
    Quotation("法人新收申请数", (Ref("applications", "received", "organisation"),)),
    Quotation("法人上年结转申请数", (Ref("applications", "carried_in", "organisation"),)),
)

RECEIVED = Quotation("新收申请总数", (Ref("applications", "received", "total"),))
RECEIVED_AND_CARRIED_IN = Quotation(
    "新收和结转申请总数",
    (Ref("applications", "received", "total"), Ref("applications", "carried_in", "total")),
)
HANDLED = Quotation("办理结果总数", (Ref("applications", "handled.total", "total"),))

QUOTATIONS = (
    Quotation("规章新制作数", (Ref("documents", "regulations", "created"),)),
    Quotation("规章新公开数", (Ref("documents", "regulations", "published"),)),
    Quotation("规章公开总数", (Ref("documents", "regulations", "public"),)),
    Quotation("规范性文件新制作数", (Ref("documents", "normative", "created"),)),
    Quotation("规范性文件新公开数", (Ref("documents", "normative", "published"),)),
    Quotation("规范性文件公开总数", (Ref("documents", "normative", "public"),)),
    Quotation("行政许可决定数", (Ref("licensing", "licences", "decisions"),)),
    Quotation("其他对外管理服务事项决定数", (Ref("licensing", "services", "decisions"),)),
    Quotation("行政处罚决定数", (Ref("enforcement", "penalties", "decisions"),)),
    Quotation("行政强制决定数", (Ref("enforcement", "coercion", "decisions"),)),
    Quotation("政府集中采购项目数", (Ref("procurement", "central", "projects"),)),
    RECEIVED,
    *BY_APPLICANT,
    Quotation("上年结转申请数", (Ref("applications", "carried_in", "total"),)),
    RECEIVED_AND_CARRIED_IN,
    *OUTCOMES,
    HANDLED,
    Quotation("结转下年度申请数", (Ref("applications", "carried_over", "total"),)),
    Quotation("行政复议总数", (Ref("cases", "", "reviews.total"),)),
    Quotation("行政复议结果维持数", (Ref("cases", "", "reviews.upheld"),)),
    Quotation("行政复议结果纠正数", (Ref("cases", "", "reviews.corrected"),)),
    Quotation("行政复议其他结果数", (Ref("cases", "", "reviews.other"),)),
    Quotation("行政复议尚未审结数", (Ref("cases", "", "reviews.pending"),)),
    Quotation("行政诉讼总数", (
        Ref("cases", "", "suits.direct.total"), Ref("cases", "", "suits.after_review.total"),
    )),
    Quotation("行政诉讼结果维持数", (
        Ref("cases", "", "suits.direct.upheld"), Ref("cases", "", "suits.after_review.upheld"),
    )),
    Quotation("行政诉讼结果纠正数", (
        Ref("cases", "", "suits.direct.corrected"), Ref("cases", "", "suits.after_review.corrected"),
    )),
    Quotation("行政诉讼其他结果数", (
        Ref("cases", "", "suits.direct.other"), Ref("cases", "", "suits.after_review.other"),
    )),
    Quotation("行政诉讼尚未审结数", (
        Ref("cases", "", "suits.direct.pending"), Ref("cases", "", "suits.after_review.pending"),
    )),
)

E2019 = Edition(
    key="2019",
    notice=Notice(
        "《中华人民共和国政府信息公开工作年度报告格式（试行）》", "国办公开办函〔2019〕60号", dt.date(2019, 11, 27)
    ),
    first_year=2019,
    last_year=2020,
    sections=(
        Section("overview", "一、总体情况", advice=(
            "综述本年政府信息公开工作，一般写主动公开、依申请公开、政府信息管理、"
            "政府信息公开平台建设、监督保障；各级人民政府的报告还应当包括工作考核、社会评议和"
            "责任追究结果情况（条例第五十条）。"
        )),
        Section(
            "proactive",
            "二、主动公开政府信息情况",
            tables=(DOCUMENTS, LICENSING, ENFORCEMENT, FEES, PROCUREMENT),
            widths=(2211, 2211, 2211, 2211),
        ),
        Section(
            "requests",
            "三、收到和处理政府信息公开申请情况",
            tables=(APPLICATIONS,),
            widths=(420, 1120, 2720, 720, 644, 644, 644, 644, 644, 644),
        ),
        Section(
            "disputes",
            "四、政府信息公开行政复议、行政诉讼情况",
            tables=(CASES,),
            widths=(
                590, 590, 590, 590, 590, 590, 590, 590,
                589, 589, 589, 589, 589, 589, 590,
            ),
        ),
        Section("problems", "五、存在的主要问题及改进情况", advice=(
            "写政府信息公开工作存在的主要问题及改进情况（条例第五十条），"
            "可以先写上年所列问题的改进情况。"
        )),
        Section(
            "other",
            "六、其他需要报告的事项",
            advice="收取信息处理费情况在此处报告（单位：元；没有收取也请写明）。",
        ),
    ),
    quotations=QUOTATIONS,
    outcomes=OUTCOMES,
    applicants=BY_APPLICANT,
    wholes=(HANDLED, RECEIVED, RECEIVED_AND_CARRIED_IN),
    example=RECEIVED.name,
)
