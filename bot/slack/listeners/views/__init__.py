"""Forms that are sent."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.views.outdated import answer_outdated_form
from bot.slack.listeners.views.report import keep_report
from bot.slack.listeners.views.share_to import share_there
from bot.slack.rendering.forms import REPORT, SHARE_TO


def register(app: AsyncApp) -> None:
    """The forms, by their callback ids; the last one catches what older versions opened.

    One that answers with another view, or with errors, acknowledges itself.
    """
    app.view(REPORT)(keep_report)
    app.view(SHARE_TO, middleware=[acknowledge])(share_there)
    app.view_submission(re.compile(""))(answer_outdated_form)
