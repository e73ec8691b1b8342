"""Uploads never hold more than the limit: what goes beyond it is read off the line and dropped."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class QuotaUploadHandler(FileUploadHandler):
    """First in the row of handlers: counts bytes of all files of a request; ``request.upload_too_large`` tells."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kw: Any) -> None:  # noqa: N803
        self.left = settings.UPLOAD_LIMIT_BYTES
        if self.request is not None:
            self.request.upload_too_large = False  # type: ignore[attr-defined]

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            if self.request is not None:
                self.request.upload_too_large = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
