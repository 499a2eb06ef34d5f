"""The four faces of an official paper, each with what stands in where a machine lacks it."""

from enum import Enum

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run


class Face(Enum):
    """A face by name, with the names under which other machines have it or a likeness."""

    TITLE = ("方正小标宋简体", "方正小标宋_GBK;小标宋;Noto Serif CJK SC;Source Han Serif SC;宋体;SimSun")
    BODY = ("仿宋_GB2312", "仿宋;FangSong;FandolFang;Noto Serif CJK SC;Source Han Serif SC;宋体")
    KAI = ("楷体_GB2312", "楷体;KaiTi;FandolKai;Noto Serif CJK SC;宋体")
    HEI = ("黑体", "SimHei;Noto Sans CJK SC;Source Han Sans SC;WenQuanYi Micro Hei")
    SONG = ("宋体", "SimSun;Noto Serif CJK SC;Source Han Serif SC")


def dress(run: Run, face: Face, size: float | None = None, *, red: str = "") -> Run:
    """Set face, size in points and colour of a run; returns it."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  # python-docx has no word for it
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), face.value[0])
    fonts.set(qn("w:hint"), "eastAsia")
    if size is not None:
        run.font.size = Pt(size)
    if red:
        run.font.color.rgb = RGBColor.from_string(red)
    return run


def font_table() -> bytes:
    """Return the part word/fontTable.xml that names the stand-ins."""
    table = OxmlElement("w:fonts")
    for face in Face:
        name, others = face.value
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        alternative = OxmlElement("w:altName")
        alternative.set(qn("w:val"), others)
        charset = OxmlElement("w:charset")
        charset.set(qn("w:val"), "86")
        font.extend([alternative, charset])
        table.append(font)
    return bytes(serialize_part_xml(table))
