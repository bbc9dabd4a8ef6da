/** Generated from the service's OpenAPI description by `npm run client`. Not edited by hand. */

export interface paths {
    readonly "/api/account": {
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
         * Delete Account
         * @description Delete the account and everything in it, now and for good.
         */
        readonly delete: operations["delete_account_api_account_delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/account/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export Account
         * @description Profile, sign-ins (without what opens them), birth details, all that is remembered, every conversation.
         */
        readonly get: operations["export_account_api_account_export_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/google": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Leave For Google
         * @description Go to Google to sign in; whoever is signed in here already links the account that comes back.
         */
        readonly get: operations["leave_for_google_api_auth_google_get"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Unlink Google
         * @description Google opens this account no longer; refused where there is no password that does.
         */
        readonly delete: operations["unlink_google_api_auth_google_delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/google/callback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Come Back From Google
         * @description Come back from Google: signed in or linked, and on to where one wanted to go; or told why not.
         */
        readonly get: operations["come_back_from_google_api_auth_google_callback_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
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
    readonly "/api/auth/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log In
         * @description Sign in with an e-mail and a password. An unknown e-mail and a wrong password get the same answer.
         */
        readonly post: operations["log_in_api_auth_login_post"];
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
        /**
         * Change Me
         * @description Change what one is called, or the language of the pages.
         */
        readonly patch: operations["change_me_api_auth_me_patch"];
        readonly trace?: never;
    };
    readonly "/api/auth/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change Password
         * @description Set another password; all other sign-ins are over, and this one gets a fresh cookie.
         */
        readonly post: operations["change_password_api_auth_password_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Providers
         * @description Who else one may sign in with here.
         */
        readonly get: operations["list_providers_api_auth_providers_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Register
         * @description Make an account with an e-mail and a password; a guest who is signed in becomes it and keeps everything.
         */
        readonly post: operations["register_api_auth_register_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/sign-ins": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Sign Ins
         * @description Every browser that one is signed in with, the one used last first.
         */
        readonly get: operations["list_sign_ins_api_auth_sign_ins_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/sign-ins/{sign_in_id}": {
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
         * End Sign In
         * @description Sign one browser out, and close the rooms that it opened.
         */
        readonly delete: operations["end_sign_in_api_auth_sign_ins__sign_in_id__delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/sign-out-everywhere": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign Out Everywhere
         * @description Sign every browser out, this one too, and close all their rooms.
         */
        readonly post: operations["sign_out_everywhere_api_auth_sign_out_everywhere_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/birth": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Birth
         * @description What is pinned, each piece with where it came from, and what is still missing.
         */
        readonly get: operations["read_birth_api_birth_get"];
        /**
         * Write Birth
         * @description Pin the whole form; what can't be is refused, what is ambiguous is asked, and then nothing is saved.
         */
        readonly put: operations["write_birth_api_birth_put"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/carry/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Arrive By Link
         * @description Go on where the link leads. It works once, for a quarter of an hour, and for the person who made it.
         */
        readonly post: operations["arrive_by_link_api_carry__token__post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/chart": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Chart
         * @description The chart by the person's own settings or the ones given here; without a chart, what is missing for one.
         */
        readonly get: operations["read_chart_api_chart_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/chart/compare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Compare
         * @description The chart beside another birth's, of which nothing is kept.
         */
        readonly post: operations["compare_api_chart_compare_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/chart/transits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Transits
         * @description The sky of a day against the chart; 404 without a chart.
         */
        readonly get: operations["read_transits_api_chart_transits_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/chat": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Chat
         * @description One turn, typed or recorded, with the same mind as in the room, in a session that may be live there as well.
         */
        readonly post: operations["chat_api_chat_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/follow-ups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Follow Ups
         * @description The person's choice, and the list.
         */
        readonly get: operations["read_follow_ups_api_follow_ups_get"];
        /**
         * Choose Follow Ups
         * @description Change the choice. It is off until it is switched on.
         */
        readonly put: operations["choose_follow_ups_api_follow_ups_put"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/follow-ups/{loop_id}": {
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
         * Decline Follow Up
         * @description Don't ask about this one.
         */
        readonly delete: operations["decline_follow_up_api_follow_ups__loop_id__delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/history": {
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
         * Delete History
         * @description Delete all of the person's conversations and their words for good, as deleting each of them would.
         */
        readonly delete: operations["delete_history_api_history_delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/history/analytics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Analytics
         * @description How long was talked on each of the last days, with whom and about what.
         */
        readonly get: operations["read_analytics_api_history_analytics_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/history/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export History
         * @description One conversation or all as a file: text, Markdown, or JSON that can be taken in again.
         */
        readonly get: operations["export_history_api_history_export_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/history/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import History
         * @description Take in what the export as JSON gave. As often as one likes: what is there already is left alone.
         */
        readonly post: operations["import_history_api_history_import_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/history/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search History
         * @description What the person or the companion said with all of these words, newest first; the last word may go on.
         */
        readonly get: operations["search_history_api_history_search_get"];
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
    readonly "/api/memory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Memory
         * @description Everything that is remembered, pinned first, then the newest, 40 a page.
         */
        readonly get: operations["list_memory_api_memory_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/{memory_id}": {
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
         * Forget Item
         * @description Forget one thing and the words that it was learned from.
         */
        readonly delete: operations["forget_item_api_memory__memory_id__delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/{memory_id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Close Loop
         * @description Note that something open is done.
         */
        readonly post: operations["close_loop_api_memory__memory_id__close_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/{memory_id}/correct": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Correct Item
         * @description Put one thing right; what it was made of is not believed again.
         */
        readonly post: operations["correct_item_api_memory__memory_id__correct_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/{memory_id}/pin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Pin Item
         * @description Keep a fact in mind at the start of every talk.
         */
        readonly post: operations["pin_item_api_memory__memory_id__pin_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/{memory_id}/unpin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Unpin Item
         * @description Let a pinned fact go.
         */
        readonly post: operations["unpin_item_api_memory__memory_id__unpin_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/forget": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview Forget
         * @description What would be forgotten: nothing happens yet, and the question stays open for five minutes.
         */
        readonly post: operations["preview_forget_api_memory_forget_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/forget/{forget_id}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm Forget
         * @description Forget it for good, everywhere at once. Twice gives the same receipt.
         */
        readonly post: operations["confirm_forget_api_memory_forget__forget_id__confirm_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/off-record": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Off Record
         * @description Whether a session is off the record.
         */
        readonly get: operations["read_off_record_api_memory_off_record_get"];
        /**
         * Set Off Record
         * @description Keep nothing that is said in a session from now on, or keep it again.
         */
        readonly put: operations["set_off_record_api_memory_off_record_put"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/memory/receipts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Receipts
         * @description What was forgotten so far: when and how much, never what.
         */
        readonly get: operations["list_receipts_api_memory_receipts_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/operator/waterfall": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Sum Up Waterfalls
         * @description P50 and P90 of each stage with each provider, over the spoken turns of the last hours.
         */
        readonly get: operations["sum_up_waterfalls_api_operator_waterfall_get"];
        readonly put?: never;
        readonly post?: never;
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
    readonly "/api/places": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Find Places
         * @description Places that a name may mean, best first; old and local names too.
         */
        readonly get: operations["find_places_api_places_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/platforms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Platforms
         * @description Whether there is a bot, and the person's accounts there.
         */
        readonly get: operations["list_platforms_api_platforms_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/platforms/telegram/{account_id}": {
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
         * Unlink
         * @description Undo a link; what was said stays with the person of the page.
         */
        readonly delete: operations["unlink_api_platforms_telegram__account_id__delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/platforms/telegram/code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make Code
         * @description A code to send to the bot within ten minutes: whoever sends it is this person from then on.
         */
        readonly post: operations["make_code_api_platforms_telegram_code_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/platforms/telegram/webhook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take Update
         * @description One update, from Telegram: its secret in the header, or nothing is looked at.
         */
        readonly post: operations["take_update_api_platforms_telegram_webhook_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/responder/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Thread
         * @description The last 25 messages of a session, or what came since those that the page has seen.
         */
        readonly get: operations["read_thread_api_responder_messages_get"];
        readonly put?: never;
        /**
         * Take Message
         * @description Store a message and put it out for a reply; when this has answered, it is safe. Sent again it changes nothing.
         */
        readonly post: operations["take_message_api_responder_messages_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/room/webhook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hear Of Rooms
         * @description Take a webhook of the room server, signed with the key that we share with it.
         */
        readonly post: operations["hear_of_rooms_api_room_webhook_post"];
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
         *
         *     The room and its agent are on their way before the page connects, and the agent greets when the person has come. A
         *     new conversation that nobody joins is taken back as if it had never been.
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
        /**
         * Rename Session
         * @description Give the conversation a name, or take it back.
         */
        readonly patch: operations["rename_session_api_session__session_id__patch"];
        readonly trace?: never;
    };
    readonly "/api/session/{session_id}/carry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Carry Session
         * @description Make a link by which the person goes on with a conversation on another device, where they sign in themselves.
         */
        readonly post: operations["carry_session_api_session__session_id__carry_post"];
        readonly delete?: never;
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
    readonly "/api/session/{session_id}/share": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Share Session
         * @description Make a link by which others read the conversation as it is now. The link is told this once.
         */
        readonly post: operations["share_session_api_session__session_id__share_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/{session_id}/waterfall": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Session Waterfall
         * @description Where the time of a talk's spoken turns went: the last one's, and the median of each stage.
         */
        readonly get: operations["read_session_waterfall_api_session__session_id__waterfall_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Session
         * @description Make a conversation to be opened by its id, in a room or in writing.
         */
        readonly post: operations["create_session_api_session_create_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/current": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Show Current
         * @description The conversation that the person chose last, in whichever browser; 404 while there is none.
         */
        readonly get: operations["show_current_api_session_current_get"];
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
    readonly "/api/shared/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Shared
         * @description What a link shows; whoever has it may read it, and search engines may not.
         */
        readonly get: operations["read_shared_api_shared__token__get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/shares": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Own Shares
         * @description The person's links, those that hold no more among them.
         */
        readonly get: operations["list_own_shares_api_shares_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/shares/{share_id}": {
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
         * Revoke Share
         * @description Make a link hold no more, at once. Twice is harmless.
         */
        readonly delete: operations["revoke_share_api_shares__share_id__delete"];
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
    readonly "/api/worker/sessions/{session_id}/memory/correct": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Correct
         * @description Put right what the person says is wrong.
         */
        readonly post: operations["correct_api_worker_sessions__session_id__memory_correct_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/memory/explain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Explain
         * @description Where the last reply knew it from.
         */
        readonly post: operations["explain_api_worker_sessions__session_id__memory_explain_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/memory/forget": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview Forget
         * @description What would be forgotten.
         */
        readonly post: operations["preview_forget_api_worker_sessions__session_id__memory_forget_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/memory/forget/{forget_id}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm Forget
         * @description Forget it for good.
         */
        readonly post: operations["confirm_forget_api_worker_sessions__session_id__memory_forget__forget_id__confirm_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/memory/off-record": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set Off Record
         * @description Keep nothing of what is said from that moment on, or keep it again.
         */
        readonly post: operations["set_off_record_api_worker_sessions__session_id__memory_off_record_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/memory/recall": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Recall
         * @description What is remembered about something.
         */
        readonly post: operations["recall_api_worker_sessions__session_id__memory_recall_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worker/sessions/{session_id}/told": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Tick Off
         * @description These updates were in a reply that the person got; twice is harmless.
         */
        readonly post: operations["tick_off_api_worker_sessions__session_id__told_post"];
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
    readonly "/synapse/memory/loops": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Loops
         * @description What was promised, planned or worried about and is not closed yet.
         */
        readonly post: operations["loops_synapse_memory_loops_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/synapse/memory/query": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Query
         * @description Find what was said about something.
         */
        readonly post: operations["query_synapse_memory_query_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/synapse/session/brief": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Brief
         * @description The simpler fallback of the start brief.
         */
        readonly post: operations["brief_synapse_session_brief_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/synapse/session/ingest": {
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
         * @description Keep the transcript of a session; its turns can be found as soon as this has answered.
         */
        readonly post: operations["ingest_synapse_session_ingest_post"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/synapse/session/startbrief": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start Brief
         * @description What to know when a talk begins.
         */
        readonly post: operations["start_brief_synapse_session_startbrief_post"];
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
         * AmbiguousAnswer
         * @description 409: nothing was saved, because the form can be read in more than one way; choose and send it again.
         */
        readonly AmbiguousAnswer: {
            readonly error: components["schemas"]["ErrorBody"];
            readonly question: components["schemas"]["BirthQuestion"];
        };
        /**
         * Analytics
         * @description The days asked for, oldest first and without gaps; personas and topics, the most frequent first.
         */
        readonly Analytics: {
            /** Days */
            readonly days: readonly components["schemas"]["DayFigures"][];
            /** Personas */
            readonly personas: readonly components["schemas"]["PersonaFigure"][];
            /** Topics */
            readonly topics: readonly components["schemas"]["TopicFigure"][];
            readonly totals: components["schemas"]["TotalFigures"];
        };
        /**
         * AspectAnswer
         * @description Two points within orb of an angle; `orb` in degrees from exactness.
         */
        readonly AspectAnswer: {
            /** Applying */
            readonly applying: boolean | null;
            /** Certain */
            readonly certain: boolean;
            /** First */
            readonly first: string;
            /** Kind */
            readonly kind: string;
            /** Orb */
            readonly orb: number;
            /** Second */
            readonly second: string;
        };
        /**
         * AstroContext
         * @description The astro part of block 4. Empty strings and lists where nothing is known.
         */
        readonly AstroContext: {
            readonly inputs?: components["schemas"]["ChartInputs"] | null;
            /**
             * Missing
             * @default []
             */
            readonly missing: readonly components["schemas"]["BirthField"][];
            /**
             * Pinned
             * @default []
             */
            readonly pinned: readonly string[];
            /**
             * Snapshot
             * @default
             */
            readonly snapshot: string;
            /**
             * Transits
             * @default []
             */
            readonly transits: readonly string[];
        };
        /**
         * Ayanamsha
         * @description Where the sidereal zodiac begins.
         * @enum {string}
         */
        readonly Ayanamsha: "lahiri" | "raman" | "krishnamurti" | "fagan_bradley";
        /**
         * BirthAnswer
         * @description `GET /api/birth`, and what `PUT` answers.
         */
        readonly BirthAnswer: {
            /** Has Chart */
            readonly has_chart: boolean;
            /** Missing */
            readonly missing: readonly components["schemas"]["BirthField"][];
            readonly pinned: components["schemas"]["PinnedAnswer"];
            readonly question: components["schemas"]["BirthQuestion"] | null;
            /** Receipts */
            readonly receipts: {
                readonly [key: string]: components["schemas"]["PieceReceipt"];
            };
        };
        /**
         * BirthField
         * @description The pinned facts that can be missing, in the order in which they are asked for.
         * @enum {string}
         */
        readonly BirthField: "date" | "time" | "place" | "zone" | "system";
        /**
         * BirthForm
         * @description `PUT /api/birth`: the whole form. What is null is not known, and unpins what was known before.
         *
         *     `fold` (the first or second showing of a repeated hour) and `city_time` answer questions; see `BirthQuestion`.
         */
        readonly BirthForm: {
            readonly ayanamsha?: components["schemas"]["Ayanamsha"] | null;
            /** City Time */
            readonly city_time?: string | null;
            /** Date */
            readonly date?: string | null;
            /** Fold */
            readonly fold?: number | null;
            readonly house_system?: components["schemas"]["HouseSystem"] | null;
            readonly place?: components["schemas"]["PlaceForm"] | null;
            readonly system?: components["schemas"]["System"] | null;
            readonly time?: components["schemas"]["TimeForm"] | null;
            /** Zone */
            readonly zone?: string | null;
            /**
             * Zone Confirmed
             * @default false
             */
            readonly zone_confirmed: boolean;
        };
        /**
         * BirthOption
         * @description One answer to choose.
         */
        readonly BirthOption: {
            /** Label */
            readonly label: string;
            readonly patch: components["schemas"]["FormPatch"];
        };
        /**
         * BirthQuestion
         * @description The one question that is open, worded, with answers to choose where there are some.
         */
        readonly BirthQuestion: {
            readonly field: components["schemas"]["BirthField"];
            /** Kind */
            readonly kind: string;
            /** Options */
            readonly options: readonly components["schemas"]["BirthOption"][];
            /** Text */
            readonly text: string;
        };
        /**
         * BriefItem
         * @description Something worth knowing at the start: `kind` is `loop`, `fact`, `event` or whatever a service calls it.
         */
        readonly BriefItem: {
            /** Date */
            readonly date?: string | null;
            /** Kind */
            readonly kind: string;
            /** Text */
            readonly text: string;
        };
        /**
         * BriefRequest
         * @description `POST /session/brief`.
         */
        readonly BriefRequest: {
            /** Sessionid */
            readonly sessionId: string;
            /** Userid */
            readonly userId: string;
        };
        /**
         * CarryArrived
         * @description The conversation that the link led to; it is the person's current one from here on.
         */
        readonly CarryArrived: {
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
        };
        /**
         * CarryLinkMade
         * @description A new link. `url` is its path on this service; it is told this once, for only a hash of it is kept.
         */
        readonly CarryLinkMade: {
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /** Url */
            readonly url: string;
        };
        /**
         * ChartAnswer
         * @description A whole chart.
         */
        readonly ChartAnswer: {
            /** Aspects */
            readonly aspects: readonly components["schemas"]["AspectAnswer"][];
            /** Cusps */
            readonly cusps: readonly components["schemas"]["CuspAnswer"][];
            readonly dasha: components["schemas"]["DashaAnswer"] | null;
            readonly inputs: components["schemas"]["UsedInputs"];
            readonly moon_phase: components["schemas"]["PhaseAnswer"];
            /** Notes */
            readonly notes: readonly components["schemas"]["NoteAnswer"][];
            /** Placements */
            readonly placements: readonly components["schemas"]["PlacementAnswer"][];
            /** Told */
            readonly told: string;
            /** Zodiac */
            readonly zodiac: string;
        };
        /**
         * ChartInputs
         * @description All that a chart is computed from. `utc_offset_s` is settled: daylight saving, war time, local mean time and all.
         *
         *     `time` is the clock's at the place, None when unknown; `time_margin_min` is the half width of an "about".
         */
        readonly ChartInputs: {
            readonly ayanamsha: components["schemas"]["Ayanamsha"] | null;
            /**
             * Date
             * Format: date
             */
            readonly date: string;
            readonly house_system: components["schemas"]["HouseSystem"];
            /** Latitude */
            readonly latitude: number;
            /** Longitude */
            readonly longitude: number;
            readonly node_kind?: components["schemas"]["NodeKind"] | null;
            /** Place */
            readonly place: string;
            readonly system: components["schemas"]["System"];
            /** Time */
            readonly time: string | null;
            /**
             * Time Margin Min
             * @default 0
             */
            readonly time_margin_min: number;
            readonly time_precision: components["schemas"]["TimePrecision"];
            /** Utc Offset S */
            readonly utc_offset_s: number;
            /** Zone */
            readonly zone: string;
            /** Zone Rule */
            readonly zone_rule: string;
        };
        /**
         * ChartPage
         * @description `GET /api/chart`: the chart, or what is missing for one.
         */
        readonly ChartPage: {
            readonly chart: components["schemas"]["ChartAnswer"] | null;
            /** Missing */
            readonly missing: readonly components["schemas"]["BirthField"][];
        };
        /**
         * ChatAnswer
         * @description The reply. `audio` is Base64 in `audio_format`; `transcript` what was understood of a recording.
         */
        readonly ChatAnswer: {
            /** Audio */
            readonly audio?: string | null;
            /** Audio Format */
            readonly audio_format?: string | null;
            readonly debug?: components["schemas"]["Debug"] | null;
            /** Reply */
            readonly reply: string;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Transcript */
            readonly transcript?: string | null;
        };
        /**
         * ChatRequest
         * @description `POST /api/chat`: a `message`, or recorded `audio` as Base64. With `speak`, the reply comes as sound as well.
         *
         *     A `message_id` of the caller's own makes the request safe to repeat: the same id is answered once.
         */
        readonly ChatRequest: {
            /** Audio */
            readonly audio?: string | null;
            /**
             * Audio Format
             * @default wav
             * @enum {string}
             */
            readonly audio_format: "wav" | "mp3" | "ogg" | "webm" | "m4a" | "flac";
            /** Message */
            readonly message?: string | null;
            /** Message Id */
            readonly message_id?: string | null;
            /** Persona */
            readonly persona?: string | null;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /**
             * Speak
             * @default false
             */
            readonly speak: boolean;
        };
        /**
         * Choice
         * @description Whether Astra may write first, where, and between which hours of `zone` never.
         */
        readonly Choice: {
            /**
             * Is On
             * @default false
             */
            readonly is_on: boolean;
            /**
             * Platform
             * @default telegram
             * @constant
             */
            readonly platform: "telegram";
            /**
             * Quiet From
             * @description HH:MM
             * @default 21:00
             */
            readonly quiet_from: string;
            /**
             * Quiet Until
             * @description HH:MM
             * @default 09:00
             */
            readonly quiet_until: string;
            /**
             * Zone
             * @default UTC
             */
            readonly zone: string;
        };
        /**
         * CodeAnswer
         * @description A code that works once, until `expires_at`, and a link that brings it along, where the bot's name is known.
         */
        readonly CodeAnswer: {
            /** Code */
            readonly code: string;
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /** Link */
            readonly link: string | null;
        };
        /**
         * CodeRequest
         * @description `POST /api/platforms/telegram/code`: with `session_id`, that talk goes on in the chat that is linked.
         */
        readonly CodeRequest: {
            /** Session Id */
            readonly session_id?: string | null;
        };
        /**
         * CompareRequest
         * @description `POST /api/chart/compare`: the other person's birth. Nothing of it is kept.
         */
        readonly CompareRequest: {
            readonly other: components["schemas"]["BirthForm"];
        };
        /**
         * ComparisonAnswer
         * @description Two charts side by side in the zodiac of one's own; in aspects `first` is one's own point.
         */
        readonly ComparisonAnswer: {
            /** Aspects */
            readonly aspects: readonly components["schemas"]["AspectAnswer"][];
            readonly gunas?: components["schemas"]["GunaPairAnswer"] | null;
            /** Moon Distance */
            readonly moon_distance: number | null;
            /** Moon Distance Back */
            readonly moon_distance_back: number | null;
            /** Open Moons */
            readonly open_moons: readonly ("own" | "other")[];
            readonly other: components["schemas"]["UsedInputs"];
            /** Other In Own */
            readonly other_in_own: readonly components["schemas"]["OverlayAnswer"][];
            /** Other Placements */
            readonly other_placements: readonly components["schemas"]["PlacementAnswer"][];
            /** Own In Other */
            readonly own_in_other: readonly components["schemas"]["OverlayAnswer"][];
        };
        /**
         * ContactAnswer
         * @description A moving point within orb of a point of the birth chart.
         */
        readonly ContactAnswer: {
            /** Applying */
            readonly applying: boolean;
            /** Certain */
            readonly certain: boolean;
            /** Kind */
            readonly kind: string;
            /** Moving */
            readonly moving: string;
            /** Natal */
            readonly natal: string;
            /** Next Exact */
            readonly next_exact: string | null;
            /** Orb */
            readonly orb: number;
            /** Previous Exact */
            readonly previous_exact: string | null;
        };
        /**
         * Corrected
         * @description What was taken back, and what stands in its place; both empty when nothing remembered was meant.
         */
        readonly Corrected: {
            /** Learned */
            readonly learned?: string | null;
            /** Retracted */
            readonly retracted: readonly string[];
            /**
             * Wrong
             * @default []
             */
            readonly wrong: readonly string[];
        };
        /**
         * Correction
         * @description What the person put right in this session: `right` instead of `wrong`, in the words of `said`.
         */
        readonly Correction: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Right */
            readonly right: string;
            /** Said */
            readonly said: string;
            /** Wrong */
            readonly wrong?: string | null;
        };
        /**
         * CorrectItem
         * @description `POST /api/memory/{id}/correct`: what holds instead.
         */
        readonly CorrectItem: {
            /** Text */
            readonly text: string;
        };
        /**
         * CorrectRequest
         * @description `…/memory/correct`: something remembered is wrong.
         *
         *     `statement` is what the person says instead, `instead_of` the wrong part where they named it; without either, what
         *     `reply` said of what was `recalled` is meant.
         */
        readonly CorrectRequest: {
            /** Instead Of */
            readonly instead_of?: string | null;
            /**
             * Recalled
             * @default []
             */
            readonly recalled: readonly components["schemas"]["Recalled"][];
            /** Reply */
            readonly reply?: string | null;
            /** Statement */
            readonly statement?: string | null;
        };
        /**
         * CreatedAnswer
         * @description The session that was made.
         */
        readonly CreatedAnswer: {
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Persona */
            readonly persona: string;
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
        };
        /**
         * CreateRequest
         * @description `POST /api/session/create`: a session to be opened later, by its id.
         */
        readonly CreateRequest: {
            /** Display Name */
            readonly display_name?: string | null;
            /** Metadata */
            readonly metadata?: {
                readonly [key: string]: string;
            };
            /** Persona */
            readonly persona: string;
        };
        /**
         * CuspAnswer
         * @description Where a house begins.
         */
        readonly CuspAnswer: {
            /** House */
            readonly house: number;
            /** Longitude */
            readonly longitude: number;
            /** Sign */
            readonly sign: string;
        };
        /**
         * DashaAnswer
         * @description Vimshottari from birth on; dates may be off by `margin_days` where the time is approximate.
         */
        readonly DashaAnswer: {
            /** Balance Years */
            readonly balance_years: number;
            /** Margin Days */
            readonly margin_days: number;
            /** Periods */
            readonly periods: readonly components["schemas"]["PeriodAnswer"][];
        };
        /**
         * DayFigures
         * @description One day by the person's clock: how long was talked, and how many messages there were.
         */
        readonly DayFigures: {
            /**
             * Date
             * Format: date
             */
            readonly date: string;
            /** Messages */
            readonly messages: number;
            /** Seconds */
            readonly seconds: number;
        };
        /**
         * Debug
         * @description What went into the reply, for those who may know.
         */
        readonly Debug: {
            /** Blocks */
            readonly blocks?: readonly components["schemas"]["DebugBlock"][] | null;
            readonly prompt?: components["schemas"]["DebugPrompt"] | null;
        };
        /**
         * DebugBlock
         * @description One block of the packet: its text, or the messages that it is.
         */
        readonly DebugBlock: {
            /** Chars */
            readonly chars: number;
            /** Messages */
            readonly messages?: readonly components["schemas"]["DebugMessage"][] | null;
            /** Name */
            readonly name: string;
            /** Text */
            readonly text?: string | null;
        };
        /**
         * DebugMessage
         * @description One message of the prompt as the model got it.
         */
        readonly DebugMessage: {
            /** Content */
            readonly content: string;
            /** Role */
            readonly role: string;
        };
        /**
         * DebugPrompt
         * @description The whole packet: which model answered, and what it was given. Empty for a turn that needed no model.
         */
        readonly DebugPrompt: {
            /** Messages */
            readonly messages: readonly components["schemas"]["DebugMessage"][];
            /** Model */
            readonly model: string;
        };
        /**
         * DeleteRequest
         * @description `DELETE /api/account`: the password where there is one, else the word `delete`.
         */
        readonly DeleteRequest: {
            /** Confirm */
            readonly confirm?: "delete" | null;
            /** Password */
            readonly password?: string | null;
        };
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
         * ExplainRequest
         * @description `…/memory/explain`: where the companion knows from what it said in `reply`, or what it knows about `topic`.
         */
        readonly ExplainRequest: {
            /**
             * Recalled
             * @default []
             */
            readonly recalled: readonly components["schemas"]["Recalled"][];
            /** Reply */
            readonly reply?: string | null;
            /** Topic */
            readonly topic?: string | null;
        };
        /**
         * ExportFormat
         * @description What an export is written as.
         * @enum {string}
         */
        readonly ExportFormat: "text" | "markdown" | "json";
        /**
         * FollowUpItem
         * @description Something left open: `quote` are the person's own words. `at` is when it will be asked about, or was.
         */
        readonly FollowUpItem: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Kind */
            readonly kind: string;
            /**
             * Loop Id
             * Format: uuid
             */
            readonly loop_id: string;
            /** Quote */
            readonly quote: string;
            /**
             * State
             * @enum {string}
             */
            readonly state: "planned" | "sent" | "declined";
            /** Text */
            readonly text: string;
        };
        /**
         * FollowUpPage
         * @description `GET /api/follow-ups`. `is_reachable` says whether there is a chat to write to.
         */
        readonly FollowUpPage: {
            readonly choice: components["schemas"]["Choice"];
            /** Is Reachable */
            readonly is_reachable: boolean;
            /** Items */
            readonly items: readonly components["schemas"]["FollowUpItem"][];
        };
        /**
         * ForgetItem
         * @description One thing that would go: `kind` is `message`, `fact`, `loop`, `event` or `overview`.
         */
        readonly ForgetItem: {
            /** At */
            readonly at?: string | null;
            /** Kind */
            readonly kind: string;
            /** Message Id */
            readonly message_id?: string | null;
            readonly role?: components["schemas"]["Role"] | null;
            /** Session Id */
            readonly session_id?: string | null;
            /** Text */
            readonly text: string;
        };
        /**
         * ForgetPreview
         * @description What would go, by kind in `counts`; `items` are the first of them. Nothing has happened yet.
         */
        readonly ForgetPreview: {
            /** Counts */
            readonly counts: {
                readonly [key: string]: number;
            };
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /**
             * Forget Id
             * Format: uuid
             */
            readonly forget_id: string;
            /** Items */
            readonly items: readonly components["schemas"]["ForgetItem"][];
        };
        /**
         * ForgetReceipt
         * @description What went, counted by kind and without its content.
         */
        readonly ForgetReceipt: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Counts */
            readonly counts: {
                readonly [key: string]: number;
            };
            /**
             * Item Ids
             * @default []
             */
            readonly item_ids: readonly string[];
            /**
             * Receipt Id
             * Format: uuid
             */
            readonly receipt_id: string;
        };
        /**
         * ForgetRequest
         * @description `…/memory/forget`: what would go, listed before anything does. Exactly one of the three says what.
         *
         *     `just_said` means the person's last message in this session before the request was made.
         */
        readonly ForgetRequest: {
            /**
             * Everything
             * @default false
             */
            readonly everything: boolean;
            /**
             * Just Said
             * @default false
             */
            readonly just_said: boolean;
            /** Topic */
            readonly topic?: string | null;
        };
        /**
         * ForgetWhat
         * @description `POST /api/memory/forget`: a topic in the person's own words, or `"everything"` when `all` is set.
         */
        readonly ForgetWhat: {
            /**
             * Everything
             * @default false
             */
            readonly everything: boolean;
            /** Memory Id */
            readonly memory_id?: string | null;
            /** What */
            readonly what?: string | null;
        };
        /**
         * FormPatch
         * @description What choosing an option writes into the form; only what is set counts.
         */
        readonly FormPatch: {
            /** City Time */
            readonly city_time?: string | null;
            /** Date */
            readonly date?: string | null;
            /** Fold */
            readonly fold?: number | null;
            /**
             * Keep
             * @default false
             */
            readonly keep: boolean;
            readonly place?: components["schemas"]["PlaceForm"] | null;
            readonly time?: components["schemas"]["TimeForm"] | null;
            /** Zone */
            readonly zone?: string | null;
            /** Zone Confirmed */
            readonly zone_confirmed?: boolean | null;
        };
        /**
         * GuestRequest
         * @description `POST /api/auth/guest`: nothing to say yet.
         */
        readonly GuestRequest: Record<string, never>;
        /**
         * GunaAnswer
         * @description The eight counts and their sum, of at most 36.
         */
        readonly GunaAnswer: {
            /** Kootas */
            readonly kootas: readonly components["schemas"]["KootaAnswer"][];
            /** Most */
            readonly most: number;
            /** Total */
            readonly total: number;
        };
        /**
         * GunaPairAnswer
         * @description Guna milan asks who is the bride: both ways of counting.
         */
        readonly GunaPairAnswer: {
            readonly own_as_bride: components["schemas"]["GunaAnswer"];
            readonly own_as_groom: components["schemas"]["GunaAnswer"];
        };
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
         * @description One page of a session's messages, oldest first; `previous_cursor` leads to what was said before it.
         *
         *     `waterfalls` are those of its spoken replies, by message, where they were asked for.
         */
        readonly HistoryPage: {
            /** Messages */
            readonly messages: readonly components["schemas"]["MessageAnswer"][];
            /** Next Cursor */
            readonly next_cursor: string | null;
            /** Previous Cursor */
            readonly previous_cursor?: string | null;
            readonly session: components["schemas"]["SessionAnswer"];
            /** Waterfalls */
            readonly waterfalls?: {
                readonly [key: string]: components["schemas"]["TurnWaterfall"];
            };
        };
        /**
         * HouseSystem
         * @description How the sky is cut into houses.
         * @enum {string}
         */
        readonly HouseSystem: "whole_sign" | "placidus" | "koch" | "equal" | "sripati";
        /**
         * ImportAnswer
         * @description How much is new, and how many messages were left out: known already, or not to be kept.
         */
        readonly ImportAnswer: {
            /** Messages */
            readonly messages: number;
            /** Sessions */
            readonly sessions: number;
            /** Skipped */
            readonly skipped: number;
        };
        /**
         * ImportRequest
         * @description `POST /api/history/import`: what `GET /api/history/export?format=json` gave, here or elsewhere.
         */
        readonly ImportRequest: {
            /**
             * Astra Export
             * @constant
             */
            readonly astra_export: 1;
            /**
             * Exported At
             * Format: date-time
             */
            readonly exported_at: string;
            /** Sessions */
            readonly sessions: readonly components["schemas"]["PortableSession"][];
        };
        /**
         * IngestAnswer
         * @description How many rows were new, and how many were known already; both are safe on disk.
         *
         *     `context_version` is the session's newest: a worker that knows an older one fetches the context anew.
         */
        readonly IngestAnswer: {
            /**
             * Context Version
             * @default 0
             */
            readonly context_version: number;
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
         * IngressAnswer
         * @description A point's next change of sign.
         */
        readonly IngressAnswer: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Point */
            readonly point: string;
            /** Retrograde */
            readonly retrograde: boolean;
            /** Sign */
            readonly sign: string;
        };
        /**
         * KootaAnswer
         * @description One of the eight counts of guna milan; `bride` and `groom` are what the two Moons are in it.
         */
        readonly KootaAnswer: {
            /** Bride */
            readonly bride: string;
            /** Groom */
            readonly groom: string;
            /** Most */
            readonly most: number;
            /** Name */
            readonly name: string;
            /** Points */
            readonly points: number;
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
         * LoginRequest
         * @description `POST /api/auth/login`.
         */
        readonly LoginRequest: {
            /** Email */
            readonly email: string;
            /** Password */
            readonly password: string;
        };
        /**
         * Loop
         * @description Something promised, planned or worried about that is not closed yet.
         */
        readonly Loop: {
            /** Dueat */
            readonly dueAt?: string | null;
            /**
             * Openedat
             * Format: date-time
             */
            readonly openedAt: string;
            /** Text */
            readonly text: string;
            /**
             * Turnids
             * @default []
             */
            readonly turnIds: readonly string[];
        };
        /**
         * Loops
         * @description The answer of `/memory/loops`.
         */
        readonly Loops: {
            /** Loops */
            readonly loops: readonly components["schemas"]["Loop"][];
        };
        /**
         * LoopsRequest
         * @description `POST /memory/loops`.
         */
        readonly LoopsRequest: {
            /** Userid */
            readonly userId: string;
        };
        /**
         * MemoryFact
         * @description A line of memory: `date` is when it was said, `score` grows with relevance, `turn_ids` are its receipts.
         */
        readonly MemoryFact: {
            /** Date */
            readonly date?: string | null;
            /**
             * Score
             * @default 0
             */
            readonly score: number;
            /** Text */
            readonly text: string;
            /**
             * Turnids
             * @default []
             */
            readonly turnIds: readonly string[];
        };
        /**
         * MemoryFacts
         * @description The answer of `/memory/query`, best first.
         */
        readonly MemoryFacts: {
            /** Facts */
            readonly facts: readonly components["schemas"]["MemoryFact"][];
        };
        /**
         * MemoryItem
         * @description One thing remembered. `at` is when it was said, for an event the moment of the words that told of it.
         */
        readonly MemoryItem: {
            /** Astro Tie */
            readonly astro_tie?: string | null;
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Due At */
            readonly due_at?: string | null;
            /** Happened On */
            readonly happened_on?: string | null;
            /** Held From */
            readonly held_from?: string | null;
            /** Held To */
            readonly held_to?: string | null;
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Is Past
             * @default false
             */
            readonly is_past: boolean;
            readonly kind: components["schemas"]["MemoryKind"];
            /** Loop Kind */
            readonly loop_kind?: string | null;
            /**
             * Pinned
             * @default false
             */
            readonly pinned: boolean;
            /** Precision */
            readonly precision?: string | null;
            readonly receipt: components["schemas"]["Receipt"] | null;
            /** Text */
            readonly text: string;
        };
        /**
         * MemoryKind
         * @description What something remembered is.
         * @enum {string}
         */
        readonly MemoryKind: "fact" | "loop" | "event" | "overview";
        /**
         * MemoryPage
         * @description One page of what is remembered, the newest first; `counts` are of everything, by kind.
         */
        readonly MemoryPage: {
            /** Counts */
            readonly counts: {
                readonly [key: string]: number;
            };
            /** Items */
            readonly items: readonly components["schemas"]["MemoryItem"][];
            /** Next Cursor */
            readonly next_cursor: string | null;
        };
        /**
         * MemoryQuery
         * @description `POST /memory/query`; `from` and `to` bound the day something was said, both included.
         */
        readonly MemoryQuery: {
            /** From */
            readonly from?: string | null;
            /**
             * Includecontext
             * @default false
             */
            readonly includeContext: boolean;
            /**
             * Limit
             * @default 10
             */
            readonly limit: number;
            /** Query */
            readonly query: string;
            /** To */
            readonly to?: string | null;
            /** Userid */
            readonly userId: string;
        };
        /**
         * MessageAccepted
         * @description The message is stored, and its reply is on its way. `transcript` is what was understood of a voice note.
         */
        readonly MessageAccepted: {
            /**
             * Message Id
             * Format: uuid
             */
            readonly message_id: string;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /**
             * State
             * @enum {string}
             */
            readonly state: "pending" | "answered";
            /** Transcript */
            readonly transcript?: string | null;
        };
        /**
         * MessageAnswer
         * @description One message. `tool_calls` are the names of what a typed reply looked up.
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
            /** Tool Calls */
            readonly tool_calls?: readonly string[];
        };
        /**
         * MessageRequest
         * @description One message of the person: `content`, or a voice note as Base64, which is taken as what is understood of it.
         *
         *     `message_id` names it, so that sending it again changes nothing. Without `session_id` it goes to the person's
         *     current session, or to a new one where there is none.
         */
        readonly MessageRequest: {
            /** Audio */
            readonly audio?: string | null;
            /**
             * Audio Format
             * @default webm
             * @enum {string}
             */
            readonly audio_format: "wav" | "mp3" | "ogg" | "webm" | "m4a" | "flac";
            /**
             * Content
             * @description not blank, at most 4000 characters
             */
            readonly content?: string | null;
            /** Message Id */
            readonly message_id?: string | null;
            /** Session Id */
            readonly session_id?: string | null;
        };
        /**
         * Node
         * @description What makes the reply.
         * @enum {string}
         */
        readonly Node: "command" | "onboarding" | "companion" | "echo" | "follow_up";
        /**
         * NodeKind
         * @description Which lunar node is shown.
         * @enum {string}
         */
        readonly NodeKind: "mean" | "true";
        /**
         * NoteAnswer
         * @description What a reader must be told.
         */
        readonly NoteAnswer: {
            /** Kind */
            readonly kind: string;
            /** Text */
            readonly text: string;
        };
        /**
         * OffRecordRequest
         * @description `…/memory/off-record`: from `at` on (the moment of the words that asked), nothing said is kept, or again.
         */
        readonly OffRecordRequest: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** On */
            readonly on: boolean;
        };
        /**
         * OffRecordState
         * @description Whether a session is off the record now, and since when.
         */
        readonly OffRecordState: {
            /** On */
            readonly on: boolean;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Since */
            readonly since?: string | null;
        };
        /**
         * OffRecordToggle
         * @description `PUT /api/memory/off-record`.
         */
        readonly OffRecordToggle: {
            /** On */
            readonly on: boolean;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
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
         * OperatorWaterfall
         * @description `GET /api/operator/waterfall`: spoken turns since `since`, in the order of their stages.
         *
         *     `is_cut` says that there were more than are ever read at once, and that these are the newest of them.
         */
        readonly OperatorWaterfall: {
            /** Is Cut */
            readonly is_cut: boolean;
            /**
             * Since
             * Format: date-time
             */
            readonly since: string;
            /** Stages */
            readonly stages: readonly components["schemas"]["StageFigures"][];
            /** Turns */
            readonly turns: number;
        };
        /**
         * OverlayAnswer
         * @description Where a point of one falls in the other's houses; points whose house the hour decides are left out.
         */
        readonly OverlayAnswer: {
            /** House */
            readonly house: number;
            /** Point */
            readonly point: string;
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
         * PasswordRequest
         * @description `POST /api/auth/password`; `current` where there is one.
         */
        readonly PasswordRequest: {
            /** Current */
            readonly current?: string | null;
            /** New */
            readonly new: string;
        };
        /**
         * PastMessage
         * @description A message of the active session, as the model may see it again; `item_id` as it was reported, if it was.
         */
        readonly PastMessage: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Item Id */
            readonly item_id?: string | null;
            readonly role: components["schemas"]["Role"];
            /** Text */
            readonly text: string;
        };
        /**
         * PendingUpdate
         * @description Something that came up beside the talk: told in the next turn, ticked off when that turn is committed.
         */
        readonly PendingUpdate: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            readonly kind: components["schemas"]["UpdateKind"];
            /** Text */
            readonly text: string;
        };
        /**
         * PeriodAnswer
         * @description A dasha; `parts` are those of the great period that is running, else empty.
         */
        readonly PeriodAnswer: {
            /**
             * End
             * Format: date-time
             */
            readonly end: string;
            /** Lord */
            readonly lord: string;
            /** Parts */
            readonly parts: readonly components["schemas"]["PeriodAnswer"][];
            /** Running */
            readonly running: boolean;
            /**
             * Start
             * Format: date-time
             */
            readonly start: string;
        };
        /**
         * PersonaAnswer
         * @description A persona that a session can have.
         *
         *     `picture` is a path on this service. `language` is the one it speaks first, `languages` are all, as language tags
         *     (`hi-Latn` is Hinglish). `voice` says how it sounds.
         */
        readonly PersonaAnswer: {
            /** Description */
            readonly description: string;
            /** Greeting Sample */
            readonly greeting_sample: string;
            /** Language */
            readonly language: string;
            /** Languages */
            readonly languages: readonly string[];
            /** Name */
            readonly name: string;
            /** Picture */
            readonly picture: string;
            /** Title */
            readonly title: string;
            readonly voice: components["schemas"]["Voice"];
        };
        /**
         * PersonaFigure
         * @description How many sessions there were with a persona.
         */
        readonly PersonaFigure: {
            /** Persona */
            readonly persona: string;
            /** Sessions */
            readonly sessions: number;
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
         * PhaseAnswer
         * @description The phase of the Moon.
         */
        readonly PhaseAnswer: {
            /** Illuminated */
            readonly illuminated: number;
            /** Name */
            readonly name: string;
            /** Waxing */
            readonly waxing: boolean;
        };
        /**
         * Piece
         * @description A piece of a snippet; `hit` marks what was looked for. The pieces one after the other are the snippet.
         */
        readonly Piece: {
            /** Hit */
            readonly hit: boolean;
            /** Text */
            readonly text: string;
        };
        /**
         * PieceReceipt
         * @description Where a piece came from: `source` is voice, typed, form or google; `quote` are the person's own words.
         */
        readonly PieceReceipt: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /**
             * Quote
             * @default
             */
            readonly quote: string;
            /** Session Id */
            readonly session_id?: string | null;
            /** Source */
            readonly source: string;
        };
        /**
         * PinnedAnswer
         * @description All that is pinned, each piece null where it is not known.
         */
        readonly PinnedAnswer: {
            readonly ayanamsha?: components["schemas"]["Ayanamsha"] | null;
            /** City Time */
            readonly city_time?: string | null;
            /** Date */
            readonly date?: string | null;
            /** Fold */
            readonly fold?: number | null;
            readonly house_system?: components["schemas"]["HouseSystem"] | null;
            readonly place?: components["schemas"]["PlaceAnswer"] | null;
            readonly system?: components["schemas"]["System"] | null;
            readonly time?: components["schemas"]["TimeAnswer"] | null;
            /** Zone */
            readonly zone?: string | null;
            /**
             * Zone Confirmed
             * @default false
             */
            readonly zone_confirmed: boolean;
        };
        /**
         * PlaceAnswer
         * @description A place of the gazetteer. `label` tells it apart from its namesakes.
         */
        readonly PlaceAnswer: {
            /** Admin */
            readonly admin: string;
            /** Country */
            readonly country: string;
            /** Geoname Id */
            readonly geoname_id: number;
            /** Label */
            readonly label: string;
            /** Latitude */
            readonly latitude: number;
            /** Longitude */
            readonly longitude: number;
            /** Name */
            readonly name: string;
            /** Population */
            readonly population: number;
            /** Zone */
            readonly zone: string;
        };
        /**
         * PlaceForm
         * @description A place by name; `geoname_id` of a suggestion settles which of its namesakes.
         */
        readonly PlaceForm: {
            /** Geoname Id */
            readonly geoname_id?: number | null;
            /** Name */
            readonly name: string;
        };
        /**
         * PlaceList
         * @description `GET /api/places?q=`, best first.
         */
        readonly PlaceList: {
            /** Items */
            readonly items: readonly components["schemas"]["PlaceAnswer"][];
        };
        /**
         * PlacementAnswer
         * @description One point. `signs` holds more than one where the time of birth leaves the sign open.
         */
        readonly PlacementAnswer: {
            /**
             * Combust
             * @default false
             */
            readonly combust: boolean;
            /** Dashamsha */
            readonly dashamsha: string | null;
            /** Degree */
            readonly degree: number;
            /** Dignity */
            readonly dignity: string | null;
            /** House */
            readonly house: number | null;
            /** Longitude */
            readonly longitude: number;
            /** Nakshatra */
            readonly nakshatra: string | null;
            /** Navamsha */
            readonly navamsha: string | null;
            /** Pada */
            readonly pada: number | null;
            /** Point */
            readonly point: string;
            /** Retrograde */
            readonly retrograde: boolean;
            /** Sign */
            readonly sign: string;
            /** Signs */
            readonly signs: readonly string[];
            /** Stationary */
            readonly stationary: boolean;
        };
        /**
         * PlatformAccount
         * @description An account of the person elsewhere. `is_linked` is false for the one that they began with.
         */
        readonly PlatformAccount: {
            /**
             * Account Id
             * Format: uuid
             */
            readonly account_id: string;
            /** Is Blocked */
            readonly is_blocked: boolean;
            /** Is Linked */
            readonly is_linked: boolean;
            /**
             * Linked At
             * Format: date-time
             */
            readonly linked_at: string;
            /**
             * Platform
             * @constant
             */
            readonly platform: "telegram";
            /**
             * Replies As
             * @enum {string}
             */
            readonly replies_as: "text" | "voice";
        };
        /**
         * PlatformList
         * @description `GET /api/platforms`.
         */
        readonly PlatformList: {
            /** Items */
            readonly items: readonly components["schemas"]["PlatformAccount"][];
            readonly telegram: components["schemas"]["TelegramState"];
        };
        /**
         * PortableMessage
         * @description A message in an export. `id` and `source` name it where it came from.
         */
        readonly PortableMessage: {
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
            /**
             * Interrupted
             * @default false
             */
            readonly interrupted: boolean;
            readonly role: components["schemas"]["Role"];
            /** @default voice */
            readonly source: components["schemas"]["Source"];
            /** Text */
            readonly text: string;
        };
        /**
         * PortableSession
         * @description A session in an export.
         */
        readonly PortableSession: {
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Display Name */
            readonly display_name?: string | null;
            /** Ended At */
            readonly ended_at?: string | null;
            /**
             * Last Activity
             * Format: date-time
             */
            readonly last_activity: string;
            /** Messages */
            readonly messages: readonly components["schemas"]["PortableMessage"][];
            /** Persona */
            readonly persona: string;
            /**
             * Platform
             * @default web
             */
            readonly platform: string;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /** Title */
            readonly title?: string | null;
            /**
             * Topics
             * @default []
             */
            readonly topics: readonly string[];
        };
        /**
         * ProfileRequest
         * @description `PATCH /api/auth/me`: only what is named is changed, null empties it.
         */
        readonly ProfileRequest: {
            /** Display Name */
            readonly display_name?: string | null;
            /** Language */
            readonly language?: ("en" | "hi") | null;
        };
        /**
         * ProvidersAnswer
         * @description `GET /api/auth/providers`: who else one may sign in with, and whether a birthday can be asked for.
         */
        readonly ProvidersAnswer: {
            /** Birthday */
            readonly birthday: boolean;
            /** Google */
            readonly google: boolean;
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
         * Recalled
         * @description A line of memory that the last reply could draw on, as the memory service had given it.
         */
        readonly Recalled: {
            /** Text */
            readonly text: string;
            /**
             * Turn Ids
             * @default []
             */
            readonly turn_ids: readonly string[];
        };
        /**
         * RecallRequest
         * @description `…/memory/recall`: what is remembered about `topic`, or about the person where there is none.
         */
        readonly RecallRequest: {
            /** Topic */
            readonly topic?: string | null;
        };
        /**
         * Receipt
         * @description Where something is known from: the person's own words, when, and the moment in the talk.
         */
        readonly Receipt: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** By Hand */
            readonly by_hand: boolean;
            /** Message Id */
            readonly message_id: string | null;
            /** Quote */
            readonly quote: string;
            /** Session Id */
            readonly session_id: string | null;
        };
        /**
         * ReceiptLine
         * @description Something remembered and where it was said: `quote` is verbatim, `message_id` the moment in the talk.
         */
        readonly ReceiptLine: {
            /** Message Id */
            readonly message_id?: string | null;
            /** Quote */
            readonly quote?: string | null;
            /** Said At */
            readonly said_at?: string | null;
            /** Session Id */
            readonly session_id?: string | null;
            /** Text */
            readonly text: string;
        };
        /**
         * ReceiptList
         * @description What was forgotten so far, the newest first: when and how much, never what.
         */
        readonly ReceiptList: {
            /** Items */
            readonly items: readonly components["schemas"]["ForgetReceipt"][];
        };
        /**
         * Recollection
         * @description What was found, the best first, and how many there are in all.
         */
        readonly Recollection: {
            /** Lines */
            readonly lines: readonly components["schemas"]["ReceiptLine"][];
            /** Total */
            readonly total: number;
        };
        /**
         * RegisterRequest
         * @description `POST /api/auth/register`: a new account, or the guest's own one claimed.
         */
        readonly RegisterRequest: {
            /** Display Name */
            readonly display_name?: string | null;
            /** Email */
            readonly email: string;
            /** Password */
            readonly password: string;
        };
        /**
         * RenameRequest
         * @description `PATCH /api/session/{session_id}`: one of the two, which mean the same; null takes the name back.
         */
        readonly RenameRequest: {
            /** Display Name */
            readonly display_name?: string | null;
            /** Title */
            readonly title?: string | null;
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
         * SearchHit
         * @description One message that was found.
         */
        readonly SearchHit: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /**
             * Message Id
             * Format: uuid
             */
            readonly message_id: string;
            readonly role: components["schemas"]["Role"];
            /** Snippet */
            readonly snippet: readonly components["schemas"]["Piece"][];
        };
        /**
         * SearchItem
         * @description A session in which something was found, its hits newest first; no hits where only prefixes were asked for.
         */
        readonly SearchItem: {
            /** Hits */
            readonly hits: readonly components["schemas"]["SearchHit"][];
            readonly session: components["schemas"]["SessionAnswer"];
        };
        /**
         * SearchPage
         * @description One page of what was found, newest first. A session whose hits go on behind the page comes again on the next.
         */
        readonly SearchPage: {
            /** Items */
            readonly items: readonly components["schemas"]["SearchItem"][];
            /** Next Cursor */
            readonly next_cursor: string | null;
        };
        /**
         * SessionAnswer
         * @description A session as lists and histories show it. Moments are UTC.
         *
         *     `title` is the person's own name for it (`display_name`), else one made of what was said. One session of a person
         *     is `current`: the one that they chose last.
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
            /** Display Name */
            readonly display_name?: string | null;
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
            /** Metadata */
            readonly metadata?: {
                readonly [key: string]: string;
            };
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
            /** Topics */
            readonly topics?: readonly string[];
        };
        /**
         * SessionContext
         * @description All that the worker needs before it greets: `GET /api/worker/sessions/{session_id}/context`.
         *
         *     `context_version` grows whenever something in here, or in this person's memory, has changed behind the talk; a
         *     worker that sees a higher one fetches the context anew.
         */
        readonly SessionContext: {
            readonly astro?: components["schemas"]["AstroContext"] | null;
            /**
             * Context Version
             * @default 0
             */
            readonly context_version: number;
            /**
             * Corrections
             * @default []
             */
            readonly corrections: readonly components["schemas"]["Correction"][];
            /** Display Name */
            readonly display_name: string | null;
            /**
             * Forgotten Item Ids
             * @default []
             */
            readonly forgotten_item_ids: readonly string[];
            /** Grace S */
            readonly grace_s: number;
            /** Idle Close S */
            readonly idle_close_s: number;
            /**
             * Language
             * @default en
             */
            readonly language: string;
            /**
             * Memory Version
             * @default 0
             */
            readonly memory_version: number;
            /** Messages */
            readonly messages: readonly components["schemas"]["PastMessage"][];
            /** Next Seq */
            readonly next_seq: number;
            /**
             * Off Record
             * @default false
             */
            readonly off_record: boolean;
            /** Persona */
            readonly persona: string;
            /** Previous Greeting */
            readonly previous_greeting?: string | null;
            /** Previous Session Ended At */
            readonly previous_session_ended_at: string | null;
            /** Rolling Summary */
            readonly rolling_summary?: string | null;
            /** Rolling Summary Session Id */
            readonly rolling_summary_session_id?: string | null;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /**
             * Updates
             * @default []
             */
            readonly updates: readonly components["schemas"]["PendingUpdate"][];
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
            /** User Identity */
            readonly user_identity: string;
            /**
             * Zone
             * @default UTC
             */
            readonly zone: string;
        };
        /**
         * SessionIngest
         * @description `POST /session/ingest`: the transcript of a session, in order. A longer one of the same session replaces it.
         */
        readonly SessionIngest: {
            /** Endedat */
            readonly endedAt?: string | null;
            /** Sessionid */
            readonly sessionId: string;
            /**
             * Startedat
             * Format: date-time
             */
            readonly startedAt: string;
            /** Transcript */
            readonly transcript: readonly components["schemas"]["TranscriptTurn"][];
            /** Userid */
            readonly userId: string;
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
         * SessionWaterfall
         * @description `GET /api/session/{session_id}/waterfall`: the last spoken turn, and the median of each stage over the newest.
         *
         *     `turns` is how many the medians are of; a turn that does not know a stage is not among that stage's.
         */
        readonly SessionWaterfall: {
            readonly last: components["schemas"]["TurnWaterfall"] | null;
            /** Median Ms */
            readonly median_ms: {
                readonly [key: string]: number;
            };
            /** Turns */
            readonly turns: number;
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
         * ShareAnswer
         * @description A share as its owner's list shows it; `url` is never known any more.
         */
        readonly ShareAnswer: {
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /** Revoked */
            readonly revoked: boolean;
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
            /**
             * Share Id
             * Format: uuid
             */
            readonly share_id: string;
            /** Title */
            readonly title: string | null;
            /** Url */
            readonly url?: string | null;
        };
        /**
         * SharedMessageAnswer
         * @description One message of a shared conversation.
         */
        readonly SharedMessageAnswer: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Interrupted */
            readonly interrupted: boolean;
            readonly role: components["schemas"]["Role"];
            /** Text */
            readonly text: string;
        };
        /**
         * SharedTalkAnswer
         * @description A shared conversation as it was when it was shared, and nothing of whose it is. `at` is when it began.
         */
        readonly SharedTalkAnswer: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Messages */
            readonly messages: readonly components["schemas"]["SharedMessageAnswer"][];
            /** Persona */
            readonly persona: string;
            /** Title */
            readonly title: string | null;
        };
        /**
         * ShareList
         * @description The person's shares, the newest first.
         */
        readonly ShareList: {
            /** Items */
            readonly items: readonly components["schemas"]["ShareAnswer"][];
        };
        /**
         * ShareMade
         * @description A new share. `url` is its path on this service; it is told this once, for only a hash of it is kept.
         */
        readonly ShareMade: {
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /**
             * Share Id
             * Format: uuid
             */
            readonly share_id: string;
            /** Url */
            readonly url: string;
        };
        /**
         * ShareRequest
         * @description `POST /api/session/{session_id}/share`.
         */
        readonly ShareRequest: {
            /**
             * Expires In Days
             * @default 7
             */
            readonly expires_in_days: number;
        };
        /**
         * SignInAnswer
         * @description One sign-in of the person, without what opens it.
         */
        readonly SignInAnswer: {
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Current */
            readonly current: boolean;
            /** Device */
            readonly device: string | null;
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Last Used At
             * Format: date-time
             */
            readonly last_used_at: string;
        };
        /**
         * SignInList
         * @description `GET /api/auth/sign-ins`, the one used last first.
         */
        readonly SignInList: {
            /** Items */
            readonly items: readonly components["schemas"]["SignInAnswer"][];
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
         * StageFigures
         * @description One stage with one link of a chain; `provider` is None where the time is our own, or its link not known.
         */
        readonly StageFigures: {
            /** P50 Ms */
            readonly p50_ms: number;
            /** P90 Ms */
            readonly p90_ms: number;
            /** Provider */
            readonly provider: string | null;
            readonly stage: components["schemas"]["TurnStage"];
            /** Turns */
            readonly turns: number;
        };
        /**
         * StartBrief
         * @description The answer of both briefs; the simpler one leaves more of it empty.
         */
        readonly StartBrief: {
            /** Bridgetext */
            readonly bridgeText?: string | null;
            /** Currentfocus */
            readonly currentFocus?: string | null;
            /**
             * Items
             * @default []
             */
            readonly items: readonly components["schemas"]["BriefItem"][];
            /** Timegapminutes */
            readonly timeGapMinutes?: number | null;
        };
        /**
         * StartBriefRequest
         * @description `POST /session/startbrief`.
         */
        readonly StartBriefRequest: {
            /** Now */
            readonly now?: string | null;
            /** Sessionid */
            readonly sessionId: string;
            /** Userid */
            readonly userId: string;
        };
        /**
         * System
         * @description Which zodiac a person reads by.
         * @enum {string}
         */
        readonly System: "western" | "vedic";
        /**
         * TelegramState
         * @description Whether there is a bot, and what it is called.
         */
        readonly TelegramState: {
            /** Bot */
            readonly bot: string | null;
            /** Is Set Up */
            readonly is_set_up: boolean;
        };
        /**
         * Thread
         * @description What a page that polls is told: what it has not seen yet, and which of its messages still wait for a reply.
         */
        readonly Thread: {
            /** Messages */
            readonly messages: readonly components["schemas"]["ThreadMessage"][];
            /** Pending */
            readonly pending: readonly string[];
            /**
             * Session Id
             * Format: uuid
             */
            readonly session_id: string;
        };
        /**
         * ThreadMessage
         * @description A message as a chat page shows it. `message_id` is the sender's name for it; replies carry that of the question.
         *
         *     `node` tells what made a reply; `tool_calls` what it looked up.
         */
        readonly ThreadMessage: {
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
            /** Message Id */
            readonly message_id: string | null;
            readonly node: components["schemas"]["Node"] | null;
            readonly role: components["schemas"]["Role"];
            readonly source: components["schemas"]["Source"];
            /** Text */
            readonly text: string;
            /** Tool Calls */
            readonly tool_calls: readonly string[];
        };
        /**
         * TimeAnswer
         * @description A pinned time of birth.
         */
        readonly TimeAnswer: {
            /** Clock */
            readonly clock: string | null;
            /** Margin Min */
            readonly margin_min: number;
            readonly precision: components["schemas"]["TimePrecision"];
        };
        /**
         * TimeForm
         * @description The time of birth on the clock of the place: exact, about (± `margin_min` minutes), or known to be unknown.
         */
        readonly TimeForm: {
            /** Clock */
            readonly clock?: string | null;
            /** Margin Min */
            readonly margin_min?: number | null;
            readonly precision: components["schemas"]["TimePrecision"];
        };
        /**
         * TimePrecision
         * @description How well the time of birth is known.
         * @enum {string}
         */
        readonly TimePrecision: "exact" | "about" | "unknown";
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
         * ToldRequest
         * @description `POST /api/worker/sessions/{session_id}/told`: these updates were in a reply that the person got.
         */
        readonly ToldRequest: {
            /** Update Ids */
            readonly update_ids: readonly string[];
        };
        /**
         * TopicFigure
         * @description How many sessions were about a topic.
         */
        readonly TopicFigure: {
            /** Sessions */
            readonly sessions: number;
            /** Topic */
            readonly topic: string;
        };
        /**
         * TotalFigures
         * @description The same days together.
         */
        readonly TotalFigures: {
            /** Messages */
            readonly messages: number;
            /** Seconds */
            readonly seconds: number;
            /** Sessions */
            readonly sessions: number;
        };
        /**
         * TranscriptTurn
         * @description One final utterance of a transcript; `speaker` is a name where the role alone does not tell who spoke.
         */
        readonly TranscriptTurn: {
            /** At */
            readonly at?: string | null;
            readonly role: components["schemas"]["Role"];
            /** Speaker */
            readonly speaker?: string | null;
            /** Text */
            readonly text: string;
            /** Turnid */
            readonly turnId: string;
        };
        /**
         * TransitsAnswer
         * @description `GET /api/chart/transits`: the sky of a day, taken at `at`, against the birth chart; contacts tightest first.
         */
        readonly TransitsAnswer: {
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /** Contacts */
            readonly contacts: readonly components["schemas"]["ContactAnswer"][];
            /**
             * Date
             * Format: date
             */
            readonly date: string;
            readonly moon_phase: components["schemas"]["PhaseAnswer"];
            /** Next Ingresses */
            readonly next_ingresses: readonly components["schemas"]["IngressAnswer"][];
            /** Placements */
            readonly placements: readonly components["schemas"]["PlacementAnswer"][];
            /** Retrograde */
            readonly retrograde: readonly string[];
            /** Saturn From Moon */
            readonly saturn_from_moon: number;
        };
        /**
         * TurnStage
         * @description A stage of a turn. `WORDS`, `DECIDED` and `SOUNDING` count from the moment the voice stopped, as the worker heard
         *     it; the others are the length of their own step, and `FIRST_TOKEN` has `PACKET` in it.
         * @enum {string}
         */
        readonly TurnStage: "words" | "decided" | "packet" | "first_token" | "first_clause" | "first_byte" | "sounding";
        /**
         * TurnWaterfall
         * @description One turn: milliseconds by stage, those that are known, and the link of each chain that served it.
         */
        readonly TurnWaterfall: {
            /** Providers */
            readonly providers?: {
                readonly [key: string]: string;
            };
            /** Stages Ms */
            readonly stages_ms: {
                readonly [key: string]: number;
            };
        };
        /**
         * UpdateKind
         * @description What the companion is to be told in the background, once.
         * @enum {string}
         */
        readonly UpdateKind: "chart_ready" | "birth_question" | "contextual";
        /**
         * UsedInputs
         * @description All that a chart rests on, to be shown as it is.
         */
        readonly UsedInputs: {
            readonly ayanamsha: components["schemas"]["Ayanamsha"] | null;
            /** Ayanamsha Deg */
            readonly ayanamsha_deg: number | null;
            /** Engine */
            readonly engine: string;
            /** Engine Version */
            readonly engine_version: string;
            /** Files Verified */
            readonly files_verified: boolean;
            readonly given: components["schemas"]["ChartInputs"];
            readonly houses: components["schemas"]["HouseSystem"] | null;
            /**
             * Instant
             * Format: date-time
             */
            readonly instant: string;
            /** Julian Day Ut */
            readonly julian_day_ut: number;
            readonly nodes: components["schemas"]["NodeKind"];
        };
        /**
         * UserAnswer
         * @description A signed-in person.
         */
        readonly UserAnswer: {
            /** Display Name */
            readonly display_name: string | null;
            /** Email */
            readonly email: string | null;
            /** Google Linked */
            readonly google_linked: boolean;
            /** Has Password */
            readonly has_password: boolean;
            /** Is Guest */
            readonly is_guest: boolean;
            /** Language */
            readonly language: ("en" | "hi") | null;
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
         *     A reply of which nothing was heard is not an utterance. `waterfall` is of the spoken turn that a reply answers.
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
            readonly waterfall?: components["schemas"]["TurnWaterfall"] | null;
        };
        /**
         * Voice
         * @description How a persona sounds, in words that belong to no provider; the TTS chain maps them to its voices.
         * @enum {string}
         */
        readonly Voice: "warm" | "bright" | "deep" | "gentle";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly delete_account_api_account_delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeleteRequest"];
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
    readonly export_account_api_account_export_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description all that is kept of the person, as a file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
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
    readonly leave_for_google_api_auth_google_get: {
        readonly parameters: {
            readonly query?: {
                /** @description the path to go on to afterwards */
                readonly next?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description to Google, to `next`, or to `/sign-in?error=…` */
            readonly 302: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
    readonly unlink_google_api_auth_google_delete: {
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
            /** @description conflict */
            readonly 409: {
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
    readonly come_back_from_google_api_auth_google_callback_get: {
        readonly parameters: {
            readonly query?: {
                readonly code?: string | null;
                readonly error?: string | null;
                readonly state?: string | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description to Google, to `next`, or to `/sign-in?error=…` */
            readonly 302: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
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
    readonly log_in_api_auth_login_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LoginRequest"];
            };
        };
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
    readonly change_me_api_auth_me_patch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileRequest"];
            };
        };
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
    readonly change_password_api_auth_password_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordRequest"];
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
            /** @description forbidden */
            readonly 403: {
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
    readonly list_providers_api_auth_providers_get: {
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
                    readonly "application/json": components["schemas"]["ProvidersAnswer"];
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
    readonly register_api_auth_register_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        readonly responses: {
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
    readonly list_sign_ins_api_auth_sign_ins_get: {
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
                    readonly "application/json": components["schemas"]["SignInList"];
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
    readonly end_sign_in_api_auth_sign_ins__sign_in_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sign_in_id: string;
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
    readonly sign_out_everywhere_api_auth_sign_out_everywhere_post: {
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
    readonly read_birth_api_birth_get: {
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
                    readonly "application/json": components["schemas"]["BirthAnswer"];
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
    readonly write_birth_api_birth_put: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BirthForm"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BirthAnswer"];
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
            /** @description nothing was saved: it can be read in more than one way */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AmbiguousAnswer"];
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
    readonly arrive_by_link_api_carry__token__post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly token: string;
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
                    readonly "application/json": components["schemas"]["CarryArrived"];
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
    readonly read_chart_api_chart_get: {
        readonly parameters: {
            readonly query?: {
                readonly ayanamsha?: components["schemas"]["Ayanamsha"] | null;
                /** @description data or a picture */
                readonly format?: "json" | "svg";
                readonly houses?: components["schemas"]["HouseSystem"] | null;
                readonly style?: "wheel" | "north" | "south" | "dasha";
                readonly system?: components["schemas"]["System"] | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description data, or with format=svg a picture */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChartPage"];
                    readonly "image/svg+xml": string;
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
    readonly compare_api_chart_compare_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CompareRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ComparisonAnswer"];
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
            /** @description the other birth can be read in more than one way */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AmbiguousAnswer"];
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
    readonly read_transits_api_chart_transits_get: {
        readonly parameters: {
            readonly query?: {
                /** @description YYYY-MM-DD; today where not given */
                readonly date?: string | null;
                /** @description data or a picture */
                readonly format?: "json" | "svg";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description data, or with format=svg a picture */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TransitsAnswer"];
                    readonly "image/svg+xml": string;
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
    readonly chat_api_chat_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "x-debug-context"?: string | null;
                readonly "x-debug-prompt"?: string | null;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChatRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatAnswer"];
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
            /** @description provider_failed */
            readonly 502: {
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
    readonly read_follow_ups_api_follow_ups_get: {
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
                    readonly "application/json": components["schemas"]["FollowUpPage"];
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
    readonly choose_follow_ups_api_follow_ups_put: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Choice"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FollowUpPage"];
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
    readonly decline_follow_up_api_follow_ups__loop_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly loop_id: string;
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
    readonly delete_history_api_history_delete: {
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
    readonly read_analytics_api_history_analytics_get: {
        readonly parameters: {
            readonly query?: {
                readonly days?: number;
                readonly zone?: string | null;
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
                    readonly "application/json": components["schemas"]["Analytics"];
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
    readonly export_history_api_history_export_get: {
        readonly parameters: {
            readonly query: {
                readonly format: components["schemas"]["ExportFormat"];
                /** @description one session; else all */
                readonly session_id?: string | null;
                readonly zone?: string | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description the file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                    readonly "text/markdown": string;
                    readonly "text/plain": string;
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
    readonly import_history_api_history_import_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ImportRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportAnswer"];
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
    readonly search_history_api_history_search_get: {
        readonly parameters: {
            readonly query: {
                readonly cursor?: string | null;
                readonly q: string;
                readonly zone?: string | null;
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
                    readonly "application/json": components["schemas"]["SearchPage"];
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
    readonly list_memory_api_memory_get: {
        readonly parameters: {
            readonly query?: {
                /** @description the next_cursor of the page before */
                readonly cursor?: string | null;
                readonly kind?: components["schemas"]["MemoryKind"] | null;
                /** @description also what holds no more */
                readonly past?: boolean;
                /** @description words that must be in it */
                readonly q?: string | null;
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
                    readonly "application/json": components["schemas"]["MemoryPage"];
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
    readonly forget_item_api_memory__memory_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly memory_id: string;
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
                    readonly "application/json": components["schemas"]["ForgetReceipt"];
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
    readonly close_loop_api_memory__memory_id__close_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly memory_id: string;
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
    readonly correct_item_api_memory__memory_id__correct_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly memory_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CorrectItem"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemoryItem"] | null;
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
    readonly pin_item_api_memory__memory_id__pin_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly memory_id: string;
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
    readonly unpin_item_api_memory__memory_id__unpin_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly memory_id: string;
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
    readonly preview_forget_api_memory_forget_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ForgetWhat"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ForgetPreview"];
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
    readonly confirm_forget_api_memory_forget__forget_id__confirm_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly forget_id: string;
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
                    readonly "application/json": components["schemas"]["ForgetReceipt"];
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
    readonly read_off_record_api_memory_off_record_get: {
        readonly parameters: {
            readonly query: {
                readonly session_id: string;
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
                    readonly "application/json": components["schemas"]["OffRecordState"];
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
    readonly set_off_record_api_memory_off_record_put: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OffRecordToggle"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OffRecordState"];
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
    readonly list_receipts_api_memory_receipts_get: {
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
                    readonly "application/json": components["schemas"]["ReceiptList"];
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
    readonly sum_up_waterfalls_api_operator_waterfall_get: {
        readonly parameters: {
            readonly query?: {
                readonly hours?: number;
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
                    readonly "application/json": components["schemas"]["OperatorWaterfall"];
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
    readonly find_places_api_places_get: {
        readonly parameters: {
            readonly query: {
                /** @description what was typed so far */
                readonly q: string;
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
                    readonly "application/json": components["schemas"]["PlaceList"];
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
    readonly list_platforms_api_platforms_get: {
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
                    readonly "application/json": components["schemas"]["PlatformList"];
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
    readonly unlink_api_platforms_telegram__account_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly account_id: string;
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
    readonly make_code_api_platforms_telegram_code_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CodeRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CodeAnswer"];
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
    readonly take_update_api_platforms_telegram_webhook_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "x-telegram-bot-api-secret-token"?: string | null;
            };
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
                    readonly "application/json": unknown;
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
    readonly read_thread_api_responder_messages_get: {
        readonly parameters: {
            readonly query: {
                /** @description ids of messages that the page has; they are left out */
                readonly seen?: readonly string[] | null;
                readonly session_id: string;
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
                    readonly "application/json": components["schemas"]["Thread"];
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
    readonly take_message_api_responder_messages_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageAccepted"];
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
            /** @description conflict */
            readonly 409: {
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
            /** @description rate_limited */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description provider_failed */
            readonly 502: {
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
    readonly hear_of_rooms_api_room_webhook_post: {
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
    readonly open_session_api_session_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of the click: whoever sends it again gets the session that it made the first time. */
                readonly "Idempotency-Key"?: string | null;
            };
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
            /** @description conflict */
            readonly 409: {
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
    readonly rename_session_api_session__session_id__patch: {
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
                readonly "application/json": components["schemas"]["RenameRequest"];
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
    readonly carry_session_api_session__session_id__carry_post: {
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
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CarryLinkMade"];
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
            /** @description conflict */
            readonly 409: {
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
                /** @description a message that shall stand in the middle of the page */
                readonly around?: string | null;
                readonly cursor?: string | null;
                /** @description also where the time of each spoken turn went */
                readonly waterfalls?: boolean;
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
    readonly share_session_api_session__session_id__share_post: {
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
                readonly "application/json": components["schemas"]["ShareRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShareMade"];
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
            /** @description conflict */
            readonly 409: {
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
    readonly read_session_waterfall_api_session__session_id__waterfall_get: {
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
                    readonly "application/json": components["schemas"]["SessionWaterfall"];
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
    readonly create_session_api_session_create_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of the click: whoever sends it again gets the session that it made the first time. */
                readonly "Idempotency-Key"?: string | null;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateRequest"];
            };
        };
        readonly responses: {
            /** @description the session that this Idempotency-Key made before */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedAnswer"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedAnswer"];
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
            /** @description conflict */
            readonly 409: {
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
    readonly show_current_api_session_current_get: {
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
                    readonly "application/json": components["schemas"]["SessionAnswer"];
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
                readonly cursor?: string | null;
                readonly from?: string | null;
                readonly persona?: string | null;
                readonly platform?: string | null;
                readonly to?: string | null;
                readonly topic?: string | null;
                readonly zone?: string | null;
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
    readonly read_shared_api_shared__token__get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly token: string;
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
                    readonly "application/json": components["schemas"]["SharedTalkAnswer"];
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
    readonly list_own_shares_api_shares_get: {
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
                    readonly "application/json": components["schemas"]["ShareList"];
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
    readonly revoke_share_api_shares__share_id__delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly share_id: string;
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
    readonly correct_api_worker_sessions__session_id__memory_correct_post: {
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
                readonly "application/json": components["schemas"]["CorrectRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Corrected"];
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
    readonly explain_api_worker_sessions__session_id__memory_explain_post: {
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
                readonly "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recollection"];
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
    readonly preview_forget_api_worker_sessions__session_id__memory_forget_post: {
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
                readonly "application/json": components["schemas"]["ForgetRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ForgetPreview"];
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
    readonly confirm_forget_api_worker_sessions__session_id__memory_forget__forget_id__confirm_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly forget_id: string;
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
                    readonly "application/json": components["schemas"]["ForgetReceipt"];
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
    readonly set_off_record_api_worker_sessions__session_id__memory_off_record_post: {
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
                readonly "application/json": components["schemas"]["OffRecordRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OffRecordState"];
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
    readonly recall_api_worker_sessions__session_id__memory_recall_post: {
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
                readonly "application/json": components["schemas"]["RecallRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recollection"];
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
    readonly tick_off_api_worker_sessions__session_id__told_post: {
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
                readonly "application/json": components["schemas"]["ToldRequest"];
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
    readonly loops_synapse_memory_loops_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LoopsRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Loops"];
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
    readonly query_synapse_memory_query_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MemoryQuery"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemoryFacts"];
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
    readonly brief_synapse_session_brief_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BriefRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StartBrief"];
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
    readonly ingest_synapse_session_ingest_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SessionIngest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": unknown;
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
    readonly start_brief_synapse_session_startbrief_post: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartBriefRequest"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StartBrief"];
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
}
