"""The part of Slack's Web API that apps like this one use: one function a method, one module a family."""

from bot.workspace.webapi import agents, conversations, files, general, messages, reactions, search, users, views
from bot.workspace.webapi.messages import respond
from bot.workspace.webapi.registry import METHODS, Api, Args, Method, missing_scope

__all__ = ["METHODS", "Api", "Args", "Method", "missing_scope", "respond"]

_FAMILIES = (agents, conversations, files, general, messages, reactions, search, users, views)
"""Importing them declares their methods."""
