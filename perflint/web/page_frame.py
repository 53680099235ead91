"""The frame of the page: its head with the switches, the place to drop files, and what stands in an empty page."""

from urllib.parse import urlencode

from perflint import __version__
from perflint.documents import known_endings
from perflint.language import Language
from perflint.web.desk import Desk
from perflint.web.markup import Child, Markup, join, tag
from perflint.web.orders import Wish
from perflint.web.settings import Settings, size_words
from perflint.web.wording import in_force, say

_FORMATS = "xlsx、xls、et、ods、docx、doc、wps、pdf、html、csv、md、txt、yaml、json、zip"


def frame(desk: Desk, wish: Wish, overview: Child, view: Markup, *, empty: bool) -> Markup:
    """The whole document."""
    language = wish.language
    body = tag(
        "body",
        tag("a", say(language, "跳到内容", "Skip to the content"), href="#main", class_="skip"),
        tag(
            "a", say(language, "跳到打开的文件", "Skip to the open file"), href="#results-file", class_="skip file-skip"
        ),
        _header(desk, wish),
        tag(
            "main",
            _drop(desk, wish),
            tag("ul", id="progress", class_="progress", aria_label=say(language, "上传进度", "Progress")),
            tag("p", id="status", class_="status", role="status", aria_live="polite"),
            _intro(desk, language) if empty else None,
            tag("div", overview, id="results-overview"),
            _downloads(wish, hidden=empty),
            tag("div", view, id="results-file", tabindex="-1"),
            id="main",
            tabindex="-1",
        ),
        _footer(desk, language),
        _forget_form(wish),
        class_="empty" if empty else None,
        data_most=str(desk.settings.max_file),
        **_texts(desk.settings, language),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light"),
        tag("title", say(language, "绩效自评表核对 · perflint", "Checks of self-evaluation forms · perflint")),
        tag("link", rel="icon", href="static/icon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href="static/form_table.css"),
        tag("link", rel="stylesheet", href="static/page.css"),
        tag("link", rel="stylesheet", href="static/results.css"),
        tag("script", src="static/page.js", type="module"),
    )
    return join(Markup("<!doctype html>"), tag("html", head, body, lang="zh-CN" if language == "zh" else "en"))


def _header(desk: Desk, wish: Wish) -> Markup:
    language = wish.language
    other: Language = "en" if language == "zh" else "zh"
    options = [
        tag("option", title.pick(language), value=name, selected=name == wish.profile)
        for name, title in desk.profile_titles.items()
    ]
    return tag(
        "header",
        tag(
            "div",
            tag(
                "p", tag("a", say(language, "绩效自评表核对", "Self-evaluation form checks"), href="./"), class_="brand"
            ),
            tag(
                "form",
                tag("label", say(language, "地区配置", "Profile"), for_="profile"),
                tag("select", options, id="profile", name="profile"),
                tag("input", type="hidden", name="lang", value=language),
                tag("button", say(language, "切换", "Switch"), type="submit", class_="no-script"),
                method="get",
                action="./",
                id="switches",
            ),
            tag(
                "a",
                "English" if other == "en" else "中文",
                href="./?" + urlencode({"lang": other, "profile": wish.profile}),
                lang="zh-CN" if other == "zh" else "en",
                class_="language",
                id="language",
            ),
            class_="bar-inner",
        ),
        class_="bar",
    )


def _drop(desk: Desk, wish: Wish) -> Markup:
    language = wish.language
    accepted = ",".join(f".{ending}" for ending in sorted((*known_endings(), "zip")))
    size, members = size_words(desk.settings.max_file), desk.settings.max_members
    return tag(
        "form",
        tag("h1", say(language, "上传自评表，逐格核对", "Upload forms and check every cell")),
        tag(
            "div",
            tag(
                "button",
                say(language, "选择文件", "Choose files"),
                type="submit",
                id="choose",
                class_="button primary scripted",
            ),
            tag("label", say(language, "选择文件", "Choose files"), for_="file", class_="no-script"),
            tag("input", type="file", id="file", name="file", multiple=True, accept=accepted, class_="file-input"),
            tag(
                "span",
                say(
                    language,
                    "或把文件、文件夹拖到这里，可一次多个，也可以是 zip 压缩包",
                    "or drop them here, several at a time, a folder or a zip archive of them",
                ),
                class_="hint",
            ),
            tag("button", say(language, "核对", "Check"), type="submit", class_="button no-script"),
            class_="drop-line",
        ),
        tag(
            "p",
            say(
                language,
                f"可读 {_FORMATS}；单个文件不超过 {size}，压缩包里不超过 {members} 个文件。",
                f"Reads {_FORMATS.replace('、', ', ')}; up to {size} a file and {members} files in an archive.",
            ),
            class_="small",
        ),
        tag("input", type="hidden", name="lang", value=language),
        tag("input", type="hidden", name="profile", value=wish.profile),
        method="post",
        action="files",
        enctype="multipart/form-data",
        id="upload",
        class_="drop",
    )


def _intro(desk: Desk, language: Language) -> Markup:
    minutes = desk.settings.keep_seconds // 60
    count = len(desk.rules)
    points = (
        (
            say(language, "核对什么", "What is checked"),
            say(
                language,
                f"{count} 条规则：合计与分值、执行率与得分、完成值与得分、偏差原因、指标值写法、指标体系与总体目标。",
                f"{count} rules: totals and weights, budget execution, values against scores, reasons for deviations, "
                "how targets are written, the set of indicators, and the overall goals.",
            ),
        ),
        (
            say(language, "得到什么", "What you get"),
            say(
                language,
                "在原表上标出矛盾的单元格，说明错在哪里、算式、依据和处理办法；判断不了的也如实列出。",
                "The cells that contradict are marked on your own table, with what is wrong, the arithmetic, the "
                "regulation and what to do; what could not be judged is listed too.",
            ),
        ),
        (
            say(language, "文件在哪里", "Where the files stay"),
            say(
                language,
                "只留在运行本服务的这台机器上（内存，必要时用私有临时文件，用完即删），不外传；"
                f"{minutes} 分钟不用即清除，也可随时点“全部移除”。",
                "On the machine that runs this service (in memory, or in private temporary files), never sent"
                f" on. Forgotten after {minutes} minutes without use, or at once with “Remove all”.",
            ),
        ),
    )
    return tag(
        "dl",
        [tag("div", tag("dt", name), tag("dd", text)) for name, text in points],
        class_="intro",
        id="intro",
    )


def _downloads(wish: Wish, *, hidden: bool) -> Markup:
    language = wish.language
    query = "?" + urlencode({"lang": wish.language, "profile": wish.profile})
    return tag(
        "p",
        tag(
            "a",
            say(language, "核对报告（全部文件，html）", "Report on all files (html)"),
            href=f"report.html{query}",
            class_="button",
        ),
        tag(
            "a",
            say(language, "问题清单（全部文件，xlsx）", "All findings (xlsx)"),
            href=f"findings.xlsx{query}",
            class_="button",
        ),
        tag(
            "button",
            say(language, "打印本页", "Print this page"),
            type="button",
            class_="button scripted",
            id="print",
            hidden=True,
        ),
        tag(
            "button",
            say(language, "全部移除", "Remove all"),
            type="submit",
            form="forget",
            class_="button",
            id="forget-all",
        ),
        class_="actions",
        id="actions",
        hidden=hidden,
    )


def _footer(desk: Desk, language: Language) -> Markup:
    return tag(
        "footer",
        tag("p", in_force(desk.standing, desk.profile_titles[desk.regime.profile], language), id="in-force"),
        tag(
            "p",
            say(
                language,
                "结论由规则计算得出，供核对参考；是否修改由填报人决定。",
                "The findings are computed by rules; whether to change anything is for the signer to decide.",
            ),
        ),
        tag(
            "p",
            f"perflint {__version__} · ",
            tag("a", say(language, "接口说明", "HTTP interface"), href="api/openapi.json"),
            class_="about",
        ),
        class_="foot",
    )


def _forget_form(wish: Wish) -> Markup:
    query = "?" + urlencode({"lang": wish.language, "profile": wish.profile})
    return tag("form", method="post", action=f"forget{query}", id="forget", hidden=True)


def _texts(settings: Settings, language: Language) -> dict[str, str]:
    """What the script says."""
    most = size_words(settings.max_file)
    return {
        "data_waiting": say(language, "等待", "waiting"),
        "data_uploading": say(language, "上传", "uploading"),
        "data_checking": say(language, "正在核对…", "checking…"),
        "data_offline": say(
            language,
            "连不上服务。请看网络是否通、启动服务的窗口是否还开着；单位共用的服务请与管理员联系。然后再试一次。",
            "The server does not answer. See that the network is up and the window that serves it is still open, or "
            "ask the administrator; then try again.",
        ),
        "data_toolarge": say(
            language,
            f"文件有 {{size}} MB，超过单个文件 {most} 的上限，没有上传。请只上传自评表，或拆成几个文件。",
            f"The file has {{size}} MB, more than the {most} that one may have; it was not uploaded. Upload the "
            "form alone, or split the file.",
        ),
        "data_ziptoolarge": say(
            language,
            f"压缩包有 {{size}} MB，超过 {most} 的上限，没有上传。请解压后把文件夹拖进来，或拆成几个压缩包。",
            f"The archive has {{size}} MB, more than the {most} that one may have; it was not uploaded. Unpack it and "
            "drop the folder, or split it.",
        ),
        "data_nothing": say(
            language, "文件夹里没有可以核对的文件。", "There is no file in the folder that could be checked."
        ),
        "data_pieces": say(language, "已核对 {done} / {all}", "{done} of {all} checked"),
        "data_dismiss": say(language, "收起", "Dismiss"),
        "data_before": say(language, "← 上一个文件", "← Previous file"),
        "data_after": say(language, "下一个文件 →", "Next file →"),
        "data_retry": say(language, "再试", "Try again"),
        "data_sofar": say(language, "已核对 {done} / {all} 个文件", "{done} of {all} files checked"),
        "data_ready": say(language, "核对完毕", "All files are checked"),
        "data_readybut": say(
            language,
            "已处理完毕，其中 {count} 个文件没有核对，点开文件看原因。",
            "All files are dealt with; {count} could not be checked, open them to see why.",
        ),
        "data_shown": say(language, "显示 {shown} / {all} 处", "{shown} of {all} shown"),
        "data_making": say(language, "正在制作…", "making it…"),
        "data_loading": say(language, "正在打开…", "opening…"),
    }
