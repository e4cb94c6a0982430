"""The local workspace: a stand-in for Slack that the unmodified app runs against, in a browser and in tests."""

from bot.workspace.delivery import NotAcknowledged
from bot.workspace.manifest import Command
from bot.workspace.people import Impossible
from bot.workspace.state import Message, User
from bot.workspace.workspace import ALEX, SAM, Workspace

__all__ = ["ALEX", "SAM", "Command", "Impossible", "Message", "NotAcknowledged", "User", "Workspace"]
