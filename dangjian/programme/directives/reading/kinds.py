"""The eight fields of work (领域) and the words that name them."""

from __future__ import annotations

import re

FIELDS: dict[str, re.Pattern[str]] = {
    "农村": re.compile(
        r"农村(?!信用)|乡村|村党|村级|驻村|村“?两委|行政村|后进村|空壳村|村民|村干部|村集体|各村|村规民约|村\(社区\)|村（社区）"
    ),
    "社区": re.compile(r"社区(?!矫正)|城市基层|小区|居委会|街道|居民"),
    "机关": re.compile(r"机关(?!报)|党政部门|市直|县直|区直|直属单位"),
    "学校": re.compile(r"学校|中小学|高校|校园|校长|教职工|教育局|教师|学生"),
    "国企": re.compile(r"国企|国有企业|国资委|国资"),
    "非公企业": re.compile(
        r"非公|“?两新”?组织|“?两新”?党|“?两新”?工委|民营企业|个体工商户|产业集聚区|商圈|楼宇|互联网企业|新就业群体|园区"
    ),
    "社会组织": re.compile(r"社会组织|“?两新”?组织|“?两新”?党|“?两新”?工委|行业协会|商会|民办"),
    "公立医院": re.compile(r"医院|卫健|医疗卫生|医务"),
}


def fields_of(text: str, heading: str) -> tuple[str, ...]:
    """Fields named in the words themselves, else those of the heading above."""
    for words in (text, heading):
        named = tuple(name for name, pattern in FIELDS.items() if pattern.search(words))
        if named:
            return named
    return ()
