"""
The interface for programs: REST under ``api/v1``, described by OpenAPI, over the apps' own services and queries.

Nothing is decided here: what may be seen and done is asked of `apps.common.permissions`, what a verb does is the apps'
service. Here stand only tokens, shapes of JSON, problems, pages of lists, entity tags and kept answers.
"""
