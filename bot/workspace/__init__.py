"""The local workspace: a stand-in for Slack that the unmodified app runs against, in a browser and in tests."""

from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.doing.outbound import Impossible
from bot.workspace.holding.cast import ALEX, JO, LUCIA, SAM
from bot.workspace.holding.state import Message, User
from bot.workspace.shapes.manifest import Command
from bot.workspace.workspace import Workspace

__all__ = ["ALEX", "JO", "LUCIA", "SAM", "Command", "Impossible", "Message", "NotAcknowledged", "User", "Workspace"]
