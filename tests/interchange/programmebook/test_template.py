"""A college's own template: everything wrong with it is named with its place, and a good one keeps its own face."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.interchange.programmebook import docxcheck
from tests.web import factories

from remeslo.interchange import programmebook
from remeslo.interchange.sentences import known_codes

DOCUMENT = "word/document.xml"
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def template(*changes, part=DOCUMENT, added=()):
    """The default template with words of one part changed, and parts added."""
    made = BytesIO()
    with ZipFile(BytesIO(programmebook.starter_template("ru"))) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for old, new in changes if name == part else ():
                assert old in text, old
                text = text.replace(old, new)
            target.writestr(name, text)
        for name, body in added:
            target.writestr(name, body)
    return made.getvalue()


def codes(data):
    return [f.code for f in programmebook.check_template(data, name="own.docx").findings]


def filled(data):
    return programmebook.book_docx(factories.cluster(), factories.outcome(), language="ru", template=data).data


@pytest.mark.parametrize("language", ("ru", "en"))
def test_default_template_is_sound_and_uses_every_block(language):
    reading = programmebook.check_template(programmebook.starter_template(language), name="t.docx")

    assert reading.usable and reading.findings == ()
    assert set(programmebook.BLOCKS) <= set(reading.names)
    assert docxcheck.faults(programmebook.starter_template(language)) == []


def test_unknown_name_is_told_with_place_and_nearest_known_one():
    (finding,) = [
        f
        for f in programmebook.check_template(template(("{{curriculum}}", "{{curiculum}}")), name="own.docx").findings
        if f.code.startswith("booktemplate.unknown")
    ]

    assert finding.code == "booktemplate.unknown_near" and finding.hard
    assert finding.facts["name"] == "curiculum" and finding.facts["near"] == "curriculum"
    assert finding.facts["part"] == DOCUMENT and finding.facts["paragraph"] > 1


@pytest.mark.parametrize("name", sorted(programmebook.REQUIRED))
def test_each_missing_required_block_is_named(name):
    reading = programmebook.check_template(template((f"{{{{{name}}}}}", "")), name="own.docx")

    assert [(f.code, f.facts["name"]) for f in reading.findings] == [("booktemplate.missing", name)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{basis}}", "{{basis}} and more", "booktemplate.block_not_alone"),
        ("{{costs}}", "{{staff}}", "booktemplate.block_repeated"),
        ("{{code_and_title}}", "{{ no such name }}", "booktemplate.broken"),
        ("{{code_and_title}}", "{% for x in y %}{{", "booktemplate.broken"),
        ("{{code_and_title}}", "{{zzzzqqq}}", "booktemplate.unknown"),
        ("{{code_and_title}}", "{{title.__class__}}", "booktemplate.broken"),
    ],
)
def test_wrong_placeholders_are_refused_by_their_kind(old, new, code):
    data = template((old, new))

    assert code in codes(data)
    with pytest.raises(programmebook.TemplateRefused):
        filled(data)


def test_block_in_a_header_is_refused():
    assert "booktemplate.block_outside_body" in codes(
        template(("{{illustrative}}", "{{norms}}"), part="word/header1.xml")
    )


def test_wide_block_on_an_upright_page_is_only_a_warning():
    data = template(('w:w="16838" w:h="11906" w:orient="landscape"', 'w:w="11906" w:h="16838"'))

    reading = programmebook.check_template(data, name="own.docx")

    assert {f.code for f in reading.findings} == {"booktemplate.narrow"} and reading.usable
    widths = docxcheck.text_widths(filled(data))
    assert all(table <= text for text, table in widths)


@pytest.mark.parametrize(
    "data",
    [
        template(added=[("word/vbaProject.bin", b"macro")]),
        template(("</w:body>", '<w:p><w:r><w:instrText> INCLUDETEXT "c:/x" </w:instrText></w:r></w:p></w:body>')),
        template(
            (
                "</Relationships>",
                '<Relationship Id="x" Type="http://o/attachedTemplate" Target="file:///x" TargetMode="External"/>'
                "</Relationships>",
            ),
            part="word/_rels/document.xml.rels",
        ),
    ],
    ids=("macro", "field", "link"),
)
def test_what_runs_or_reaches_outside_is_refused(data):
    assert set(codes(data)) == {"booktemplate.active"}


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04" + bytes(40)], ids=("empty", "text", "cut"))
def test_rubbish_is_no_template_and_raises_nothing(data):
    reading = programmebook.check_template(data, name="own.docx")

    assert not reading.usable and not reading.readable
    assert {f.code for f in reading.findings} <= known_codes()


def test_placeholder_cut_into_runs_by_word_is_found_and_filled():
    cut = "".join(RUN.format(piece) for piece in ("Код: {{", "co", "de}", "}."))
    whole = '<w:r><w:t xml:space="preserve">{{code_and_title}}</w:t></w:r>'

    data = template((whole, cut))

    assert codes(data) == []
    text = docxcheck.text(docxcheck.trees(filled(data))[DOCUMENT])
    assert "Код: 99.01.01." in text.splitlines()


def test_own_styles_are_kept_and_lacking_ones_brought_along():
    made = filled(_other_styles())

    assert docxcheck.faults(made) == []
    styles = docxcheck.trees(made)["word/styles.xml"]
    keys = [s.get(f"{docxcheck.W}styleId") for s in styles.iter(f"{docxcheck.W}style")]
    assert "Other" in keys and "BookTable" in keys


def _other_styles():
    return template(
        ('w:styleId="BookTable"', 'w:styleId="Other"'),
        ('<w:name w:val="Book table"/>', '<w:name w:val="Another table"/>'),
        part="word/styles.xml",
    )


def test_text_and_order_of_the_college_stay():
    made = filled(template(("Общие положения", "Положения нашего колледжа")))

    text = docxcheck.text(docxcheck.trees(made)[DOCUMENT])
    assert "Положения нашего колледжа" in text and "Общие положения" not in text
