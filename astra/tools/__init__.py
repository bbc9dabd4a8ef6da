"""What the mind may look up while it answers: the sky's facts, dates and comparisons, as function tools.

    book = load_tools(prompts_dir)                                     once, at start
    tools = book.offer(message)                                        empty unless the message speaks of the sky
    context = ToolContext(chart=chart, now=now, zone="Asia/Kolkata", places=places)
    async for delta in converse(chain, messages, tools, book.runner(context)): ...

Running a tool never raises: what can't be answered comes back as short JSON that says why.
"""

from astra.tools.book import ToolBook, load_tools
from astra.tools.context import ToolContext
from astra.tools.cues import speaks_of_astrology

__all__ = ["ToolBook", "ToolContext", "load_tools", "speaks_of_astrology"]
