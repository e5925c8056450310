"""What the rows of the tables count, in plain words: what the prompts in the workbook say.

By the articles of 《政府信息公开条例》 (国务院令第711号), here called 条例; where offices differ, or only agree in
practice, it says so. Both forms have these rows. Each text stands under the key of its row or column; that of a
group holds for all of it.
"""

from __future__ import annotations

APPLICATIONS_COUNT = {
    "received": (
        "1月1日至12月31日收到的申请，收到之日按条例第三十一条确定。"
        "以前收到、转入本年办理的计入第二项，不计在此。"
    ),
    "carried_in": (
        "到上年12月31日还没有答复、转入本年办理的申请，应与上年报告第四项相同。"
        "本年收到的计入第一项，不计在此。"
    ),
    "handled": "一件申请只计入一种结果。",
    "handled.granted": (
        "所申请的信息可以公开，已经提供，或者已告知获取的方式、途径和时间的（条例第三十六条第（二）项）。"
        "只公开一部分的计入（二）。"
    ),
    "handled.partly": (
        "含有不应当公开的内容或者不属于政府信息的内容，区分处理后公开其余部分的（条例第三十七条）。"
        "没有公开的部分不再计入（三）（四）。"
    ),
    "handled.refused.state_secret": (
        "依法确定为国家秘密的信息（条例第十四条）。商业秘密、个人隐私计入第4项，不计在此。"
    ),
    "handled.refused.prohibited": (
        "国家秘密以外，法律、行政法规禁止公开的信息（条例第十四条）。"
        "工商、不动产登记资料等计入第8项，不计在此。"
    ),
    "handled.refused.security": (
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定的信息（条例第十四条）。"
        "已确定为国家秘密的计入第1项。"
    ),
    "handled.refused.third_party": (
        "涉及商业秘密、个人隐私等，公开会损害第三方合法权益的信息（条例第十五条、第三十二条）。"
        "第三方同意公开，或者因公共利益予以公开的，不计在此。"
    ),
    "handled.refused.internal": "三类指人事管理、后勤管理、内部工作流程：这些方面的内部事务信息（条例第十六条）。",
    "handled.refused.process": (
        "四类指讨论记录、过程稿、磋商信函、请示报告：履行行政管理职能过程中形成的这些信息（条例第十六条）。"
        "法律、法规、规章规定应当公开的除外。"
    ),
    "handled.refused.enforcement_file": (
        "行政执法案卷信息（条例第十六条）。法律、法规、规章规定应当公开的除外。"
    ),
    "handled.refused.administrative_query": (
        "工商、不动产登记资料等，法律、行政法规对获取另有特别规定，已告知按其规定办理的（条例第三十六条第（七）项）。"
    ),
    "handled.unavailable.not_held": (
        "经检索没有所申请的信息，或者不属于本机关负责公开的（条例第三十六条第（四）（五）项）。"
        "有信息但要加工、分析的计入第2项。"
    ),
    "handled.unavailable.to_be_created": (
        "要对现有政府信息加工、分析才能提供，因而没有提供的（条例第三十八条）。"
        "能区分处理、公开一部分的计入（二）。"
    ),
    "handled.unavailable.unclear": (
        "已要求补正（条例第三十条），申请人补正了，内容仍不明确的。"
        "逾期不补正的计入（六），不计在此。"
    ),
    "handled.not_processed.complaint": (
        "以申请公开的形式进行信访、投诉、举报等活动，已告知不作为政府信息公开申请处理的（条例第三十九条）。"
    ),
    "handled.not_processed.repeated": (
        "已对申请人作过答复，同一申请人又申请相同信息，已告知不予重复处理的（条例第三十六条第（六）项）。"
    ),
    "handled.not_processed.publication": "要求提供政府公报、报刊、书籍等公开出版物的（条例第三十九条）。",
    "handled.not_processed.excessive": (
        "数量、频次明显超过合理范围，说明的理由不合理，已告知不予处理的（条例第三十五条）。"
        "理由合理、只是延迟答复的，按答复的结果计。"
    ),
    "handled.not_processed.confirmation": "申请人已经获取了信息，又要求行政机关确认或者重新出具的。",
    "carried_over": (
        "到12月31日还没有答复、转入下年办理的申请；在下年的报告中是“上年结转”。"
        "已经答复的计入第三项，不计在此。"
    ),
}

CASES_COUNT = {
    "reviews": (
        "因政府信息公开工作被申请行政复议的案件。"
        "含不含上年结转的，各地做法不一，宜在“基本信息”的“表四的注”中写明。"
    ),
    "suits": (
        "因政府信息公开工作被提起行政诉讼的案件。"
        "含不含上年结转的，各地做法不一，宜在“基本信息”的“表四的注”中写明。"
    ),
    "suits.after_review": "复议机关作共同被告的，只计原行为主体的案件，不计复议机关的（国办公开办函〔2016〕201号）。",
}
