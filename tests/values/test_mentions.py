"""Numbers that running text mentions, and what they contradict."""

import pytest

from perflint.values import contradiction_in_name, contradiction_in_text, parse_target
from perflint.values.mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办讲座26场，参加6,380人次。", "26场 6,380人次"),
        ("群众满意度达到90%以上", "90%以上"),
        ("不少于800条街道", "不少于800条"),
        ("处置25000余处", "25000余处"),
        ("三个办公区、两台设备", "三个 两台"),
        ("参加活动1.2万人次", "1.2万人次"),
        ("发放３００份", "300份"),
        ("<p>整治700余辆。</p>", "700余辆"),
        ("2023年7月15日前完成，9月底验收", ""),
        ("第3季度、第二批、二期工程、三级医院、三公经费", ""),
        ("每季度举办6场，人均培训20课时，其中线上10场", ""),
        ("按《2021年工作方案（12项）》〔2021〕4号执行", ""),
        ("5G网络、12345热线、PM2.5", ""),
        ("持续提升", ""),
        ("", ""),
    ],
)
def test_mentions(text: str, expected: str) -> None:
    """Numbers with units; dates, years, ordinals, shares and what stands in brackets are none."""
    assert [one.printed for one in mentions(text)] == expected.split()


def test_a_mention_has_its_surroundings() -> None:
    """Sign, quantity, and the words before and after within the clause."""
    (told,) = mentions("今年，满意度达到90%以上的社区；其他")
    assert (told.before, told.sign, str(told.quantity.amount), told.quantity.unit, told.after) == (
        "满意度达到", "≥", "90", "%", "的社区",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("行政机关满意度达90%", "≥90%", ""),
        ("行政机关满意度达90%", "≥91%", "90%"),
        ("满意度达到80%以上", "80%", ""),
        ("满意度达到80%以上", "≥85%", "80%以上"),
        ("街面评查不少于800条街道", ">=800条", ""),
        ("街面评查不少于800条街道", ">=700条", "不少于800条"),
        ("三个办公区维修", "3个", ""),
        ("三个办公区维修", "2个", "三个"),
        ("防疫人员数：6人", "5人", "6人"),
        ("开展3类培训", "4类", "3类"),
        ("采购金额达2万元", "≤20000元", ""),
        ("采购金额达2万元", "≤30000元", "2万元"),
        ("故障率不超过5%", "≥5%", "不超过5%"),
        ("故障率不超过5%", "5%", ""),
        ("65岁以上老人体检率", "≥70%", ""),
        ("100人以上企业走访数", "≥30人", ""),
        ("24小时值守应急响应时间", "≤2小时", ""),
        ("每月2次巡查", "24次", ""),
        ("第3次会议", "2次", ""),
        ("完成2022年印刷任务", "≥10000张", ""),
        ("上网专线50M宽带数量", "2根", ""),
        ("5个小区和8个村改造", "13个", ""),
        ("完成100公里以上公路养护里程", "≥120公里", ""),
        ("满意度达到80%以上的村", "≥85%", "80%以上"),
        ("指标2项目数量", "5项", ""),
        ("90%以上群众满意", "≥85%", ""),
        ("二期工程", "3期", ""),
        ("培训满意度", "≥90%", ""),
        ("行政机关满意度达90%", "好坏", ""),
        ("行政机关满意度达90%", "**", ""),
        ("年度支出10个", "7-12个", ""),
    ],
)
def test_contradiction_in_name(name: str, target: str, expected: str) -> None:
    """Only a number that states the aim, in the target's unit, and another than the target's (PF513)."""
    assert contradiction_in_name(parse_target(target), name) == expected


@pytest.mark.parametrize(
    ("printed", "name", "text", "expected"),
    [
        ("26场", "科普讲座场次", "举办科普讲座26场", ""),
        ("26场", "科普讲座场次", "举办科普讲座25场", "25场"),
        ("26场", "科普讲座场次", "全年举办25场科普讲座", "25场"),
        ("26场", "科普讲座场次", "科普讲座共计25场，参加600人次", "25场"),
        ("26场", "科普讲座场次", "举办线上科普讲座10场", ""),
        ("26场", "科普讲座场次", "举办科普讲座展览10场", ""),
        ("26场", "科普讲座场次", "10场科普讲座培训", ""),
        ("26场", "科普讲座场次", "举办科普讲座26场，其中科普讲座6场在学校", ""),
        ("26场", "科普讲座场次", "举办科普讲座25人次", ""),
        ("12380人次", "参加活动人次", "参加活动1.2万人次", ""),
        ("12600人次", "参加活动人次", "参加活动1.2万人次", "1.2万人次"),
        ("93%", "群众满意度", "群众满意度达到90%以上", ""),
        ("88%", "群众满意度", "群众满意度达到90%以上", "90%以上"),
        ("92.4%", "群众满意度", "群众满意度为92%", ""),
        ("92.6%", "群众满意度", "群众满意度为92%", "92%"),
        ("95%", "群众满意度", "群众满意度达95.2%", ""),
        ("95.0%", "群众满意度", "群众满意度达95.2%", "95.2%"),
        ("≥90%", "群众满意度", "群众满意度达到95%以上", "95%以上"),
        ("≥90%", "群众满意度", "使群众满意度达到90%以上", ""),
        ("≥90%", "满意度", "群众满意度达到95%以上", ""),
        ("≥24场", "科普讲座场次", "举办科普讲座26场", ""),
        ("≥24场", "科普讲座场次", "举办科普讲座20场", "20场"),
        ("26", "科普讲座场次", "举办科普讲座25场", ""),
        ("及时", "支付及时性", "支付及时性达到90%", ""),
        ("**", "群众满意度", "群众满意度达到90%", ""),
        ("5个", "数量", "完成6个", ""),
    ],
)
def test_contradiction_in_text(printed: str, name: str, text: str, expected: str) -> None:
    """The same thing, named alike beside the number, in the same unit, with a number that cannot be meant (PF703)."""
    assert contradiction_in_text(parse_target(printed), name, text) == expected
