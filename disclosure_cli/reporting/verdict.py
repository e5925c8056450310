"""The verdict on a file, and on several: one line that says whether their reports can be built."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.findings import Severity, named
from disclosure_cli.model.report import DATE, ORGAN
from disclosure_cli.reporting.result import FileResult


def verdict(result: FileResult, *, hides_notes: bool = False) -> str:
    """How many findings of each severity there are, and whether a report can be, or was, built.

    `hides_notes` says that they were not listed: then it tells how to see them.
    """
    if result.error:
        return _("× 无法检查：{error}").format(error=result.error)
    has_notes = any(each.severity is Severity.NOTE for each in result.diagnostics)
    more = _("用 validate --notes 可列出提示。") if hides_notes and has_notes else ""
    return _counted(result) + more


def summary(results: Sequence[FileResult], *, is_build: bool = False) -> str:
    """How many of several files are as they should be, how many are not, and which those are."""
    drafts = sum(result.is_draft and bool(result.built) for result in results)
    failed = sum(bool(result.error) for result in results)
    wrong = sum(result.has_errors and not result.built for result in results)
    done = len(results) - drafts - failed - wrong
    counts = (
        (done, _done(results, is_build)),
        (drafts, _("{count} 个已生成草稿")),
        (wrong, _("{count} 个有错误")),
        (failed, _("{count} 个无法生成") if is_build else _("{count} 个无法检查")),
    )
    told = _("，").join(says.format(count=count) for count, says in counts if count)
    line = _("共 {count} 个文件：{outcomes}。").format(count=len(results), outcomes=told)
    bad = list(dict.fromkeys(r.file for r in results if r.error or r.has_errors))
    if not bad:
        return line
    return line + _("需要处理：{names}。").format(names=named(bad))


def _done(results: Sequence[FileResult], is_build: bool) -> str:
    if is_build:
        return _("{count} 个已生成")
    if any(result.is_partial or result.is_published for result in results):
        return _("{count} 个没有发现错误")
    return _("{count} 个可以生成报告")


def _counted(result: FileResult) -> str:
    """The verdict on a file that was read."""
    errors, warnings, notes = map(result.count, Severity)
    counts = [
        told
        for count, told in (
            (errors, for_count("{count} 个错误", errors)),
            (warnings, for_count("{count} 个警告", warnings)),
            (notes, for_count("{count} 个提示", notes)),
        )
        if count
    ]
    if explained := result.count(None):
        counts.append(_("{count} 个已说明").format(count=explained))
    findings = _("，").join(counts)
    if result.has_errors:
        says = (
            _("× {findings}：草稿已生成，改正错误后才能生成报告。")
            if result.built
            else _("× {findings}。")
            if result.is_published
            else _("× {findings}：改正错误后才能生成报告。")
        )
        return says.format(findings=findings) + _missing(result)
    says = _("√ 没有错误，可以生成报告{findings}。")
    if result.is_published:
        says = _("√ 没有发现错误{findings}。")
    if result.is_partial:
        says = _("√ 所选的规则没有发现错误{findings}。")
    if result.built:
        says = _("√ 草稿已生成{findings}。") if result.is_draft else _("√ 已生成{findings}。")
    told = says.format(findings=_("（{findings}）").format(findings=findings) if findings else "")
    told += _missing(result)
    in_prose = sum(
        each.code.startswith("D4") and each.weighs is Severity.WARNING
        for each in result.diagnostics
    )
    if result.built and in_prose:
        told += for_count("其中 {count} 个警告出自正文，请在签发前核对。", in_prose)
    return told


def _missing(result: FileResult) -> str:
    """What a draft still lacks: the name and the date, figures of tables, the text of sections."""
    report = result.report
    if not result.is_draft or report is None:
        return ""
    lacking = [field.label for field in (ORGAN, DATE) if not report.about.get(field.key)]
    for section in report.edition.sections:
        inputs = [ref for ref in section.inputs if report.is_left_blank(ref)]
        if inputs:
            lacking.append(
                for_count("表{numeral} {count} 格", len(inputs), numeral=section.numeral)
            )
        elif not section.tables and not report.texts.get(section.key):
            lacking.append(_("“{section}”的文字").format(section=section.title))
    return _("还没有填：{places}。").format(places=_("；").join(lacking)) if lacking else ""
