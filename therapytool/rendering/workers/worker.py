"""The child process that lays out and draws: `python -m therapytool.rendering.workers.worker [BYTES SECONDS]`.

Reads jobs from standard input and writes outcomes to standard output, frame by frame, until the input ends. It is warm
before it says so, works under limits, and never writes a word of a document anywhere but into its answer.
"""

from __future__ import annotations

import gc
import os
import select
import sys
from typing import BinaryIO

from therapytool.rendering.compiling.compiler import compile_document
from therapytool.rendering.fetcher import AddressRefused
from therapytool.rendering.fragment_encoding import encode_fragment
from therapytool.rendering.images.logos import small_logo
from therapytool.rendering.images.sheets import sheet_image
from therapytool.rendering.layout.engine import lay_out
from therapytool.rendering.page_numbers import StandIn
from therapytool.rendering.pictures import page_count, page_pictures
from therapytool.rendering.workers.jobs import (
    Answer,
    BrokenFrame,
    Compiled,
    CompileJob,
    Failure,
    Job,
    LayoutJob,
    LogoJob,
    Message,
    Outcome,
    PictureJob,
    Ready,
    Reason,
    TakeInJob,
    encode,
    receive,
)
from therapytool.rendering.workers.limits import Limits, allow_seconds, end_with_parent, raise_fence, set_limits

WARMING_PAGE = '<!DOCTYPE html><html lang="en"><title>-</title><h1>a</h1><p>b <b>c</b> <i>d</i><table><tr><td>e</table>'
WARMING_STYLES = (
    "h1 { font-family: 'Source Serif 4' } body { font-family: 'Atkinson Hyperlegible Next' }"
    "@page { @bottom-right { font-family: 'Atkinson Hyperlegible Next'; content: '0' } }"
)
A_MOMENT = 0.02
"""Seconds in which a parent that has more to do sends it."""
MUCH_GARBAGE = 100_000
"""Objects, those of some forty pages: twenty MiB."""


def main() -> None:
    """Take over standard input and output, fence the process in, warm up, and serve until the parent is gone."""
    limits = Limits(memory=int(sys.argv[1]), seconds=float(sys.argv[2])) if sys.argv[1:] else Limits()
    jobs, answers = _take_over_streams()
    end_with_parent(jobs.fileno())
    set_limits(limits)
    raise_fence()
    do(CompileJob(WARMING_PAGE, WARMING_STYLES, page_number="0"))
    gc.disable()
    _tidy_up()
    _send(answers, Ready())
    _serve(jobs, answers, limits)


def do(job: Job) -> Answer | Failure:
    """Do one job; whatever goes wrong comes back as a failure that quotes nothing of the document."""
    try:
        return _done(job)
    except AddressRefused as refused:
        return Failure(Reason.REFUSED, _where(refused))
    except (MemoryError, SystemError) as error:  # the second where Python has no memory left to raise the first
        return Failure(Reason.MEMORY, _where(error))
    except Exception as error:  # noqa: BLE001  # one bad document must not end the worker
        return Failure(Reason.ONLY_WHOLE if isinstance(job, CompileJob) else Reason.FAILED, _where(error))


def _done(job: Job) -> Answer:
    match job:
        case LayoutJob():
            return _lay_out(job)
        case PictureJob():
            return _draw(job)
        case CompileJob():
            return _compile(job)
        case LogoJob():
            logo = sheet_image(job.content) if job.for_sheet else small_logo(job.content)
            return Outcome(b"", 0, (), (logo,) if logo else ())
        case TakeInJob():
            from therapytool.rendering.fillable.arrivals import arrival  # noqa: PLC0415  # slow, and rarely needed

            return arrival(job.content)


def _take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return jobs, answers


def _serve(jobs: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    while True:
        try:
            job = receive(jobs.read)
        except BrokenFrame:
            return
        allow_seconds(limits.seconds)
        _send(answers, do(job) if isinstance(job, Job) else Failure(Reason.FAILED, "not a job"))
        del job
        if gc.get_count()[0] > MUCH_GARBAGE or not another_follows(jobs):
            _tidy_up()


def _tidy_up() -> None:
    """Let go of what the last documents left. What stays (style sheets, styles) is not gone through again."""
    gc.collect()
    gc.freeze()


def another_follows(jobs: BinaryIO) -> bool:
    """Whether the next document of a packet is here already, or will be in a moment: nobody is to wait for tidying."""
    return bool(select.select([jobs], [], [], A_MOMENT)[0])


def _send(answers: BinaryIO, message: Message) -> None:
    answers.write(encode(message))
    answers.flush()


def _lay_out(job: LayoutJob) -> Outcome:
    pages = lay_out(job.html, job.styles)
    wanted = job.pictures
    pictures = page_pictures(pages.pdf, pages=wanted.pages, scale=wanted.scale) if wanted else ()
    return Outcome(pages.pdf, pages.page_count, pages.warnings, pictures)


def _draw(job: PictureJob) -> Outcome:
    pictures = page_pictures(job.pdf, pages=job.pictures.pages, scale=job.pictures.scale)
    return Outcome(job.pdf, page_count(job.pdf), (), pictures)


def _compile(job: CompileJob) -> Compiled:
    stand_in = StandIn(job.page_number, job.share)
    return Compiled(encode_fragment(compile_document(job.html, job.styles, stand_in, form=job.form)))


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{type(error).__name__} at {module}:{trace.tb_lineno}"


if __name__ == "__main__":
    main()
