"""Words with a closed list: roles of people, kinds and states of documents, states of jobs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """What a person does in one cluster; rights follow from it (permissions.py)."""

    METHODIST = "methodist", _("Methodist")
    EMPLOYER = "employer", _("Employer")
    DEPUTY_DIRECTOR = "deputy_director", _("Deputy director")
    CLUSTER_MANAGER = "cluster_manager", _("Cluster manager")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    MINISTRY_OFFICIAL = "ministry_official", _("Ministry official")
    ADMINISTRATOR = "administrator", _("Administrator")
    TEACHER = "teacher", _("Teacher")
    MENTOR = "mentor", _("Mentor")


class Realm(TextChoices):
    """What a person can have a role over besides one cluster: every cluster of a region, an industry, the country."""

    REGION = "region", _("Region")
    INDUSTRY = "industry", _("Industry")
    COUNTRY = "country", _("Country")


class DocumentKind(TextChoices):
    """Kinds of versioned documents; a body is the JSON of the core value named beside each."""

    STANDARD = "standard", _("Occupational standard")  # OccupationalStandard
    STATE_STANDARD = "state_standard", _("State standard")  # StateStandard
    FRAMEWORK = "framework", _("Framework")  # Framework
    STUDY_PLAN = "study_plan", _("Study plan")  # StudyPlan
    DEMAND_CARD = "demand_card", _("Demand card")  # DemandCard
    OUTLINE = "outline", _("Programme outline")  # ProgrammeOutline
    NORM_PACK = "norm_pack", _("Norm pack")  # NormPack
    RULE_PACK = "rule_pack", _("Rule pack")  # RulePack
    PROGRAMME = "programme", _("Programme")  # ProgrammeDesign
    TERM_PLAN = "term_plan", _("Term plan")  # ProgrammeOutcome
    ASSIGNMENT = "assignment", _("Assignment of teachers")  # staffing's Assignment
    UPSKILL_PLAN = "upskill_plan", _("Upskilling plan")  # staffing's UpskillPlan
    ALLOCATION = "allocation", _("Allocation of workshops")  # bookings of a year: apps/network/kept.py
    WEEK = "week", _("Timetable")  # a semester's WeekPlan
    SHORT_COURSE = "short_course", _("Short course")  # ShortCourse


class State(TextChoices):
    """How far a version has come."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("earlier version")


class JobState(TextChoices):
    """How far a job has come."""

    QUEUED = "queued", pgettext_lazy("run", "waiting")
    RUNNING = "running", pgettext_lazy("run", "running")
    DONE = "done", pgettext_lazy("run", "done")
    FAILED = "failed", pgettext_lazy("run", "failed")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


ACTIVE = (JobState.QUEUED, JobState.RUNNING)


class Stop(TextChoices):
    """What a person asked of a job that goes on."""

    NO = "", pgettext_lazy("run", "go on")
    KEEP = "keep", pgettext_lazy("run", "stop and keep the best so far")
    DROP = "drop", pgettext_lazy("run", "cancel")
