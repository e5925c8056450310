"""What is said of a rule: in a line, and on a page of its own."""

from __future__ import annotations

from disclosure_cli.checks.rules import Rule
from disclosure_cli.i18n import _


def line_of(rule: Rule) -> str:
    """The code, the severity, and what must hold."""
    return f"{rule.code}  {_(rule.severity.label)}  {rule.what}"


def page_of(rule: Rule) -> str:
    """What it asks for, why, an example, its source, and which questions of the FAQ are about it."""
    says = _("{code}（{severity}）{what}\n\n为什么：{why}\n例：{example}\n依据：{source}")
    page = says.format(
        code=rule.code,
        severity=_(rule.severity.label),
        what=rule.what,
        why=rule.why,
        example=rule.example,
        source=rule.source,
    )
    # An installed program has no folder of documentation; the project that it comes from has.
    asked = _("问答：{question}（见项目的 docs/faq.zh-CN.md，规则 {code}）")
    questions = (asked.format(question=each, code=rule.code) for each in rule.questions)
    return "\n".join([page, *questions])
