"""The tables, one a file; importing this package makes all of them known to migrations."""

from api.models.birth_chart import BirthChart
from api.models.birth_detail import BirthDetail
from api.models.birth_talk import BirthTalk
from api.models.heartbeat import WorkerHeartbeat
from api.models.job import Job
from api.models.message import Message
from api.models.session import Session
from api.models.sign_in import SignIn
from api.models.user import User

__all__ = ["BirthChart", "BirthDetail", "BirthTalk", "Job", "Message", "Session", "SignIn", "User", "WorkerHeartbeat"]
