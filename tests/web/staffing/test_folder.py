"""The staffing fields of a folder in rows: given back as they came; what happened here outlives a folder."""

from dataclasses import replace
from datetime import date

import pytest
from tests.web.staffing.house import staffed

from remeslo.interchange.clusterfile import read_files, write_files
from remeslo.web.apps.registry.parts import StillInUse
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.models import Origin, QualificationRow, StaffEvent

pytestmark = pytest.mark.django_db


def test_a_staffed_cluster_comes_back_as_it_was_loaded(house):
    assert cluster_value(house) == staffed()


def test_what_a_folder_no_longer_has_goes(house):
    fewer = replace(staffed(), qualifications=(), sessions=(), courses=(), absences=(), mentorships=(), skills=())

    assert cluster_value(load_cluster(fewer, by=None)) == fewer


def test_changed_rows_are_brought_to_the_new_picture(house):
    value = staffed()
    first = replace(value.qualifications[0], level=5, until=date(2031, 1, 1))
    changed = replace(value, qualifications=(*value.qualifications[1:], first), courses=tuple(reversed(value.courses)))

    assert cluster_value(load_cluster(changed, by=None)) == changed


def test_what_was_entered_here_outlives_a_folder_without_it(house):
    QualificationRow.objects.filter(key="q-lathe").update(origin=Origin.ENTERED)

    load_cluster(replace(staffed(), name="Иначе", qualifications=()), by=None)

    assert [q.key for q in cluster_value(house).qualifications] == ["q-lathe"]


def test_a_person_with_a_certified_right_cannot_vanish_with_a_folder(house, certified):
    gone = replace(staffed(), staff=(), qualifications=(), absences=(), mentorships=())

    with pytest.raises(StillInUse):
        load_cluster(gone, by=None)
    assert len(cluster_value(house).staff) == len(staffed().staff)


def test_export_then_import_keeps_certificates_consents_and_what_was_taken_back(house, certified, consented, revoked):
    value = cluster_value(house)
    assert any(q.key not in {q.key for q in staffed().qualifications} for q in value.qualifications)

    packed = read_files(dict(write_files(value, language="ru")))
    assert packed.cluster is not None, [f for f in packed.findings if f.hard]
    copy = load_cluster(replace(packed.cluster, key="copy", norms=value.norms), by=None)

    assert replace(cluster_value(copy), key="small") == value
    assert not StaffEvent.objects.filter(cluster=copy).exists()
