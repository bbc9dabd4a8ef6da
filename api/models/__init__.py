"""The tables, one a file; importing this package makes all of them known to migrations."""

from api.models.birth_chart import BirthChart
from api.models.birth_detail import BirthDetail
from api.models.birth_talk import BirthTalk
from api.models.carry_link import CarryLink
from api.models.follow_up import FollowUp
from api.models.follow_up_choice import FollowUpChoice
from api.models.forget_receipt import ForgetReceipt
from api.models.forget_request import ForgetRequest
from api.models.forgetting_key import ForgettingKey
from api.models.forgotten_mark import ForgottenMark
from api.models.google_attempt import GoogleAttempt
from api.models.heartbeat import WorkerHeartbeat
from api.models.imported_talk import ImportedTalk
from api.models.job import Job
from api.models.life_event import LifeEvent
from api.models.linked_account import LinkedAccount
from api.models.memory_brief import MemoryBrief
from api.models.memory_claim import MemoryClaim
from api.models.memory_closing import MemoryClosing
from api.models.memory_fact import MemoryFact
from api.models.memory_fact_term import MemoryFactTerm
from api.models.memory_learned import MemoryLearned
from api.models.memory_loop import MemoryLoop
from api.models.memory_retraction import MemoryRetraction
from api.models.memory_session import MemorySession
from api.models.memory_tombstone import MemoryTombstone
from api.models.memory_turn import MemoryTurn
from api.models.memory_user import MemoryUser
from api.models.memory_vector import MemoryVector
from api.models.message import Message
from api.models.message_search import MessageSearch
from api.models.message_waterfall import MessageWaterfall
from api.models.off_record import OffRecord
from api.models.pending_update import PendingUpdate
from api.models.search_owner import SearchOwner
from api.models.session import Session
from api.models.session_analysis import SessionAnalysis
from api.models.session_caption import SessionCaption
from api.models.session_mind import SessionMindRow
from api.models.session_topic import SessionTopic
from api.models.shared_message import SharedMessage
from api.models.shared_talk import SharedTalk
from api.models.sign_in import SignIn
from api.models.telegram_account import TelegramAccount
from api.models.telegram_code import TelegramCode
from api.models.user import User
from api.models.user_overview import UserOverview

__all__ = [
    "BirthChart",
    "BirthDetail",
    "BirthTalk",
    "CarryLink",
    "FollowUp",
    "FollowUpChoice",
    "ForgetReceipt",
    "ForgetRequest",
    "ForgettingKey",
    "ForgottenMark",
    "GoogleAttempt",
    "ImportedTalk",
    "Job",
    "LifeEvent",
    "LinkedAccount",
    "MemoryBrief",
    "MemoryClaim",
    "MemoryClosing",
    "MemoryFact",
    "MemoryFactTerm",
    "MemoryLearned",
    "MemoryLoop",
    "MemoryRetraction",
    "MemorySession",
    "MemoryTombstone",
    "MemoryTurn",
    "MemoryUser",
    "MemoryVector",
    "Message",
    "MessageSearch",
    "MessageWaterfall",
    "OffRecord",
    "PendingUpdate",
    "SearchOwner",
    "Session",
    "SessionAnalysis",
    "SessionCaption",
    "SessionMindRow",
    "SessionTopic",
    "SharedMessage",
    "SharedTalk",
    "SignIn",
    "TelegramAccount",
    "TelegramCode",
    "User",
    "UserOverview",
    "WorkerHeartbeat",
]
