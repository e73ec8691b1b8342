"""A cluster whose standards are files of the registry that nobody here wrote goes through the whole line."""

import shutil

import pytest

from remeslo.interchange import planfile

pytestmark = pytest.mark.shared

CLUSTER = """
key: real
name: Кластер на действующих стандартах (проверка)
industry: металлообработка
region: —
day: 2026-09-01
start_year: 2026
illustrative: true
format: 1
"""
ORGANISATIONS = """key,name,role
college,Колледж проверки,base_college
forge,Кузница проверки,anchor_employer
press,Прессовый завод проверки,partner_employer
"""
STATE = """
code: 15.01.98
title: Наладчик прессов (проверка)
kind: worker
order_number: проверка
approved: 2026-01-01
qualification: наладчик кузнечно-прессового оборудования
source: составлено для проверки
terms:
  - {base: soo, months: 10, total_hours: 1476}
min_disciplines: 300
min_practice: 432
min_final_attestation: 36
general:
  - code: ОК 01
    title: Выбирать способы решения задач
    outcomes:
      - {kind: ability, text: выбрать порядок работы по обстановке}
      - {kind: knowledge, text: способы оценки результата}
disciplines:
  - {index: СГ.01, title: Безопасность жизнедеятельности, cycle: СГ, hours_min: 36, competences: [ОК 01]}
  - {index: ОП.01, title: Техническая графика, cycle: ОП, hours_min: 54, competences: [ПК 1.1]}
activities:
  - number: 1
    title: Наладка прессов
    competences:
      - {code: ПК 1.1, title: Налаживать молоты и винтовые прессы, functions: [40.121/A/01.3, 40.121/A/03.3]}
      - {code: ПК 1.2, title: Налаживать гидравлические прессы, functions: [40.121/A/02.3]}
  - number: 2
    title: Контроль термической обработки
    competences:
      - {code: ПК 2.1, title: Измерять твёрдость и записывать результат, functions: [40.085/A/01.4]}
"""
PROGRAMME = """
key: presses
title: 15.01.98 Наладчик прессов (проверка)
state_standard: 15.01.98
base: soo
qualification: наладчик
norms: ru-spo-worker-2021
occupational_standards: ['40.121', '40.085', '40.014', '28.009']
"""
CARD_FORGE = """
key: forge-01
employer: forge
job: Наладчик молотов
deadline: 2027-08-01
headcount: [{year: 2027, people: 20}]
requirements:
  - {number: 1, text: наладить паровоздушный молот перед сменой и отковать пробу, criticality: 3, proficiency: 2}
  - {number: 2, functions: [40.121/A/02.3], criticality: 2, proficiency: 2}
  - {number: 3, text: вежливо отвечать туристам на экскурсии по музею завода, criticality: 1, proficiency: 1}
"""
CARD_PRESS = """
key: press-01
employer: press
job: Наладчик прессов
deadline: 2027-08-01
headcount: [{year: 2027, people: 10}]
requirements:
  - {number: 1, text: настроить винтовой пресс на новую поковку, criticality: 2, proficiency: 2}
  - {number: 2, text: измерить твёрдость детали после закалки и занести в журнал, criticality: 3, proficiency: 2}
  - {number: 3, functions: [40.085/D/01.7], criticality: 1, proficiency: 1}
"""


@pytest.fixture(scope="module")
def real(shared, remeslo, tmp_path_factory):
    """The folder, built around the registry's files, and what the plan command wrote for it."""
    folder, out = tmp_path_factory.mktemp("real"), tmp_path_factory.mktemp("out")
    files = {
        "cluster.yaml": CLUSTER,
        "organisations.csv": ORGANISATIONS,
        "state/15.01.98.yaml": STATE,
        "programmes/presses.yaml": PROGRAMME,
        "demand/forge-01.yaml": CARD_FORGE,
        "demand/press-01.yaml": CARD_PRESS,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "standards").mkdir()
    for number in (1343, 27):
        shutil.copy(shared / "data" / "profstandarts" / f"ProfessionalStandarts_{number}.xml", folder / "standards")
    ran = remeslo("plan", folder, "--out", out, "--json", "--lexical")
    return ran, out


@pytest.fixture(scope="module")
def programme(real):
    """The only programme, read back from plan.json."""
    reading = planfile.read(real[1])
    (outcome,) = reading.plan.outcome.programmes
    return outcome


def test_real_standards_give_a_proven_term_and_a_clean_check(real, remeslo):
    ran, out = real

    assert ran.status == 0, ran.out
    (planned,) = ran.json["programmes"]
    assert (planned["status"], planned["hours"]) == ("optimal", 1476)
    assert planned["weeks"] == planned["bound"] == 43
    assert remeslo("check", out, "--json").json["hard"] == 0


def test_free_text_finds_the_work_function_of_the_real_standard(programme):
    lines = {r.card + "/" + str(r.number): g for g in programme.design.model.gap for r in g.line.requests}

    assert ":A/03.3" in lines["press-01/1"].line.function
    assert ":A/01.4" in lines["press-01/2"].line.function
    assert lines["forge-01/2"].line.function == "40.121@590н-2020-09-09:A/02.3"


def test_what_no_standard_has_stays_the_employers_own_wording(programme):
    museum = next(g for g in programme.design.model.gap if g.line.requests[0].number == 3 and "музе" in g.line.text)

    assert museum.line.function is None


def test_a_function_above_the_programme_is_rejected_with_the_level(programme):
    above = next(g for g in programme.design.model.gap if g.line.function and g.line.function.endswith(":D/01.7"))

    assert (above.answer, above.reason) == ("rejected", "gap.level_above_programme")


def test_every_outcome_is_first_taught_exactly_once(programme):
    taught = [o for e in programme.design.elements for o in e.first]

    assert sorted(taught) == sorted(o.key for o in programme.design.model.outcomes)
