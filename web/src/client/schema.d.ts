/** Generated from the service's OpenAPI description by `npm run client`. Not edited by hand. */

export interface paths {
    readonly "/api/auth/guest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign In Guest
         * @description Sign in without an account. With a live cookie the answer is 200 and the same person.
         */
        readonly post: operations["sign_in_guest_api_auth_guest_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign Out
         * @description Sign out and close the rooms that this sign-in opened. Harmless when not signed in.
         */
        readonly post: operations["sign_out_api_auth_logout_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Show Me
         * @description Who is signed in.
         */
        readonly get: operations["show_me_api_auth_me_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/ingest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ingest
         * @description Store a batch of final utterances; when this has answered, they are safe.
         */
        readonly post: operations["ingest_api_ingest_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/personas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Personas
         * @description The characters to choose from.
         */
        readonly get: operations["list_personas_api_personas_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Open Session
         * @description Start a conversation, or go on with one: while its room lives, the same room with a fresh token.
         */
        readonly post: operations["open_session_api_session_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/{session_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Stop Session
         * @description End the conversation: its agent and its room stop. The words stay. Twice is harmless.
         */
        readonly delete: operations["stop_session_api_session__session_id__delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/{session_id}/clear": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Clear Session
         * @description Delete the conversation and its words for good.
         */
        readonly delete: operations["clear_session_api_session__session_id__clear_delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/{session_id}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read History
         * @description A session's words in order, 100 a page.
         */
        readonly get: operations["read_history_api_session__session_id__history_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Sessions
         * @description The person's sessions, 20 a page: active ones first, then the most recent.
         */
        readonly get: operations["list_sessions_api_sessions_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/setup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Show Setup
         * @description What is a stand-in here, and what to set for a better one.
         */
        readonly get: operations["show_setup_api_setup_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/sessions/save": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Save Session
         * @description End the conversation and keep what live ingest has missed of it; as often as one likes.
         */
        readonly post: operations["save_session_api_users_sessions_save_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/heartbeat": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Beat
         * @description The worker lives, and how its provider chains fare.
         */
        readonly post: operations["beat_api_worker_heartbeat_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/context": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Context
         * @description All that the worker needs before it greets.
         */
        readonly get: operations["read_context_api_worker_sessions__session_id__context_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End Session
         * @description The worker has closed the session; harmless when it had ended already.
         */
        readonly post: operations["end_session_api_worker_sessions__session_id__end_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conversation/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End Conversation
         * @description The same for API users: 200 when done.
         */
        readonly post: operations["end_conversation_conversation_end_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Is Alive
         * @description Alive.
         */
        readonly get: operations["is_alive_healthz_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Show Metrics
         * @description Figures for Prometheus.
         */
        readonly get: operations["show_metrics_metrics_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Is Ready
         * @description Each part: real, a stand-in, or broken and why.
         */
        readonly get: operations["is_ready_readyz_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * EndReason
         * @description Why a session ended.
         * @enum {string}
         */
        readonly EndReason: "user" | "new_chat" | "deleted" | "left" | "idle" | "api";
        /**
         * EndRequest
         * @description `POST /api/worker/sessions/{session_id}/end`: the worker reports that it has closed.
         */
        readonly EndRequest: {
            readonly reason: components["schemas"]["EndReason"];
        };
        /**
         * EndSessionRequest
         * @description `POST /conversation/end`.
         */
        readonly EndSessionRequest: {
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
        };
        /**
         * ErrorAnswer
         * @description Every error answer of the service.
         */
        readonly ErrorAnswer: {
            readonly error: components["schemas"]["ErrorBody"];
        };
        /**
         * ErrorBody
         * @description The inside of every error answer: `{"error": {code, message, field?}}`.
         */
        readonly ErrorBody: {
            readonly code: components["schemas"]["ErrorCode"];
            /** Field */
            readonly field?: string | null;
            /** Message */
            readonly message: string;
        };
        /**
         * ErrorCode
         * @description What went wrong, in words that machines act on.
         * @enum {string}
         */
        readonly ErrorCode: "invalid" | "malformed" | "unauthenticated" | "forbidden" | "not_found" | "conflict" | "too_large" | "unsupported" | "rate_limited" | "unavailable" | "provider_failed" | "internal";
        /**
         * GuestRequest
         * @description `POST /api/auth/guest`: nothing to say yet.
         */
        readonly GuestRequest: Record<string, never>;
        /**
         * Heartbeat
         * @description `POST /api/worker/heartbeat`, every five seconds.
         */
        readonly Heartbeat: {
            /** Agent Name */
            readonly agent_name: string;
            /** Chains */
            readonly chains: {
                readonly [key: string]: readonly components["schemas"]["LinkState"][];
            };
            /** Jobs */
            readonly jobs: number;
            /** Spool Backlog */
            readonly spool_backlog: number;
            /** Worker Id */
            readonly worker_id: string;
        };
        /**
         * HistoryPage
         * @description One page of a session's messages, oldest first.
         */
        readonly HistoryPage: {
            /** Messages */
            readonly messages: readonly components["schemas"]["MessageAnswer"][];
            /** Next Cursor */
            readonly next_cursor: string | null;
            readonly session: components["schemas"]["SessionAnswer"];
        };
        /**
         * IngestAnswer
         * @description How many rows were new, and how many were known already; both are safe on disk.
         */
        readonly IngestAnswer: {
            /** Duplicates */
            readonly duplicates: number;
            /** Stored */
            readonly stored: number;
        };
        /**
         * IngestRequest
         * @description `POST /api/ingest`: a batch of one session's utterances, in any order, any number of times.
         */
        readonly IngestRequest: {
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Utterances */
            readonly utterances: readonly components["schemas"]["Utterance"][];
        };
        /**
         * Limits
         * @description What the page should keep to.
         */
        readonly Limits: {
            /** Grace S */
            readonly grace_s: number;
            /** Idle Close S */
            readonly idle_close_s: number;
            /** Max Body Bytes */
            readonly max_body_bytes: number;
            /** Max Message Chars */
            readonly max_message_chars: number;
            /** Max Saved Messages */
            readonly max_saved_messages: number;
        };
        /**
         * LinkState
         * @description One provider in a chain: its label (`openrouter/primary`), and why it is not in use, if so.
         */
        readonly LinkState: {
            /** Available */
            readonly available: boolean;
            /** Label */
            readonly label: string;
            /** Reason */
            readonly reason?: string | null;
        };
        /**
         * MessageAnswer
         * @description One message.
         */
        readonly MessageAnswer: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Interrupted */
            readonly interrupted: boolean;
            readonly role: components["schemas"]["Role"];
            readonly source: components["schemas"]["Source"];
            /** Text */
            readonly text: string;
        };
        /**
         * OpenRequest
         * @description `POST /api/session`: a new session, or the one named.
         */
        readonly OpenRequest: {
            /** Persona */
            readonly persona?: string | null;
            /** Session Id */
            readonly session_id?: string | null;
        };
        /**
         * PartState
         * @description One part: the real thing, a stand-in, or broken; `reason` says why, or what is not at its best.
         */
        readonly PartState: {
            /** Reason */
            readonly reason?: string | null;
            /**
             * State
             * @enum {string}
             */
            readonly state: "real" | "standin" | "broken";
        };
        /**
         * PastMessage
         * @description A message of the active session, as the model may see it again.
         */
        readonly PastMessage: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            readonly role: components["schemas"]["Role"];
            /** Text */
            readonly text: string;
        };
        /**
         * PersonaAnswer
         * @description A persona that a session can have.
         */
        readonly PersonaAnswer: {
            /** Description */
            readonly description: string;
            /** Language */
            readonly language: string;
            /** Name */
            readonly name: string;
            /** Title */
            readonly title: string;
        };
        /**
         * PersonaList
         * @description All personas.
         */
        readonly PersonaList: {
            /** Items */
            readonly items: readonly components["schemas"]["PersonaAnswer"][];
        };
        /**
         * Readiness
         * @description `/readyz`.
         */
        readonly Readiness: {
            /** Ok */
            readonly ok: boolean;
            /** Parts */
            readonly parts: {
                readonly [key: string]: components["schemas"]["PartState"];
            };
        };
        /**
         * Role
         * @description Who said it.
         * @enum {string}
         */
        readonly Role: "user" | "assistant";
        /**
         * SavedMessage
         * @description One message as the page has it; `timestamp` is in milliseconds since 1970 by the page's own clock.
         */
        readonly SavedMessage: {
            readonly role: components["schemas"]["Role"];
            /** Text */
            readonly text: string;
            /** Timestamp */
            readonly timestamp: number;
        };
        /**
         * SaveRequest
         * @description `POST /api/users/sessions/save`: the whole conversation, in order.
         */
        readonly SaveRequest: {
            /** Messages */
            readonly messages: readonly components["schemas"]["SavedMessage"][];
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id?: string;
        };
        /**
         * SessionAnswer
         * @description A session as lists and histories show it. Moments are UTC.
         */
        readonly SessionAnswer: {
            /** Active */
            readonly active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Current */
            readonly current: boolean;
            /** Duration S */
            readonly duration_s: number | null;
            /** Ended At */
            readonly ended_at: string | null;
            /**
             * Last Activity
             * Format: date-time
             */
            readonly last_activity: string;
            /** Message Count */
            readonly message_count: number;
            /** Persona */
            readonly persona: string;
            /** Platform */
            readonly platform: string;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Title */
            readonly title: string | null;
        };
        /**
         * SessionContext
         * @description All that the worker needs before it greets: `GET /api/worker/sessions/{session_id}/context`.
         */
        readonly SessionContext: {
            /** Display Name */
            readonly display_name: string | null;
            /** Grace S */
            readonly grace_s: number;
            /** Idle Close S */
            readonly idle_close_s: number;
            /**
             * Language
             * @default en
             */
            readonly language: string;
            /** Messages */
            readonly messages: readonly components["schemas"]["PastMessage"][];
            /** Next Seq */
            readonly next_seq: number;
            /** Persona */
            readonly persona: string;
            /** Previous Session Ended At */
            readonly previous_session_ended_at: string | null;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
            /** User Identity */
            readonly user_identity: string;
        };
        /**
         * SessionPage
         * @description One page of the person's sessions.
         */
        readonly SessionPage: {
            /** Items */
            readonly items: readonly components["schemas"]["SessionAnswer"][];
            /** Next Cursor */
            readonly next_cursor: string | null;
        };
        /**
         * Setup
         * @description `GET /api/setup`: what is a stand-in, and what to set for a better one.
         */
        readonly Setup: {
            /** Hints */
            readonly hints: {
                readonly [key: string]: string;
            };
            readonly limits: components["schemas"]["Limits"];
            /** Parts */
            readonly parts: {
                readonly [key: string]: "real" | "standin";
            };
            /** Version */
            readonly version: string;
        };
        /**
         * Source
         * @description How it reached us. `PAGE` marks rows that only a page claims: they are shown, and feed nothing.
         * @enum {string}
         */
        readonly Source: "voice" | "typed" | "page";
        /**
         * Stage
         * @description A stage of the voice pipeline that a provider chain serves.
         * @enum {string}
         */
        readonly Stage: "stt" | "llm" | "tts";
        /**
         * TokenAnswer
         * @description What a page needs to join the room of a session.
         */
        readonly TokenAnswer: {
            /** Room */
            readonly room: string;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Token */
            readonly token: string;
            /** Url */
            readonly url: string;
        };
        /**
         * UserAnswer
         * @description A signed-in person.
         */
        readonly UserAnswer: {
            /** Display Name */
            readonly display_name: string | null;
            /** Is Guest */
            readonly is_guest: boolean;
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
        };
        /**
         * Utterance
         * @description One final utterance as the worker saw it.
         *
         *     `text` is what counts: what the user said, or what of the reply was heard. `generated` is the reply as the
         *     model wrote it and `sent` what of it went to TTS, both only on replies and only where they differ from `text`.
         *     A reply of which nothing was heard is not an utterance.
         */
        readonly Utterance: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Generated */
            readonly generated?: string | null;
            /**
             * Interrupted
             * @default false
             */
            readonly interrupted: boolean;
            /** Item Id */
            readonly item_id: string;
            readonly role: components["schemas"]["Role"];
            /** Sent */
            readonly sent?: string | null;
            /** Seq */
            readonly seq: number;
            /** @default voice */
            readonly source: components["schemas"]["Source"];
            /** Text */
            readonly text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly sign_in_guest_api_auth_guest_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GuestRequest"];
            };
        };
        readonly responses: {
            /** @description was signed in already */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnswer"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnswer"];
                };
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description rate_limited */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly sign_out_api_auth_logout_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly show_me_api_auth_me_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly ingest_api_ingest_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IngestRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IngestAnswer"];
                };
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description too_large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly list_personas_api_personas_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonaList"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly open_session_api_session_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenRequest"];
            };
        };
        readonly responses: {
            /** @description opened again */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description rate_limited */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly stop_session_api_session__session_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly clear_session_api_session__session_id__clear_delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly read_history_api_session__session_id__history_get: {
        readonly parameters: {
            readonly query?: {
                /** @description the next_cursor of the page before */
                readonly cursor?: string | null;
            };
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryPage"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly list_sessions_api_sessions_get: {
        readonly parameters: {
            readonly query?: {
                /** @description the next_cursor of the page before */
                readonly cursor?: string | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly show_setup_api_setup_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Setup"];
                };
            };
        };
    };
    readonly save_session_api_users_sessions_save_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SaveRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description too_large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unsupported */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description rate_limited */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly beat_api_worker_heartbeat_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Heartbeat"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly read_context_api_worker_sessions__session_id__context_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionContext"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly end_session_api_worker_sessions__session_id__end_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EndRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly end_conversation_conversation_end_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EndSessionRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: boolean;
                    };
                };
            };
            /** @description malformed */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unauthenticated */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description not_found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description invalid */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    readonly is_alive_healthz_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: boolean;
                    };
                };
            };
        };
    };
    readonly show_metrics_metrics_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly is_ready_readyz_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description a part is broken */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
