/* Generated from docs/openapi.json by `npm run generate`; never edited. */
export interface paths {
    "/api/v1/analytics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What needs attention now, worst first, and what happened lately
         * @description For the roles: admin, support, client.
         */
        get: operations["overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The slowest sites and those down the longest, the last 30 days if not said otherwise
         * @description For the roles: admin, support, client.
         */
        get: operations["performance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/sites/{site_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A site's uptime and response times, the last 30 days if not said otherwise
         * @description For the roles: admin, support, client.
         */
        get: operations["site_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/uptime-wall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every site with its state and how long it was down on each of the last days
         * @description For the roles: admin, support, client.
         */
        get: operations["uptime_wall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Destructive commands that wait for people, or once did, newest first
         * @description For the roles: admin.
         */
        get: operations["list_approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an approval
         * @description For the roles: admin.
         */
        get: operations["get_approval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say yes, with a passkey; the last yes that is needed sends the command on its way
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}/approve/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a passkey has to sign to say yes to this command
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["prepare_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say no; one is enough
         * @description For the roles: admin.
         */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description For the roles: admin.
         */
        get: operations["list_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every action that an entry can name
         * @description For the roles: admin.
         */
        get: operations["list_audit_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log as CSV, oldest first; a long one in parts, each named by the Link header
         * @description For the roles: admin.
         */
        get: operations["export_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow the chain of the log and compare it with its anchors, for up to 20 seconds
         * @description For the roles: admin.
         */
        post: operations["verify_audit_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link at a new address; the old one stays until it is used
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["request_email_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the new address, by the link that was mailed there */
        post: operations["confirm_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What second factors I have
         * @description For the roles: admin, support, client.
         */
        get: operations["get_factors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/links/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a mailed link is for; looking does not use it up */
        post: operations["check_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail and password */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out: the session ends at once
         * @description For the roles: admin, support, client.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description For the roles: admin, support, client.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's own name or language
         * @description For the roles: admin, support, client.
         */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/v1/auth/passkey-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey alone */
        post: operations["passkey_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser needs to sign in with a passkey alone */
        post: operations["passkey_login_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the passkey that the browser made; with the first factor come recovery codes
         * @description For the roles: admin, support, client.
         */
        post: operations["add_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a browser needs to make a passkey
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a passkey away
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        delete: operations["remove_passkey"];
        options?: never;
        head?: never;
        /**
         * Give a passkey another name
         * @description For the roles: admin, support, client.
         */
        patch: operations["rename_passkey"];
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's password; every other session ends
         * @description For the roles: admin, support, client.
         */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a link to set a new password; the answer is the same for every address */
        post: operations["forget_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by a mailed link; every session ends, and signing in comes next */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ten new recovery codes; the old ones are dead
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same session under a new token; the one before is dead at once
         * @description For the roles: admin, support, client.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a user by the link of an invitation, and be signed in */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where I am signed in
         * @description For the roles: admin, support, client.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/end-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out everywhere, or everywhere else, at once
         * @description For the roles: admin, support, client.
         */
        post: operations["end_all_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session at once
         * @description For the roles: admin, support, client.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * With what one can confirm, and until when one has
         * @description For the roles: admin, support, client.
         */
        get: operations["get_step_up"];
        put?: never;
        /**
         * Confirm with a code, or with the password of who has no second factor
         * @description For the roles: admin, support, client.
         */
        post: operations["confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm with a passkey
         * @description For the roles: admin, support, client.
         */
        post: operations["confirm_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a browser needs to confirm with a passkey
         * @description For the roles: admin, support, client.
         */
        post: operations["step_up_passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My personal access tokens
         * @description For the roles: admin, support, client.
         */
        get: operations["list_tokens"];
        put?: never;
        /**
         * Make a token for a program of mine; it is shown this once
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["add_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a token at once
         * @description For the roles: admin, support, client.
         */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start setting up an authenticator app; what came before stays good until confirmed
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["start_totp"];
        /**
         * Take the authenticator app away
         * @description For the roles: admin, support, client. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        delete: operations["remove_totp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app with a code of it; answers the recovery codes, once
         * @description For the roles: admin, support, client.
         */
        post: operations["confirm_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish signing in with a code of the app, or a recovery code */
        post: operations["finish_with_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/two-factor/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish signing in with a passkey */
        post: operations["finish_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/two-factor/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser needs to finish signing in with a passkey */
        post: operations["two_factor_passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alert channels, newest first
         * @description For the roles: admin, support.
         */
        get: operations["list_channels"];
        put?: never;
        /**
         * Add an alert channel
         * @description For the roles: admin.
         */
        post: operations["add_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an alert channel; what it posts to stays sealed
         * @description For the roles: admin, support.
         */
        get: operations["get_channel"];
        put?: never;
        post?: never;
        /**
         * Remove a channel
         * @description For the roles: admin.
         */
        delete: operations["remove_channel"];
        options?: never;
        head?: never;
        /**
         * Change a channel; a new target switches it on again
         * @description For the roles: admin.
         */
        patch: operations["change_channel"];
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What went by a channel in the last 90 days, newest first
         * @description For the roles: admin, support.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new signing secret for a webhook; it is shown this once
         * @description For the roles: admin.
         */
        post: operations["renew_signing_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a real test message; what became of it stands among the channel's deliveries
         * @description For the roles: admin.
         */
        post: operations["send_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List clients by name
         * @description For the roles: admin, support.
         */
        get: operations["list_clients"];
        put?: never;
        /**
         * Add a client
         * @description For the roles: admin.
         */
        post: operations["add_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a client
         * @description For the roles: admin, support.
         */
        get: operations["get_client"];
        put?: never;
        post?: never;
        /**
         * Remove a client that has no sites
         * @description For the roles: admin.
         */
        delete: operations["remove_client"];
        options?: never;
        head?: never;
        /**
         * Change a client
         * @description For the roles: admin.
         */
        patch: operations["change_client"];
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the platform is: database, schema, waiting messages, the parts of the watch */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-links/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge an incident by the link of an alert, in the name of who was told by it */
        post: operations["acknowledge_by_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-links/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the link of an alert is for; looking changes nothing */
        post: operations["check_incident_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an incident: its timeline, its evidence, its sites and what changed before
         * @description For the roles: admin, support, client.
         */
        get: operations["get_incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that somebody is looking after it; doing it again changes nothing
         * @description For the roles: admin, support.
         */
        post: operations["acknowledge_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/post-mortem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write down what happened, why, and what is done about it
         * @description For the roles: admin, support.
         */
        put: operations["write_post_mortem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note to the timeline, for staff alone or for the clients as well
         * @description For the roles: admin, support.
         */
        post: operations["add_incident_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations, newest first
         * @description For the roles: admin.
         */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite somebody by e-mail; the link works once, for 72 hours
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["add_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation; its link is dead at once
         * @description For the roles: admin.
         */
        delete: operations["revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a new link; the old one is dead
         * @description For the roles: admin.
         */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a job
         * @description For the roles: admin, support, client.
         */
        get: operations["get_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List maintenance windows, newest first; clients see those announced that touch theirs
         * @description For the roles: admin, support, client.
         */
        get: operations["list_maintenance_windows"];
        put?: never;
        /**
         * Plan a maintenance window, once or again and again
         * @description For the roles: admin.
         */
        post: operations["add_maintenance_window"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * When a window with these times would be open next; nothing is kept
         * @description For the roles: admin.
         */
        post: operations["preview_maintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start maintenance now; it ends by itself
         * @description For the roles: admin.
         */
        post: operations["start_maintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/{window_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a maintenance window
         * @description For the roles: admin, support, client.
         */
        get: operations["get_maintenance_window"];
        put?: never;
        post?: never;
        /**
         * Remove a maintenance window; one that is open ends by that
         * @description For the roles: admin.
         */
        delete: operations["remove_maintenance_window"];
        options?: never;
        head?: never;
        /**
         * Change a maintenance window; where it no longer covers now it ends at once
         * @description For the roles: admin.
         */
        patch: operations["change_maintenance_window"];
        trace?: never;
    };
    "/api/v1/maintenance-windows/{window_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the maintenance that is open now; a series goes on
         * @description For the roles: admin.
         */
        post: operations["end_maintenance_window"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the platform fares, in Prometheus's text format
         * @description For the roles: admin, support.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List monitors, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_monitors"];
        put?: never;
        /**
         * Add a monitor; it is looked at at once
         * @description For the roles: admin.
         */
        post: operations["add_monitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/tries/{try_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a try of yours has seen; kept for 15 minutes
         * @description For the roles: admin, support, client.
         */
        get: operations["get_try"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look once at what is not saved yet; poll for what was seen
         * @description For the roles: admin.
         */
        post: operations["try_monitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a monitor; its secrets stay sealed
         * @description For the roles: admin, support, client.
         */
        get: operations["get_monitor"];
        put?: never;
        post?: never;
        /**
         * Remove a monitor
         * @description For the roles: admin.
         */
        delete: operations["remove_monitor"];
        options?: never;
        head?: never;
        /**
         * Change a monitor; what asks something else starts over
         * @description For the roles: admin.
         */
        patch: operations["change_monitor"];
        trace?: never;
    };
    "/api/v1/monitors/{monitor_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop looking, and end what is wrong without telling anybody
         * @description For the roles: admin.
         */
        post: operations["pause_monitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitor_id}/ping-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new address to ping for a heartbeat; it is shown this once
         * @description For the roles: admin.
         */
        post: operations["renew_ping_url"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitor_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look again
         * @description For the roles: admin.
         */
        post: operations["resume_monitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description of this API (OpenAPI 3.1) */
        get: operations["openapi_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List outages in the words for the owners of sites, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_outages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of one's own client
         * @description For the roles: client.
         */
        get: operations["list_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/planned-maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is announced: maintenance that is open or begins within 30 days, soonest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_planned_maintenance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys that sign commands, as sites see them
         * @description For the roles: admin.
         */
        get: operations["list_platform_keys"];
        put?: never;
        /**
         * Publish the next list of keys, signed by the root key
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["publish_platform_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who must have a second factor, and what destroying things takes
         * @description For the roles: admin.
         */
        get: operations["get_security_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change them; they hold from the next request on
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        patch: operations["change_security_settings"];
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sites
         * @description For the roles: admin, support, client.
         */
        get: operations["list_sites"];
        put?: never;
        /**
         * Add a site; pair its plugin afterwards
         * @description For the roles: admin.
         */
        post: operations["add_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a site with its numbers, its open conditions and its connection
         * @description For the roles: admin, support, client.
         */
        get: operations["get_site"];
        put?: never;
        post?: never;
        /**
         * Remove a site with everything known of it
         * @description For the roles: admin.
         */
        delete: operations["delete_site"];
        options?: never;
        head?: never;
        /**
         * Change, pause or resume a site
         * @description For the roles: admin.
         */
        patch: operations["update_site"];
        trace?: never;
    };
    "/api/v1/sites/{site_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at the site now: fetch its page, and ask it for a fresh snapshot
         * @description For the roles: admin.
         */
        post: operations["check_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the site's plugin to forget this platform, once people have approved it
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["disconnect_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is installed on the site
         * @description For the roles: admin, support, client.
         */
        get: operations["get_inventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of a site, the newest first
         * @description For the roles: admin, support.
         */
        get: operations["list_site_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the site for a new key pair, and give it a new API key
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["rotate_site_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/keys/{key_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kill an API key at once; a site without any must be paired again
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["revoke_site_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/pairing-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time code to pair the site's plugin with
         * @description For the roles: admin.
         */
        post: operations["issue_pairing_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look once more whether the plugin answers at the site's address
         * @description For the roles: admin.
         */
        post: operations["prove_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of the site's numbers, the last 30 days if not said otherwise
         * @description For the roles: admin, support, client.
         */
        get: operations["list_snapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to the site, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List status pages, newest first; a client's people see their client's
         * @description For the roles: admin, support, client.
         */
        get: operations["list_status_pages"];
        put?: never;
        /**
         * Add a status page
         * @description For the roles: admin.
         */
        post: operations["add_status_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a draft as it would be published; nothing is kept of it
         * @description For the roles: admin.
         */
        post: operations["preview_status_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a status page's settings
         * @description For the roles: admin, support, client.
         */
        get: operations["get_status_page"];
        put?: never;
        post?: never;
        /**
         * Take a status page down; its address says that it is no more
         * @description For the roles: admin.
         */
        delete: operations["remove_status_page"];
        options?: never;
        head?: never;
        /**
         * Change a status page
         * @description For the roles: admin.
         */
        patch: operations["change_status_page"];
        trace?: never;
    };
    "/api/v1/status-pages/{page_id}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was posted on a page, newest first
         * @description For the roles: admin, support, client.
         */
        get: operations["list_status_page_posts"];
        put?: never;
        /**
         * Post on a page; its subscribers hear of it
         * @description For the roles: admin.
         */
        post: operations["post_on_status_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page_id}/posts/{post_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a post, with its thread when it is the first of it
         * @description For the roles: admin.
         */
        delete: operations["remove_status_page_post"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-pages/{page_id}/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many have confirmed that they want a page's news; never who
         * @description For the roles: admin, support.
         */
        get: operations["count_subscribers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a page's news by e-mail; the answer is the same for every address */
        post: operations["subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-subscriptions/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a subscription by the link of its letter */
        post: operations["confirm_subscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-subscriptions/one-click": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same for mail programs (RFC 8058), which post a form of their own */
        post: operations["unsubscribe_with_one_click"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status-subscriptions/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a subscription; nothing is kept of it */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users by name
         * @description For the roles: admin.
         */
        get: operations["list_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a user
         * @description For the roles: admin.
         */
        get: operations["get_user"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /**
         * Change a user's name, role, client or sites, or shut them out; it holds at once
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        patch: operations["change_user"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/reset-two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the second factors of a user who lost them
         * @description For the roles: admin. The session must have proved a factor in the last five minutes: otherwise 403 `step_up_required`, and `POST /api/v1/auth/step-up` helps.
         */
        post: operations["reset_two_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End every session of a user
         * @description For the roles: admin.
         */
        post: operations["sign_out_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hand a site the commands that wait for it */
        get: operations["deliver_commands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/commands/{command_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site's word on what became of a command; a rotation gives it its new API key */
        post: operations["take_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pair a WordPress with its site, by a one-time code */
        post: operations["connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/daily-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site's report of a day */
        post: operations["receive_daily_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site's farewell: its owner has disconnected it in wp-admin */
        post: operations["take_farewell"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/key-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list of keys for sites, signed by the root key that they have pinned */
        get: operations["get_key_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wp/monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site's hourly snapshot */
        post: operations["receive_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Accepted */
        Accepted: {
            /**
             * Accepted
             * @default true
             */
            accepted: boolean;
        };
        /** AccountOut */
        AccountOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Client Id */
            client_id: string | null;
            /** Client Name */
            client_name: string | null;
            /** Is Active */
            is_active: boolean;
            /** Two Factor Enabled */
            two_factor_enabled: boolean;
            /** Last Login At */
            last_login_at: string | null;
            /** Created At */
            created_at: string;
            /** Site Ids */
            site_ids: string[] | null;
        };
        /**
         * ActionsOut
         * @description Every action that an entry can name.
         */
        ActionsOut: {
            /** Actions */
            actions: string[];
        };
        /** @description A URL (http), a host (tcp), a name (dns, domain); a heartbeat has none */
        Address: string;
        /** AffectedSiteOut */
        AffectedSiteOut: {
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            /** Site Url */
            site_url: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Client Name */
            client_name: string;
            /** Monitor Id */
            monitor_id: string | null;
            /** Cause */
            cause: string;
            /** Started At */
            started_at: string;
            /** Resolved At */
            resolved_at: string | null;
            /** Duration Seconds */
            duration_seconds: number | null;
            /** Address */
            address: string;
            evidence: components["schemas"]["EvidenceOut"];
        };
        /**
         * AnchorOut
         * @description The newest anchor; `ok` when our key has signed it.
         */
        AnchorOut: {
            /** Seq */
            seq: number;
            /** At */
            at: string;
            /** Ok */
            ok: boolean;
        };
        /**
         * ApprovalOptionsOut
         * @description For `navigator.credentials.get`: the challenge is made from the command itself.
         */
        ApprovalOptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /** ApprovalOut */
        ApprovalOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Command */
            command: string;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            requested_by: components["schemas"]["PersonOut"] | null;
            /** Requested At */
            requested_at: string;
            /** Expires At */
            expires_at: string;
            state: components["schemas"]["ApprovalState"];
            /**
             * Approvals Needed
             * @description How many people must say yes
             */
            approvals_needed: number;
            /** Approvals */
            approvals: components["schemas"]["VoteOut"][];
            decided_by: components["schemas"]["PersonOut"] | null;
            /** Decided At */
            decided_at: string | null;
            /** Reason */
            reason: string | null;
            /** Can Approve */
            can_approve: boolean;
        };
        /**
         * ApprovalState
         * @enum {string}
         */
        ApprovalState: "waiting" | "approved" | "rejected" | "expired";
        /**
         * Approve
         * @description What the browser's WebAuthn call returned, as JSON.
         */
        Approve: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
        };
        /**
         * ApprovedJobOut
         * @description A job that begins when people have approved it.
         */
        ApprovedJobOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            state: components["schemas"]["JobState"];
            /** Phase */
            phase: string;
            /** Progress */
            progress: number;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Created At */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /**
             * Approval Id
             * Format: uuid
             */
            approval_id: string;
        };
        /** AttentionOut */
        AttentionOut: {
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            /** Client Name */
            client_name: string;
            /** Kind */
            kind: string;
            severity: components["schemas"]["Severity"];
            /** Since */
            since: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
        };
        /**
         * AuditEntryOut
         * @description Who did what to which object. `seq` has no gaps; `hash` covers the entry and all before.
         */
        AuditEntryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Seq */
            seq: number;
            /** At */
            at: string;
            /** Actor */
            actor: string;
            /** User Id */
            user_id: string | null;
            /** Client Id */
            client_id: string | null;
            /** Action */
            action: string;
            /** Object Kind */
            object_kind: string;
            /** Object Id */
            object_id: string;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** After */
            after: {
                [key: string]: unknown;
            } | null;
            /** Address */
            address: string | null;
            /** Request Id */
            request_id: string | null;
            /** Hash */
            hash: string;
        };
        /**
         * AuditProblemOut
         * @description What is wrong, and the first entry concerned.
         */
        AuditProblemOut: {
            /** Seq */
            seq: number;
            kind: components["schemas"]["ProblemKind"];
            /** Detail */
            detail: string;
        };
        /** CertificateOut */
        CertificateOut: {
            /** Ends At */
            ends_at: string;
            /** Issuer */
            issuer: string;
            /** Names */
            names: string[];
        };
        /**
         * ChangeKind
         * @enum {string}
         */
        ChangeKind: "installed" | "removed" | "updated" | "activated" | "deactivated";
        /** ChannelCreate */
        ChannelCreate: {
            kind: components["schemas"]["ChannelKind"];
            /** Name */
            name: string;
            /**
             * Target
             * Format: password
             * @description A webhook's URL, an e-mail address, or a phone number with its country code. It is sealed and never shown again.
             */
            target: string;
            /**
             * @description By default all that is critical, of all clients
             * @default [
             *       {
             *         "client_id": null,
             *         "minimum_severity": "critical",
             *         "quiet_hours": null,
             *         "after_minutes": null,
             *         "repeat_minutes": null,
             *         "digest": null
             *       }
             *     ]
             */
            routes: components["schemas"]["Routes"];
        };
        /**
         * ChannelKind
         * @enum {string}
         */
        ChannelKind: "email" | "slack" | "discord" | "teams" | "webhook" | "sms";
        /** ChannelOut */
        ChannelOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["ChannelKind"];
            /** Name */
            name: string;
            /** Hint */
            hint: string;
            /** Is Enabled */
            is_enabled: boolean;
            /** Disabled At */
            disabled_at: string | null;
            /** Disabled Reason */
            disabled_reason: string | null;
            /** Created At */
            created_at: string;
            /** Last Delivered At */
            last_delivered_at: string | null;
            /** Routes */
            routes: components["schemas"]["RouteOut"][];
        };
        /** ChannelUpdate */
        ChannelUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Target
             * Format: password
             * @description A webhook's URL, an e-mail address, or a phone number with its country code. It is sealed and never shown again.
             * @default
             */
            target: string;
            /**
             * Is Enabled
             * @default true
             */
            is_enabled: boolean;
            /** @default [] */
            routes: components["schemas"]["Routes"];
        };
        /** ClientCreate */
        ClientCreate: {
            /** Name */
            name: string;
            /** @default  */
            contact_email: components["schemas"]["ContactEmail"];
            /** @default  */
            notes: components["schemas"]["Notes"];
        };
        /** ClientOut */
        ClientOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Contact Email */
            contact_email: string;
            /** Notes */
            notes: string;
            /** Sites Count */
            sites_count: number;
            /** Created At */
            created_at: string;
        };
        /** ClientUpdate */
        ClientUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default  */
            contact_email: components["schemas"]["ContactEmail"];
            /** @default  */
            notes: components["schemas"]["Notes"];
        };
        /**
         * Clock
         * @description What the wall clock does to an occurrence.
         * @enum {string}
         */
        Clock: "regular" | "skipped" | "repeated" | "changes";
        /**
         * ColleagueOut
         * @description One of the people of the client whose user asks.
         */
        ColleagueOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Is Active */
            is_active: boolean;
            /** Last Login At */
            last_login_at: string | null;
            /** Site Ids */
            site_ids: string[] | null;
        };
        /** CommandProblem */
        CommandProblem: {
            code: components["schemas"]["ShortText"];
            /**
             * Message
             * @default
             */
            message: string;
        } & {
            [key: string]: unknown;
        };
        /** ComponentIn */
        ComponentIn: {
            /**
             * Id
             * @description Of a component that is there already; null: a new one
             * @default null
             */
            id: string | null;
            /** Name */
            name: string;
            /** Site Ids */
            site_ids: string[];
        };
        /** ComponentOut */
        ComponentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Site Ids */
            site_ids: string[];
        };
        /** ConditionOut */
        ConditionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            severity: components["schemas"]["Severity"];
            /** Opened At */
            opened_at: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
        };
        /** ConnectAnswer */
        ConnectAnswer: {
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Key */
            site_key: string;
            /** Aud */
            aud: string;
            /** Client Name */
            client_name: string;
            /** Agency Name */
            agency_name: string;
            /** Platform Keys */
            platform_keys: components["schemas"]["chalicelib__api__schemas__wp__PlatformKeyOut"][];
            root_key: components["schemas"]["chalicelib__api__schemas__wp__PlatformKeyOut"] | null;
            /** Key List */
            key_list: {
                [key: string]: unknown;
            } | null;
            /** Snapshot Interval Seconds */
            snapshot_interval_seconds: number;
            /** Next Seq */
            next_seq: number;
            /** Server Time */
            server_time: number;
        };
        /** ConnectMessage */
        ConnectMessage: {
            /** V */
            v: number;
            aud: components["schemas"]["ShortText"];
            sent_at: components["schemas"]["UnixSeconds"];
            /** Nonce */
            nonce: string;
            /** Code */
            code: string;
            site_url: components["schemas"]["chalicelib__api__schemas__wp__Url"];
            home_url: components["schemas"]["chalicelib__api__schemas__wp__Url"];
            /** Public Key */
            public_key: string;
            plugin_version: components["schemas"]["ShortText"];
            wordpress_version: components["schemas"]["ShortText"];
            php_version: components["schemas"]["ShortText"];
            /**
             * Name
             * @default
             */
            name: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Connection
         * @description How the plugin stands to us.
         * @enum {string}
         */
        Connection: "none" | "waiting" | "waiting_proof" | "connected" | "disconnected" | "moved";
        /** ConnectionOut */
        ConnectionOut: {
            state: components["schemas"]["Connection"];
            /** Key Prefix */
            key_prefix: string | null;
            /** @default null */
            problem: components["schemas"]["ConnectionProblemOut"] | null;
        };
        /**
         * ConnectionProblemOut
         * @description Why the site could not prove its address, in words for people.
         */
        ConnectionProblemOut: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
        };
        ContactEmail: string | "";
        /** Core */
        Core: {
            /** @default null */
            version: components["schemas"]["ShortText"] | null;
            /** @default null */
            update: components["schemas"]["ShortText"] | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * Credential
         * @description What `PublicKeyCredential.toJSON()` gives; browsers may add members of their own.
         */
        Credential: {
            /** Id */
            id: string;
            /** Rawid */
            rawId: string;
            /**
             * Type
             * @constant
             */
            type: "public-key";
            response: components["schemas"]["CredentialResponse"];
        };
        /**
         * CredentialResponse
         * @description What the authenticator signed; either of a new passkey, or of one that proves something.
         */
        CredentialResponse: {
            /** Clientdatajson */
            clientDataJSON: string;
            /**
             * Attestationobject
             * @default null
             */
            attestationObject: string | null;
            /**
             * Authenticatordata
             * @default null
             */
            authenticatorData: string | null;
            /**
             * Signature
             * @default null
             */
            signature: string | null;
            /**
             * Userhandle
             * @default null
             */
            userHandle: string | null;
            /**
             * Transports
             * @default []
             */
            transports: string[];
        };
        /** CronHealth */
        CronHealth: {
            /**
             * Enabled
             * @default null
             */
            enabled: boolean | null;
            /**
             * Overdue Events
             * @default null
             */
            overdue_events: number | null;
            /**
             * Oldest Overdue Seconds
             * @default null
             */
            oldest_overdue_seconds: number | null;
        } & {
            [key: string]: unknown;
        };
        /** DailyReportMessage */
        DailyReportMessage: {
            /** V */
            v: number;
            aud: components["schemas"]["ShortText"];
            sent_at: components["schemas"]["UnixSeconds"];
            /** Nonce */
            nonce: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            seq: components["schemas"]["Sequence"];
            taken_at: components["schemas"]["UnixSeconds"];
            plugin_version: components["schemas"]["ShortText"];
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /**
             * Changes
             * @default []
             */
            changes: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** DeliveryOut */
        DeliveryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Channel Id
             * Format: uuid
             */
            channel_id: string;
            /** Site Id */
            site_id: string | null;
            /** Subject */
            subject: string;
            /** Is Test */
            is_test: boolean;
            outcome: components["schemas"]["Outcome"];
            /** Attempts */
            attempts: number;
            /** Receipt */
            receipt: string;
            /** Reason */
            reason: string;
            /** Requested At */
            requested_at: string;
            /** Held Until */
            held_until: string | null;
            /** Tried At */
            tried_at: string | null;
        };
        /** DigestIn */
        DigestIn: {
            /** Hour */
            hour: number;
            /**
             * Weekday
             * @description 1 is Monday; null: every day
             * @default null
             */
            weekday: number | null;
            /** Time Zone */
            time_zone: string;
        };
        /** DigestOut */
        DigestOut: {
            /** Hour */
            hour: number;
            /** Weekday */
            weekday: number | null;
            /** Time Zone */
            time_zone: string;
        };
        /** EmailChange */
        EmailChange: {
            /** Email */
            email: string;
        };
        /** EmailConfirmation */
        EmailConfirmation: {
            token: components["schemas"]["LinkToken"];
        };
        /** EndAll */
        EndAll: {
            /**
             * Keep Current
             * @default false
             */
            keep_current: boolean;
        };
        /**
         * EventKind
         * @enum {string}
         */
        EventKind: "opened" | "joined" | "recovered" | "acknowledged" | "escalated" | "reminded" | "note" | "post_mortem" | "resolved";
        /**
         * EvidenceOut
         * @description What the first failed look saw, that a second region confirmed. `body` is the beginning of
         *     the page as plain text: never show it as markup.
         */
        EvidenceOut: {
            /**
             * Url
             * @default
             */
            url: string;
            /**
             * Status Code
             * @default null
             */
            status_code: number | null;
            /**
             * Detail
             * @default
             */
            detail: string;
            /** Headers */
            headers?: {
                [key: string]: string;
            };
            /**
             * Body
             * @default
             */
            body: string;
            /**
             * Elapsed Ms
             * @default null
             */
            elapsed_ms: number | null;
            /** Phases */
            phases?: {
                [key: string]: number;
            };
            /**
             * Seen At
             * @default null
             */
            seen_at: string | null;
            /**
             * Seen From
             * @default
             */
            seen_from: string;
            /** Regions */
            regions?: string[];
        };
        /** FactorsOut */
        FactorsOut: {
            totp: components["schemas"]["TotpState"];
            recovery_codes: components["schemas"]["RecoveryCodesState"];
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
            /** Required */
            required: boolean;
        };
        /** FatalErrors */
        FatalErrors: {
            /**
             * Count 24H
             * @default 0
             */
            count_24h: number;
            /**
             * Last
             * @default []
             */
            last: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        /**
         * FiguresOut
         * @description `uptime` in per cent, rounded down; null where the site was never known to be up or down.
         *     `p50_ms` and `p95_ms` are null where no check got the page.
         */
        FiguresOut: {
            /** Uptime */
            uptime: number | null;
            /** Up Seconds */
            up_seconds: number;
            /** Down Seconds */
            down_seconds: number;
            /** Unknown Seconds */
            unknown_seconds: number;
            /** Maintenance Seconds */
            maintenance_seconds: number;
            /** Checks */
            checks: number;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
        };
        /**
         * FleetOut
         * @description All sites that the asker may see, together; days and hours are those of UTC. `worst` were
         *     down the longest in the last 30 days.
         */
        FleetOut: {
            last_24_hours: components["schemas"]["FiguresOut"];
            last_7_days: components["schemas"]["FiguresOut"];
            last_30_days: components["schemas"]["FiguresOut"];
            /** Worst */
            worst: components["schemas"]["SiteFiguresOut"][];
        };
        /** HeadOut */
        HeadOut: {
            /** Seq */
            seq: number;
            /** Hash */
            hash: string;
        };
        /**
         * HealthOut
         * @description `degraded`: it works, but messages wait too long, or a part of the watch does not run.
         *     `failing`: the schema does not fit.
         */
        HealthOut: {
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded" | "failing";
            /**
             * Database
             * @constant
             */
            database: "ok";
            /** Schema Version */
            schema_version: string | null;
            /** Schema Expected */
            schema_expected: string;
            /** Oldest Unsent Seconds */
            oldest_unsent_seconds: number;
            /** Loop */
            loop: components["schemas"]["PartOut"][];
        };
        /** HistoryPointOut */
        HistoryPointOut: {
            /** Uptime */
            uptime: number | null;
            /** Up Seconds */
            up_seconds: number;
            /** Down Seconds */
            down_seconds: number;
            /** Unknown Seconds */
            unknown_seconds: number;
            /** Maintenance Seconds */
            maintenance_seconds: number;
            /** Checks */
            checks: number;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
            /** At */
            at: string;
        };
        /** IncidentDetailOut */
        IncidentDetailOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
            /** Cause */
            cause: string;
            severity: components["schemas"]["Severity"];
            state: components["schemas"]["IncidentState"];
            /** Shared */
            shared: string;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Client Id */
            client_id: string | null;
            /** Client Name */
            client_name: string | null;
            /** Monitor Id */
            monitor_id: string | null;
            /** Site Count */
            site_count: number;
            /** Started At */
            started_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By */
            acknowledged_by: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Duration Seconds
             * @description null while it lasts
             */
            duration_seconds: number | null;
            /** Sites */
            sites: components["schemas"]["AffectedSiteOut"][];
            /** Timeline */
            timeline: components["schemas"]["IncidentEventOut"][];
            /** Changes */
            changes: components["schemas"]["SiteChangeOut"][];
            post_mortem: components["schemas"]["IncidentEventOut"] | null;
        };
        /** IncidentEventOut */
        IncidentEventOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["EventKind"];
            /** At */
            at: string;
            /** Author */
            author: string;
            /** Text */
            text: string;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Is Public */
            is_public: boolean;
        };
        /** IncidentLinkIn */
        IncidentLinkIn: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * IncidentOut
         * @description An outage. `shared` is the address or the network that several sites have in common; then it
         *     is of no single site. It lasts from the first failed look to the first clean one.
         */
        IncidentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
            /** Cause */
            cause: string;
            severity: components["schemas"]["Severity"];
            state: components["schemas"]["IncidentState"];
            /** Shared */
            shared: string;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Client Id */
            client_id: string | null;
            /** Client Name */
            client_name: string | null;
            /** Monitor Id */
            monitor_id: string | null;
            /** Site Count */
            site_count: number;
            /** Started At */
            started_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By */
            acknowledged_by: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Duration Seconds
             * @description null while it lasts
             */
            duration_seconds: number | null;
        };
        /**
         * IncidentState
         * @enum {string}
         */
        IncidentState: "open" | "acknowledged" | "resolved";
        /**
         * Installed
         * @description A plugin or theme, as far as we read it ourselves.
         */
        Installed: {
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * Version
             * @default null
             */
            version: string | null;
            /**
             * Update
             * @default null
             */
            update: string | null;
        } & {
            [key: string]: unknown;
        };
        /** Inventory */
        Inventory: {
            /**
             * @default {
             *       "version": null,
             *       "update": null
             *     }
             */
            core: components["schemas"]["Core"];
            /**
             * @default {
             *       "version": null
             *     }
             */
            php: components["schemas"]["Php"];
            /**
             * Plugins
             * @default []
             */
            plugins: components["schemas"]["Installed"][];
            /**
             * Themes
             * @default []
             */
            themes: components["schemas"]["Installed"][];
            /**
             * Translation Updates
             * @default 0
             */
            translation_updates: number;
            /** @default null */
            site_health: components["schemas"]["SiteHealth"] | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * InventoryOut
         * @description What is installed, as the site last said; unknown members of newer plugins stay in.
         */
        InventoryOut: {
            /** Hash */
            hash: string;
            /** Taken At */
            taken_at: string | null;
        } & {
            [key: string]: unknown;
        };
        /** InvitationCreate */
        InvitationCreate: {
            /** Email */
            email: string;
            role: components["schemas"]["Role"];
            /**
             * Client Id
             * @default null
             */
            client_id: string | null;
            /** @default null */
            site_ids: components["schemas"]["SiteIds"];
            /** @default null */
            locale: components["schemas"]["Locale"] | null;
        };
        /** InvitationOut */
        InvitationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            role: components["schemas"]["Role"];
            /** Client Id */
            client_id: string | null;
            /** Client Name */
            client_name: string | null;
            /** Site Ids */
            site_ids: string[] | null;
            /** Invited By */
            invited_by: string | null;
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string;
            state: components["schemas"]["InvitationState"];
        };
        /**
         * InvitationState
         * @enum {string}
         */
        InvitationState: "open" | "used" | "expired" | "revoked";
        /** JobOut */
        JobOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            state: components["schemas"]["JobState"];
            /** Phase */
            phase: string;
            /** Progress */
            progress: number;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Created At */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * JobState
         * @enum {string}
         */
        JobState: "queued" | "running" | "succeeded" | "failed" | "cancelled";
        /**
         * KeyState
         * @enum {string}
         */
        KeyState: "waiting" | "active" | "retiring" | "revoked";
        /**
         * Language
         * @enum {string}
         */
        Language: "en" | "de";
        /** Format: date */
        LastDay: string;
        /** LinkCheck */
        LinkCheck: {
            token: components["schemas"]["LinkToken"];
        };
        /** LinkOut */
        LinkOut: {
            purpose: components["schemas"]["LinkPurpose"];
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"] | null;
            /** Client Name */
            client_name: string | null;
            /** Locale */
            locale: string;
            /** Agency Name */
            agency_name: string;
            /** Expires At */
            expires_at: string;
        };
        /**
         * LinkPurpose
         * @enum {string}
         */
        LinkPurpose: "invitation" | "password_reset" | "email_change";
        /** Format: password */
        LinkToken: string;
        /**
         * LinkedIncidentOut
         * @description As much as somebody may know who has nothing but the link.
         */
        LinkedIncidentOut: {
            /** Title */
            title: string;
            state: components["schemas"]["IncidentState"];
            /** Started At */
            started_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By */
            acknowledged_by: string;
            /** Resolved At */
            resolved_at: string | null;
        };
        /** @enum {string} */
        Locale: "en" | "de";
        /** Login */
        Login: {
            /** Email */
            email: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /** LoginOut */
        LoginOut: {
            /** Access Token */
            access_token: string;
            /** Expires At */
            expires_at: string;
            user: components["schemas"]["UserOut"];
        };
        /**
         * MaintenanceStart
         * @description Maintenance from this moment on.
         */
        MaintenanceStart: {
            /** Name */
            name: string;
            scope: components["schemas"]["ScopeIn"];
            /** @default 30 */
            duration_minutes: components["schemas"]["Minutes"];
            /**
             * Is Down Expected
             * @description Sites are shown in maintenance even while they answer
             * @default false
             */
            is_down_expected: boolean;
            /**
             * Is Announced
             * @description Its times are shown to clients and on status pages; its name is on no page
             * @default true
             */
            is_announced: boolean;
        };
        /** MaintenanceWindowCreate */
        MaintenanceWindowCreate: {
            /** Name */
            name: string;
            schedule: components["schemas"]["ScheduleIn"];
            scope: components["schemas"]["ScopeIn"];
            /**
             * Is Down Expected
             * @description Sites are shown in maintenance even while they answer
             * @default false
             */
            is_down_expected: boolean;
            /**
             * Is Announced
             * @description Its times are shown to clients and on status pages; its name is on no page
             * @default true
             */
            is_announced: boolean;
        };
        /**
         * MaintenanceWindowOut
         * @description `occurrence` is the one that is open, else the next, else the last. `scope` is null for
         *     clients; `sites_count` counts the sites that the asker may see.
         */
        MaintenanceWindowOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            state: components["schemas"]["WindowState"];
            schedule: components["schemas"]["ScheduleOut"];
            scope: components["schemas"]["ScopeOut"] | null;
            /** Is Down Expected */
            is_down_expected: boolean;
            /** Is Automatic */
            is_automatic: boolean;
            /** Is Announced */
            is_announced: boolean;
            occurrence: components["schemas"]["OccurrenceOut"] | null;
            /** Sites Count */
            sites_count: number;
            /** Created At */
            created_at: string;
            /** Created By */
            created_by: string;
        };
        /** MaintenanceWindowUpdate */
        MaintenanceWindowUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default null */
            schedule: components["schemas"]["ScheduleIn"] | null;
            /** @default null */
            scope: components["schemas"]["ScopeIn"] | null;
            /**
             * Is Down Expected
             * @default false
             */
            is_down_expected: boolean;
            /**
             * Is Announced
             * @default true
             */
            is_announced: boolean;
        };
        /** @enum {string} */
        Method: "totp" | "recovery_code" | "passkey" | "password";
        Minutes: number;
        /** MonitorCreate */
        MonitorCreate: {
            kind: components["schemas"]["MonitorKind"];
            /** @default  */
            address: components["schemas"]["Address"];
            /** @default 0 */
            port: components["schemas"]["Port"];
            /** @default 60 */
            interval_seconds: components["schemas"]["Seconds"];
            settings?: components["schemas"]["Settings"];
            /**
             * @default {
             *       "headers": {},
             *       "user": "",
             *       "password": ""
             *     }
             */
            secrets: components["schemas"]["SecretsIn"];
            /** Name */
            name: string;
            /**
             * Site Id
             * @description Whose site it belongs to
             * @default null
             */
            site_id: string | null;
            /**
             * Client Id
             * @description Needed where it belongs to no site
             * @default null
             */
            client_id: string | null;
        };
        /**
         * MonitorKind
         * @enum {string}
         */
        MonitorKind: "http" | "tcp" | "dns" | "domain" | "heartbeat";
        /** MonitorOut */
        MonitorOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Client Name */
            client_name: string;
            /** Site Id */
            site_id: string | null;
            /** Site Name */
            site_name: string | null;
            /** Name */
            name: string;
            kind: components["schemas"]["MonitorKind"];
            /** Interval Seconds */
            interval_seconds: number;
            /** Address */
            address: string;
            /** Port */
            port: number;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /**
             * Secret Names
             * @description Names of sealed headers; `basic_auth` for user and password
             */
            secret_names: string[];
            /** Has Ping Url */
            has_ping_url: boolean;
            /** Is Paused */
            is_paused: boolean;
            status: components["schemas"]["SiteStatus"];
            /** Status Reason */
            status_reason: string;
            /** Status Detail */
            status_detail: string;
            /** Status Since */
            status_since: string;
            /** Checked At */
            checked_at: string | null;
            /**
             * Facts
             * @description What looks have learned: `records`, `ends_at`, `domain`
             */
            facts: {
                [key: string]: unknown;
            };
            /** Created At */
            created_at: string;
        };
        /** MonitorTry */
        MonitorTry: {
            kind: components["schemas"]["MonitorKind"];
            /** @default  */
            address: components["schemas"]["Address"];
            /** @default 0 */
            port: components["schemas"]["Port"];
            /** @default 60 */
            interval_seconds: components["schemas"]["Seconds"];
            settings?: components["schemas"]["Settings"];
            /**
             * @default {
             *       "headers": {},
             *       "user": "",
             *       "password": ""
             *     }
             */
            secrets: components["schemas"]["SecretsIn"];
            /**
             * Monitor Id
             * @description Use the secrets that are kept of this monitor, at the same address
             * @default null
             */
            monitor_id: string | null;
        };
        /** MonitorUpdate */
        MonitorUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default  */
            address: components["schemas"]["Address"];
            /** @default 0 */
            port: components["schemas"]["Port"];
            /** @default 60 */
            interval_seconds: components["schemas"]["Seconds"];
            settings?: components["schemas"]["Settings"];
            /**
             * @description Takes the place of all that were kept; empty: none any more
             * @default {
             *       "headers": {},
             *       "user": "",
             *       "password": ""
             *     }
             */
            secrets: components["schemas"]["SecretsIn"];
        };
        /** @description In shorter months their last day */
        MonthDay: number;
        /** @enum {integer} */
        MonthWeek: 1 | 2 | 3 | 4 | -1;
        /** Format: password */
        NewPassword: string;
        /** NoteIn */
        NoteIn: {
            /** Text */
            text: string;
            /**
             * Is Public
             * @description Whether the clients whose sites are hit may read it
             * @default false
             */
            is_public: boolean;
        };
        Notes: string;
        /**
         * Noticed
         * @description What visitors noticed.
         * @enum {string}
         */
        Noticed: "not_reachable" | "error_page" | "browser_warning" | "shut_out" | "maintenance_page" | "a_part" | "nothing";
        /**
         * NumbersOut
         * @description From the site's last snapshot; null is what its host does not tell.
         */
        NumbersOut: {
            /**
             * Disk Free Bytes
             * @default null
             */
            disk_free_bytes: number | null;
            /**
             * Disk Total Bytes
             * @default null
             */
            disk_total_bytes: number | null;
            /**
             * Database Bytes
             * @default null
             */
            database_bytes: number | null;
            /**
             * Uploads Bytes
             * @default null
             */
            uploads_bytes: number | null;
            /**
             * Memory Peak Bytes
             * @default null
             */
            memory_peak_bytes: number | null;
            /**
             * Load Ms
             * @default null
             */
            load_ms: number | null;
            /**
             * Users Total
             * @default null
             */
            users_total: number | null;
        };
        /**
         * OccurrenceOut
         * @description `clock` says what the wall clock does: `skipped`, there is no such time that night, and it
         *     begins an hour later; `repeated`, the time comes twice, and the first one counts; `changes`, the
         *     clock is put forward or back while it is open.
         */
        OccurrenceOut: {
            /** Opens At */
            opens_at: string;
            /** Closes At */
            closes_at: string;
            clock: components["schemas"]["Clock"];
        };
        /**
         * OutageOut
         * @description What the owner of a site is told of an outage: by what visitors noticed of it, without what
         *     our probes saw. Of an incident that hits several sites each has its own.
         */
        OutageOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            noticed: components["schemas"]["Noticed"];
            /** Started At */
            started_at: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Duration Seconds
             * @description null while it lasts
             */
            duration_seconds: number | null;
            /** Is Looked After */
            is_looked_after: boolean;
            /** Words */
            words: components["schemas"]["WordOut"][];
        };
        /**
         * Outcome
         * @enum {string}
         */
        Outcome: "waiting" | "delivered" | "retrying" | "failed" | "refused" | "withdrawn";
        /** OverviewOut */
        OverviewOut: {
            sites: components["schemas"]["SitesByStatusOut"];
            /** Updates Waiting */
            updates_waiting: number;
            /** Attention */
            attention: components["schemas"]["AttentionOut"][];
            /** Attention Total */
            attention_total: number;
            /** Recent */
            recent: components["schemas"]["RecentOut"][];
            fleet: components["schemas"]["FleetOut"];
        };
        /** PageOut[AccountOut] */
        PageOut_AccountOut_: {
            /** Data */
            data: components["schemas"]["AccountOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[ApprovalOut] */
        PageOut_ApprovalOut_: {
            /** Data */
            data: components["schemas"]["ApprovalOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[AuditEntryOut] */
        PageOut_AuditEntryOut_: {
            /** Data */
            data: components["schemas"]["AuditEntryOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[ChannelOut] */
        PageOut_ChannelOut_: {
            /** Data */
            data: components["schemas"]["ChannelOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[ClientOut] */
        PageOut_ClientOut_: {
            /** Data */
            data: components["schemas"]["ClientOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[ColleagueOut] */
        PageOut_ColleagueOut_: {
            /** Data */
            data: components["schemas"]["ColleagueOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[DeliveryOut] */
        PageOut_DeliveryOut_: {
            /** Data */
            data: components["schemas"]["DeliveryOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[IncidentOut] */
        PageOut_IncidentOut_: {
            /** Data */
            data: components["schemas"]["IncidentOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[InvitationOut] */
        PageOut_InvitationOut_: {
            /** Data */
            data: components["schemas"]["InvitationOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[JobOut] */
        PageOut_JobOut_: {
            /** Data */
            data: components["schemas"]["JobOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[MaintenanceWindowOut] */
        PageOut_MaintenanceWindowOut_: {
            /** Data */
            data: components["schemas"]["MaintenanceWindowOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[MonitorOut] */
        PageOut_MonitorOut_: {
            /** Data */
            data: components["schemas"]["MonitorOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[OutageOut] */
        PageOut_OutageOut_: {
            /** Data */
            data: components["schemas"]["OutageOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[PlannedMaintenanceOut] */
        PageOut_PlannedMaintenanceOut_: {
            /** Data */
            data: components["schemas"]["PlannedMaintenanceOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[PostOut] */
        PageOut_PostOut_: {
            /** Data */
            data: components["schemas"]["PostOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[SessionOut] */
        PageOut_SessionOut_: {
            /** Data */
            data: components["schemas"]["SessionOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[SiteOut] */
        PageOut_SiteOut_: {
            /** Data */
            data: components["schemas"]["SiteOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[StatusPageOut] */
        PageOut_StatusPageOut_: {
            /** Data */
            data: components["schemas"]["StatusPageOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[TimelineEntryOut] */
        PageOut_TimelineEntryOut_: {
            /** Data */
            data: components["schemas"]["TimelineEntryOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[TokenOut] */
        PageOut_TokenOut_: {
            /** Data */
            data: components["schemas"]["TokenOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /** PageOut[WallSiteOut] */
        PageOut_WallSiteOut_: {
            /** Data */
            data: components["schemas"]["WallSiteOut"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
        };
        /**
         * PairingCodeOut
         * @description Shown once; works once, for 15 minutes.
         */
        PairingCodeOut: {
            /** Code */
            code: string;
            /** Connection String */
            connection_string: string;
            /** Expires At */
            expires_at: string;
        };
        /**
         * PartOut
         * @description A part of the watch; `is_late`: it should have run by now.
         */
        PartOut: {
            /** Name */
            name: string;
            /** Last Run At */
            last_run_at: string;
            /** Is Late */
            is_late: boolean;
        };
        /** PasskeyCreate */
        PasskeyCreate: {
            /** Name */
            name: string;
            credential: components["schemas"]["Credential"];
        };
        /** PasskeyCreatedOut */
        PasskeyCreatedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Created At */
            created_at: string;
            /** Last Used At */
            last_used_at: string | null;
            /**
             * Recovery Codes
             * @description Shown once, with the first second factor
             */
            recovery_codes: string[] | null;
        };
        /** PasskeyLogin */
        PasskeyLogin: {
            credential: components["schemas"]["Credential"];
        };
        /**
         * PasskeyOptionsOut
         * @description For `PublicKeyCredential.parseRequestOptionsFromJSON`, or `…CreationOptionsFromJSON`.
         */
        PasskeyOptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /** PasskeyOut */
        PasskeyOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Created At */
            created_at: string;
            /** Last Used At */
            last_used_at: string | null;
        };
        /** PasskeyUpdate */
        PasskeyUpdate: {
            /** Name */
            name: string;
        };
        /** Format: password */
        Password: string;
        /** PasswordChange */
        PasswordChange: {
            current_password: components["schemas"]["Password"];
            new_password: components["schemas"]["NewPassword"];
        };
        /** PasswordForgotten */
        PasswordForgotten: {
            /** Email */
            email: string;
        };
        /** PasswordReset */
        PasswordReset: {
            token: components["schemas"]["LinkToken"];
            password: components["schemas"]["NewPassword"];
        };
        /**
         * PerformanceOut
         * @description The days from `since` to before `until`. `slowest` by the mean of their response times;
         *     `worst_uptime` has only sites that were down at all.
         */
        PerformanceOut: {
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * Until
             * Format: date
             */
            until: string;
            fleet: components["schemas"]["FiguresOut"];
            /** Slowest */
            slowest: components["schemas"]["SiteFiguresOut"][];
            /** Worst Uptime */
            worst_uptime: components["schemas"]["SiteFiguresOut"][];
        };
        /**
         * Permission
         * @description What a route may require; every route names exactly one.
         * @enum {string}
         */
        Permission: "public" | "site" | "signed_in" | "self" | "self_secure" | "read_sites" | "manage_sites" | "read_clients" | "manage_clients" | "read_jobs" | "read_analytics" | "read_metrics" | "read_people" | "read_users" | "manage_users" | "read_audit" | "manage_security" | "read_monitors" | "manage_monitors" | "read_channels" | "manage_channels" | "manage_incidents" | "read_status_pages" | "manage_status_pages" | "manage_site_keys" | "approve_commands";
        /** PersonOut */
        PersonOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** Php */
        Php: {
            /** @default null */
            version: components["schemas"]["ShortText"] | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * PingUrlOut
         * @description Shown once; the address before it is dead within seconds.
         */
        PingUrlOut: {
            /** Url */
            url: string;
        };
        /**
         * PlannedMaintenanceOut
         * @description `sites` are the first hundred of those that the asker may see, by name.
         */
        PlannedMaintenanceOut: {
            /**
             * Window Id
             * Format: uuid
             */
            window_id: string;
            /** Name */
            name: string;
            /** Opens At */
            opens_at: string;
            /** Closes At */
            closes_at: string;
            /** Sites */
            sites: components["schemas"]["PlannedSiteOut"][];
            /** Sites Count */
            sites_count: number;
        };
        /** PlannedSiteOut */
        PlannedSiteOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** PlatformKeysOut */
        PlatformKeysOut: {
            /** Version */
            version: number;
            /** Keys */
            keys: components["schemas"]["chalicelib__api__schemas__platform_keys__PlatformKeyOut"][];
            /** Signed By Root */
            signed_by_root: boolean;
        };
        /** PlatformKeysPublish */
        PlatformKeysPublish: {
            signed_list: components["schemas"]["SignedList"];
        };
        /** @description Of a monitor of kind tcp */
        Port: number;
        /** PostCreate */
        PostCreate: {
            state: components["schemas"]["PostState"];
            /** Title */
            title: string;
            /** Text */
            text: string;
            /**
             * Component Ids
             * @default []
             */
            component_ids: string[];
            /**
             * Thread Id
             * @description The first post about the same; null: this is it
             * @default null
             */
            thread_id: string | null;
            /**
             * Starts At
             * @default null
             */
            starts_at: string | null;
            /**
             * Ends At
             * @default null
             */
            ends_at: string | null;
        };
        /** PostOut */
        PostOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Page Id
             * Format: uuid
             */
            page_id: string;
            /**
             * Thread Id
             * Format: uuid
             */
            thread_id: string;
            state: components["schemas"]["PostState"];
            /** Title */
            title: string;
            /** Text */
            text: string;
            /** Component Ids */
            component_ids: string[];
            /** At */
            at: string;
            /** Starts At */
            starts_at: string | null;
            /** Ends At */
            ends_at: string | null;
        };
        /**
         * PostState
         * @enum {string}
         */
        PostState: "announcement" | "investigating" | "identified" | "monitoring" | "resolved" | "maintenance";
        /** Format: date-time */
        PresentDay: string;
        /** PreviewOut */
        PreviewOut: {
            /** Data */
            data: components["schemas"]["OccurrenceOut"][];
        };
        /**
         * ProblemKind
         * @enum {string}
         */
        ProblemKind: "changed" | "missing" | "unlinked" | "cut" | "rewritten" | "anchor";
        /** ProblemsOut */
        ProblemsOut: {
            /** Critical */
            critical: number;
            /** Warning */
            warning: number;
        };
        /** ProfileUpdate */
        ProfileUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Locale
             * @default en
             * @enum {string}
             */
            locale: "en" | "de";
        };
        /** PullAnswer */
        PullAnswer: {
            /** Commands */
            commands: {
                [key: string]: unknown;
            }[];
            /** Key List Version */
            key_list_version: number;
            /** Key List */
            key_list: {
                [key: string]: unknown;
            } | null;
            /** Is Connected */
            is_connected: boolean;
            /** Server Time */
            server_time: number;
            /** Next Pull Seconds */
            next_pull_seconds: number;
        };
        /** QuietHoursIn */
        QuietHoursIn: {
            /** Starts */
            starts: string;
            /** Ends */
            ends: string;
            /** Time Zone */
            time_zone: string;
            /**
             * Wakes For Critical
             * @description Whether critical alerts come through all the same
             * @default true
             */
            wakes_for_critical: boolean;
        };
        /** QuietHoursOut */
        QuietHoursOut: {
            /** Starts */
            starts: string;
            /** Ends */
            ends: string;
            /** Time Zone */
            time_zone: string;
            /** Wakes For Critical */
            wakes_for_critical: boolean;
        };
        /** RecentOut */
        RecentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** At */
            at: string;
            /** Kind */
            kind: string;
            severity: components["schemas"]["Severity"];
            /** Actor */
            actor: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string | null;
        };
        /**
         * RecoveryCodesOut
         * @description Shown once.
         */
        RecoveryCodesOut: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /** RecoveryCodesState */
        RecoveryCodesState: {
            /** Left */
            left: number;
        };
        /**
         * Recurrence
         * @enum {string}
         */
        Recurrence: "once" | "daily" | "weekly" | "monthly_by_day" | "monthly_by_weekday";
        /** Registration */
        Registration: {
            token: components["schemas"]["LinkToken"];
            /** Name */
            name: string;
            password: components["schemas"]["NewPassword"];
            /** @default null */
            locale: components["schemas"]["Locale"] | null;
        };
        /** Reject */
        Reject: {
            /**
             * Reason
             * @default null
             */
            reason: string | null;
        };
        /**
         * Resolution
         * @description What one point of a chart stands for.
         * @enum {string}
         */
        Resolution: "hour" | "day" | "month";
        /** ResultAnswer */
        ResultAnswer: {
            /**
             * Accepted
             * @default true
             */
            accepted: boolean;
            /**
             * Site Key
             * @default null
             */
            site_key: string | null;
        };
        /** ResultMessage */
        ResultMessage: {
            /** V */
            v: number;
            aud: components["schemas"]["ShortText"];
            sent_at: components["schemas"]["UnixSeconds"];
            /** Nonce */
            nonce: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "running" | "succeeded" | "failed" | "refused";
            /**
             * Progress
             * @default null
             */
            progress: number | null;
            /**
             * Output
             * @default {}
             */
            output: {
                [key: string]: unknown;
            };
            /** @default null */
            error: components["schemas"]["CommandProblem"] | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "admin" | "support" | "client";
        /**
         * RouteIn
         * @description Which alerts go by a channel. Its first route that covers an alert's client decides whose
         *     routes count; of these the first that wants the alert's severity.
         */
        RouteIn: {
            /**
             * Client Id
             * @description null: all clients
             * @default null
             */
            client_id: string | null;
            /** @default critical */
            minimum_severity: components["schemas"]["Severity"];
            /** @default null */
            quiet_hours: components["schemas"]["QuietHoursIn"] | null;
            /**
             * After Minutes
             * @description Only when nobody has acknowledged by then; null: at once
             * @default null
             */
            after_minutes: (5 | 10 | 15 | 30 | 60) | null;
            /**
             * Repeat Minutes
             * @description Again and again until somebody acknowledges, at most 24 times
             * @default null
             */
            repeat_minutes: (30 | 60 | 240 | 1440) | null;
            /**
             * @description Collected for one message a day or a week
             * @default null
             */
            digest: components["schemas"]["DigestIn"] | null;
        };
        /** RouteOut */
        RouteOut: {
            /** Client Id */
            client_id: string | null;
            minimum_severity: components["schemas"]["Severity"];
            quiet_hours: components["schemas"]["QuietHoursOut"] | null;
            /** After Minutes */
            after_minutes: number | null;
            /** Repeat Minutes */
            repeat_minutes: number | null;
            digest: components["schemas"]["DigestOut"] | null;
        };
        Routes: components["schemas"]["RouteIn"][];
        /**
         * ScheduleIn
         * @description `weekdays` for weekly; `month_day` for monthly by day; one weekday and `month_week` (-1: the
         *     last) for monthly by weekday. What a recurrence does not use does not matter.
         */
        ScheduleIn: {
            /** @description Without an offset: 2026-11-29T02:30 in `time_zone` */
            starts_at: components["schemas"]["WallTime"];
            /** Time Zone */
            time_zone: string;
            duration_minutes: components["schemas"]["Minutes"];
            /** @default once */
            recurrence: components["schemas"]["Recurrence"];
            /** Weekdays */
            weekdays?: components["schemas"]["Weekday"][];
            /** @default null */
            month_day: components["schemas"]["MonthDay"] | null;
            /** @default null */
            month_week: components["schemas"]["MonthWeek"] | null;
            /**
             * @description The last day on which one begins
             * @default null
             */
            until: components["schemas"]["LastDay"] | null;
        };
        /** ScheduleOut */
        ScheduleOut: {
            /** Starts At */
            starts_at: string;
            /** Time Zone */
            time_zone: string;
            /** Duration Minutes */
            duration_minutes: number;
            recurrence: components["schemas"]["Recurrence"];
            /** Weekdays */
            weekdays: number[];
            /** Month Day */
            month_day: number | null;
            /** Month Week */
            month_week: number | null;
            /** Until */
            until: string | null;
        };
        /**
         * ScopeIn
         * @description Every site that any of these names; `tags` are those of sites.
         */
        ScopeIn: {
            /**
             * Covers All
             * @default false
             */
            covers_all: boolean;
            /** Client Ids */
            client_ids?: string[];
            /** Site Ids */
            site_ids?: string[];
            /** Tags */
            tags?: string[];
        };
        /** ScopeOut */
        ScopeOut: {
            /** Covers All */
            covers_all: boolean;
            /** Client Ids */
            client_ids: string[];
            /** Site Ids */
            site_ids: string[];
            /** Tags */
            tags: string[];
        };
        /** @description 30, or whole minutes up to an hour; of a heartbeat its period, up to 31 days. A domain is asked for once a day, whatever is said here. */
        Seconds: number;
        /**
         * SecretsIn
         * @description Sealed for the address they are sent to, and never shown again.
         */
        SecretsIn: {
            /** Headers */
            headers?: {
                [key: string]: string;
            };
            /**
             * User
             * Format: password
             * @default
             */
            user: string;
            /**
             * Password
             * Format: password
             * @default
             */
            password: string;
        };
        /** SecuritySettingsOut */
        SecuritySettingsOut: {
            two_factor_required: components["schemas"]["TwoFactorRequiredOut"];
            /** Two Person Approval */
            two_person_approval: boolean;
            /** Destructive Commands Per Hour */
            destructive_commands_per_hour: number;
        };
        /** SecuritySettingsUpdate */
        SecuritySettingsUpdate: {
            /**
             * @default {
             *       "admin": false,
             *       "support": false,
             *       "client": false
             *     }
             */
            two_factor_required: components["schemas"]["TwoFactorRequired"];
            /**
             * Two Person Approval
             * @default false
             */
            two_person_approval: boolean;
            /**
             * Destructive Commands Per Hour
             * @default 200
             */
            destructive_commands_per_hour: number;
        };
        Sequence: number;
        /**
         * SessionKind
         * @description How somebody came in.
         * @enum {string}
         */
        SessionKind: "password" | "two_factor" | "passkey";
        /** SessionOut */
        SessionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** @description How it was opened */
            kind: components["schemas"]["SessionKind"];
            /** Created At */
            created_at: string;
            /** Last Seen At */
            last_seen_at: string;
            /** Address */
            address: string;
            /**
             * Device
             * @description The User-Agent at sign-in
             */
            device: string;
            /** Is Current */
            is_current: boolean;
        };
        /** @description By kind; see docs/monitors.md. What is left out is usual. */
        Settings: {
            [key: string]: unknown;
        };
        /**
         * Severity
         * @enum {string}
         */
        Severity: "critical" | "warning" | "info";
        ShortText: string;
        /**
         * SignedList
         * @description A list as `tools/root_key.py` writes it.
         */
        SignedList: {
            /** Payload Type */
            payload_type: string;
            /** Payload */
            payload: string;
            /** Keyid */
            keyid: string;
            /** Sig */
            sig: string;
        };
        /** SignedListOut */
        SignedListOut: {
            /** Payload Type */
            payload_type: string;
            /** Payload */
            payload: string;
            /** Keyid */
            keyid: string;
            /** Sig */
            sig: string;
        };
        /**
         * SigningKeyOut
         * @description The public half of the key that the site made for itself; wp-admin shows the same words.
         */
        SigningKeyOut: {
            /** Fingerprint */
            fingerprint: string;
            /** Since */
            since: string | null;
        };
        /** SigningSecretOut */
        SigningSecretOut: {
            /** Secret */
            secret: string;
        };
        /**
         * SilenceOut
         * @description The maintenance that the site is in now: nobody is told of anything before it has ended.
         */
        SilenceOut: {
            /**
             * Window Id
             * Format: uuid
             */
            window_id: string;
            /** Name */
            name: string;
            /** Since */
            since: string;
            /** Until */
            until: string;
        };
        /**
         * SiteChangeOut
         * @description Something that changed on a site between two of its snapshots, in the day before.
         */
        SiteChangeOut: {
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            kind: components["schemas"]["ChangeKind"];
            software: components["schemas"]["Software"];
            /** Name */
            name: string;
            /** Before Version */
            before_version: string;
            /** Version */
            version: string;
            /** Seen At */
            seen_at: string;
            /** After */
            after: string;
        };
        /** SiteCreate */
        SiteCreate: {
            /** Name */
            name: string;
            url: components["schemas"]["chalicelib__api__schemas__sites__Url"];
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            tags?: components["schemas"]["Tags"];
        };
        /** SiteDetailOut */
        SiteDetailOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Client Name */
            client_name: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            status: components["schemas"]["SiteStatus"];
            /** Status Reason */
            status_reason: string;
            /** Status Since */
            status_since: string;
            /** Wordpress Version */
            wordpress_version: string | null;
            /** Php Version */
            php_version: string | null;
            /** Plugin Version */
            plugin_version: string | null;
            /** Last Seen At */
            last_seen_at: string | null;
            /** Connected At */
            connected_at: string | null;
            /** Paused Until */
            paused_until: string | null;
            /** Tags */
            tags: string[];
            updates: components["schemas"]["UpdatesOut"];
            problems: components["schemas"]["ProblemsOut"];
            /** Response Ms */
            response_ms: number | null;
            /** Created At */
            created_at: string;
            numbers: components["schemas"]["NumbersOut"];
            /** Conditions */
            conditions: components["schemas"]["ConditionOut"][];
            /** Snapshot Taken At */
            snapshot_taken_at: string | null;
            connection: components["schemas"]["ConnectionOut"];
            maintenance: components["schemas"]["SilenceOut"] | null;
        };
        /** SiteFiguresOut */
        SiteFiguresOut: {
            /** Uptime */
            uptime: number | null;
            /** Up Seconds */
            up_seconds: number;
            /** Down Seconds */
            down_seconds: number;
            /** Unknown Seconds */
            unknown_seconds: number;
            /** Maintenance Seconds */
            maintenance_seconds: number;
            /** Checks */
            checks: number;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            /** Client Name */
            client_name: string;
        };
        /** SiteHealth */
        SiteHealth: {
            /**
             * Critical
             * @default 0
             */
            critical: number;
            /**
             * Issues
             * @default []
             */
            issues: components["schemas"]["SiteHealthIssue"][];
        } & {
            [key: string]: unknown;
        };
        /** SiteHealthIssue */
        SiteHealthIssue: {
            /**
             * Label
             * @default null
             */
            label: string | null;
            /**
             * Status
             * @default null
             */
            status: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * SiteHistoryOut
         * @description `since` and `until` as widened to whole hours or days, in UTC. A point stands for the hour,
         *     day or month that begins `at`; there is none where nothing is known.
         */
        SiteHistoryOut: {
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Since */
            since: string;
            /** Until */
            until: string;
            resolution: components["schemas"]["Resolution"];
            total: components["schemas"]["FiguresOut"];
            /** Points */
            points: components["schemas"]["HistoryPointOut"][];
        };
        /** @description The only sites a client's user sees; null: all */
        SiteIds: string[] | null;
        /** SiteKeyOut */
        SiteKeyOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Prefix */
            prefix: string;
            /** Created At */
            created_at: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Retires At */
            retires_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            state: components["schemas"]["SiteKeyState"];
        };
        /**
         * SiteKeyState
         * @enum {string}
         */
        SiteKeyState: "active" | "retiring" | "revoked";
        /** SiteKeysOut */
        SiteKeysOut: {
            /** Keys */
            keys: components["schemas"]["SiteKeyOut"][];
            public_key: components["schemas"]["SigningKeyOut"] | null;
            /** Next Rotation At */
            next_rotation_at: string | null;
            /** Rotation Every Days */
            rotation_every_days: number;
        };
        /** SiteMessage */
        SiteMessage: {
            /** V */
            v: number;
            aud: components["schemas"]["ShortText"];
            sent_at: components["schemas"]["UnixSeconds"];
            /** Nonce */
            nonce: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
        } & {
            [key: string]: unknown;
        };
        /** SiteOut */
        SiteOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Client Name */
            client_name: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            status: components["schemas"]["SiteStatus"];
            /** Status Reason */
            status_reason: string;
            /** Status Since */
            status_since: string;
            /** Wordpress Version */
            wordpress_version: string | null;
            /** Php Version */
            php_version: string | null;
            /** Plugin Version */
            plugin_version: string | null;
            /** Last Seen At */
            last_seen_at: string | null;
            /** Connected At */
            connected_at: string | null;
            /** Paused Until */
            paused_until: string | null;
            /** Tags */
            tags: string[];
            updates: components["schemas"]["UpdatesOut"];
            problems: components["schemas"]["ProblemsOut"];
            /** Response Ms */
            response_ms: number | null;
            /** Created At */
            created_at: string;
        };
        /**
         * SiteStatus
         * @enum {string}
         */
        SiteStatus: "pending" | "online" | "degraded" | "offline" | "maintenance" | "unknown" | "paused";
        /** SiteUpdate */
        SiteUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default  */
            url: components["schemas"]["chalicelib__api__schemas__sites__Url"];
            tags?: components["schemas"]["Tags"];
            /**
             * Is Paused
             * @default false
             */
            is_paused: boolean;
            /**
             * @description Pauses the site; the pause ends by itself then
             * @default null
             */
            paused_until: components["schemas"]["PresentDay"] | null;
        };
        /** SitesByStatusOut */
        SitesByStatusOut: {
            /**
             * Total
             * @default 0
             */
            total: number;
            /**
             * Online
             * @default 0
             */
            online: number;
            /**
             * Degraded
             * @default 0
             */
            degraded: number;
            /**
             * Offline
             * @default 0
             */
            offline: number;
            /**
             * Maintenance
             * @default 0
             */
            maintenance: number;
            /**
             * Unknown
             * @default 0
             */
            unknown: number;
            /**
             * Pending
             * @default 0
             */
            pending: number;
            /**
             * Paused
             * @default 0
             */
            paused: number;
        };
        /** SnapshotAnswer */
        SnapshotAnswer: {
            /**
             * Accepted
             * @default true
             */
            accepted: boolean;
            /** Inventory Needed */
            inventory_needed: boolean;
            /** Next In Seconds */
            next_in_seconds: number;
        };
        /** SnapshotMessage */
        SnapshotMessage: {
            /** V */
            v: number;
            aud: components["schemas"]["ShortText"];
            sent_at: components["schemas"]["UnixSeconds"];
            /** Nonce */
            nonce: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            seq: components["schemas"]["Sequence"];
            taken_at: components["schemas"]["UnixSeconds"];
            /** @default schedule */
            reason: components["schemas"]["ShortText"];
            plugin_version: components["schemas"]["ShortText"];
            /** Inventory Hash */
            inventory_hash: string;
            /** @default null */
            inventory: components["schemas"]["Inventory"] | null;
            vitals: components["schemas"]["Vitals"];
        } & {
            [key: string]: unknown;
        };
        /**
         * SnapshotOut
         * @description A span of time in which the site's snapshots said the same; `until` is null for now.
         */
        SnapshotOut: {
            /** Seq */
            seq: number;
            /** Taken At */
            taken_at: string;
            /** Until */
            until: string | null;
            /** Disk Free Bytes */
            disk_free_bytes: number | null;
            /** Database Bytes */
            database_bytes: number | null;
            /** Uploads Bytes */
            uploads_bytes: number | null;
            /** Memory Peak Bytes */
            memory_peak_bytes: number | null;
            /** Load Ms */
            load_ms: number | null;
        };
        /** SnapshotsOut */
        SnapshotsOut: {
            /** Data */
            data: components["schemas"]["SnapshotOut"][];
        };
        /**
         * Software
         * @enum {string}
         */
        Software: "core" | "php" | "plugin" | "theme";
        /** StatusPageCreate */
        StatusPageCreate: {
            /**
             * Client Id
             * @description null: the agency's own page
             * @default null
             */
            client_id: string | null;
            /**
             * Slug
             * @description The last part of the page's address: /status/{slug}/
             */
            slug: string;
            /** Title */
            title: string;
            /** @default en */
            language: components["schemas"]["Language"];
            /**
             * Accent
             * @description The header's colour; the text on it is black or white, as it reads better
             * @default #1f4e79
             */
            accent: string;
            /**
             * Logo
             * @default
             */
            logo: string;
            /**
             * Domain
             * @default null
             */
            domain: string | null;
            /**
             * Components
             * @default []
             */
            components: components["schemas"]["ComponentIn"][];
            /**
             * Is Published
             * @default false
             */
            is_published: boolean;
            /**
             * Shows Degraded
             * @description Also show slow sites, and those whose certificate ends soon
             * @default false
             */
            shows_degraded: boolean;
            /**
             * Tells Changes
             * @description Tell subscribers when a component stops or works again
             * @default false
             */
            tells_changes: boolean;
        };
        /** StatusPageOut */
        StatusPageOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Client Id */
            client_id: string | null;
            /** Slug */
            slug: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            language: components["schemas"]["Language"];
            /** Accent */
            accent: string;
            /** Logo */
            logo: string;
            /** Domain */
            domain: string | null;
            /** Components */
            components: components["schemas"]["ComponentOut"][];
            /** Is Published */
            is_published: boolean;
            /** Shows Degraded */
            shows_degraded: boolean;
            /** Tells Changes */
            tells_changes: boolean;
            /**
             * Described At
             * @description When the publisher was last given what stands here
             */
            described_at: string | null;
            /** Created At */
            created_at: string;
            /** Updated At */
            updated_at: string;
        };
        /**
         * StatusPagePreview
         * @description A draft, with the posts of the page it is a draft of.
         */
        StatusPagePreview: {
            /**
             * Client Id
             * @description null: the agency's own page
             * @default null
             */
            client_id: string | null;
            /**
             * Slug
             * @description The last part of the page's address: /status/{slug}/
             */
            slug: string;
            /** Title */
            title: string;
            /** @default en */
            language: components["schemas"]["Language"];
            /**
             * Accent
             * @description The header's colour; the text on it is black or white, as it reads better
             * @default #1f4e79
             */
            accent: string;
            /**
             * Logo
             * @default
             */
            logo: string;
            /**
             * Domain
             * @default null
             */
            domain: string | null;
            /**
             * Components
             * @default []
             */
            components: components["schemas"]["ComponentIn"][];
            /**
             * Is Published
             * @default false
             */
            is_published: boolean;
            /**
             * Shows Degraded
             * @description Also show slow sites, and those whose certificate ends soon
             * @default false
             */
            shows_degraded: boolean;
            /**
             * Tells Changes
             * @description Tell subscribers when a component stops or works again
             * @default false
             */
            tells_changes: boolean;
            /**
             * Page Id
             * @default null
             */
            page_id: string | null;
        };
        /** StatusPagePreviewOut */
        StatusPagePreviewOut: {
            /** Html */
            html: string;
        };
        /** StatusPageUpdate */
        StatusPageUpdate: {
            /**
             * Slug
             * @description The last part of the page's address: /status/{slug}/
             * @default -
             */
            slug: string;
            /**
             * Title
             * @default
             */
            title: string;
            /** @default en */
            language: components["schemas"]["Language"];
            /**
             * Accent
             * @description The header's colour; the text on it is black or white, as it reads better
             * @default
             */
            accent: string;
            /**
             * Logo
             * @default
             */
            logo: string;
            /**
             * Domain
             * @default null
             */
            domain: string | null;
            /**
             * Components
             * @default []
             */
            components: components["schemas"]["ComponentIn"][];
            /**
             * Is Published
             * @default false
             */
            is_published: boolean;
            /**
             * Shows Degraded
             * @default false
             */
            shows_degraded: boolean;
            /**
             * Tells Changes
             * @default false
             */
            tells_changes: boolean;
        };
        /**
         * StepUp
         * @description A code of the app or a recovery code; the password only of who has no second factor.
         */
        StepUp: {
            /**
             * Code
             * @default null
             */
            code: string | null;
            /**
             * Password
             * @default null
             */
            password: string | null;
        };
        /** StepUpOut */
        StepUpOut: {
            /** Methods */
            methods: components["schemas"]["Method"][];
            /** Stepped Up Until */
            stepped_up_until: string | null;
        };
        /** SubscribersOut */
        SubscribersOut: {
            /** Confirmed */
            confirmed: number;
        };
        /** SubscriptionCreate */
        SubscriptionCreate: {
            /** Slug */
            slug: string;
            /** Email */
            email: string;
        };
        /** SubscriptionToken */
        SubscriptionToken: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        Tag: string;
        Tags: components["schemas"]["Tag"][];
        /** TimelineEntryOut */
        TimelineEntryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** At */
            at: string;
            /** Kind */
            kind: string;
            severity: components["schemas"]["Severity"];
            /** Actor */
            actor: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
        };
        /** TokenCreate */
        TokenCreate: {
            /** Name */
            name: string;
            /**
             * Scopes
             * @description What it may do, of what its owner may
             */
            scopes: components["schemas"]["Permission"][];
            /** Expires In Days */
            expires_in_days: number;
        };
        /** TokenCreatedOut */
        TokenCreatedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How it begins, to recognise it by
             */
            prefix: string;
            /** Scopes */
            scopes: components["schemas"]["Permission"][];
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string;
            /** Last Used At */
            last_used_at: string | null;
            /**
             * Token
             * @description Shown once
             */
            token: string;
        };
        /** TokenOut */
        TokenOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How it begins, to recognise it by
             */
            prefix: string;
            /** Scopes */
            scopes: components["schemas"]["Permission"][];
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string;
            /** Last Used At */
            last_used_at: string | null;
        };
        /** TotpConfirm */
        TotpConfirm: {
            /** Code */
            code: string;
        };
        /**
         * TotpOut
         * @description Shown once: what an authenticator app needs, as text, as a link and as a picture.
         */
        TotpOut: {
            /** Secret */
            secret: string;
            /** Otpauth Uri */
            otpauth_uri: string;
            /** Qr Svg */
            qr_svg: string;
        };
        /** TotpState */
        TotpState: {
            /** Enabled */
            enabled: boolean;
            /** Confirmed At */
            confirmed_at: string | null;
        };
        /**
         * TriedPhases
         * @description Where the time went, in milliseconds.
         */
        TriedPhases: {
            /** Dns Ms */
            dns_ms: number;
            /** Connect Ms */
            connect_ms: number;
            /** Tls Ms */
            tls_ms: number;
            /** First Byte Ms */
            first_byte_ms: number;
            /** Total Ms */
            total_ms: number;
        };
        /**
         * TryOut
         * @description Without a report the look is still under way.
         */
        TryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            report: components["schemas"]["TryReportOut"] | null;
        };
        /** TryReportOut */
        TryReportOut: {
            status: components["schemas"]["SiteStatus"];
            /** Reason */
            reason: string;
            /** Detail */
            detail: string;
            /**
             * Failed Rule
             * @description The setting that is broken; empty when none is
             */
            failed_rule: string;
            /** Url */
            url: string;
            /** Address */
            address: string;
            /** Status Code */
            status_code: number | null;
            /** Response Ms */
            response_ms: number | null;
            phases: components["schemas"]["TriedPhases"] | null;
            certificate: components["schemas"]["CertificateOut"] | null;
            /** Headers */
            headers: {
                [key: string]: string;
            };
            /**
             * Body
             * @description Its first 2 KB
             */
            body: string;
            /** Is Cut */
            is_cut: boolean;
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
        };
        /** TwoFactorCode */
        TwoFactorCode: {
            /** Two Factor Token */
            two_factor_token: string;
            /** Code */
            code: string;
        };
        /**
         * TwoFactorOut
         * @description The password was right; now the second factor.
         */
        TwoFactorOut: {
            /** Two Factor Token */
            two_factor_token: string;
            /** Expires At */
            expires_at: string;
            /** Methods */
            methods: components["schemas"]["Method"][];
        };
        /** TwoFactorPasskey */
        TwoFactorPasskey: {
            /** Two Factor Token */
            two_factor_token: string;
            credential: components["schemas"]["Credential"];
        };
        /**
         * TwoFactorRequired
         * @description Which roles may do nothing before they have a second factor.
         */
        TwoFactorRequired: {
            /**
             * Admin
             * @default false
             */
            admin: boolean;
            /**
             * Support
             * @default false
             */
            support: boolean;
            /**
             * Client
             * @default false
             */
            client: boolean;
        };
        /** TwoFactorRequiredOut */
        TwoFactorRequiredOut: {
            /** Admin */
            admin: boolean;
            /** Support */
            support: boolean;
            /** Client */
            client: boolean;
        };
        /** TwoFactorStart */
        TwoFactorStart: {
            /** Two Factor Token */
            two_factor_token: string;
        };
        /** TwoFactorState */
        TwoFactorState: {
            /** Enabled */
            enabled: boolean;
            /** Required */
            required: boolean;
        };
        UnixSeconds: number;
        /** UpdatesOut */
        UpdatesOut: {
            /** Core */
            core: number;
            /** Plugins */
            plugins: number;
            /** Themes */
            themes: number;
            /** Translations */
            translations: number;
        };
        /** UserOut */
        UserOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Client Id */
            client_id: string | null;
            /** Locale */
            locale: string;
            /** Site Ids */
            site_ids: string[] | null;
            two_factor: components["schemas"]["TwoFactorState"];
            /** Must Enrol */
            must_enrol: boolean;
        };
        /** UserUpdate */
        UserUpdate: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default support */
            role: components["schemas"]["Role"];
            /**
             * Client Id
             * @default null
             */
            client_id: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active: boolean;
            /** @default null */
            site_ids: components["schemas"]["SiteIds"];
        };
        /**
         * VerificationOut
         * @description `ok` speaks of the part that was checked; go on after `resume_after_seq` if there is one.
         */
        VerificationOut: {
            /** Ok */
            ok: boolean;
            /** Checked */
            checked: number;
            head: components["schemas"]["HeadOut"];
            anchor: components["schemas"]["AnchorOut"] | null;
            /** Problems */
            problems: components["schemas"]["AuditProblemOut"][];
            /** Complete */
            complete: boolean;
            /** Resume After Seq */
            resume_after_seq: number | null;
            /** Took Ms */
            took_ms: number;
        };
        /** Vitals */
        Vitals: {
            /**
             * Disk Free Bytes
             * @default null
             */
            disk_free_bytes: number | null;
            /**
             * Disk Total Bytes
             * @default null
             */
            disk_total_bytes: number | null;
            /** @default null */
            cron: components["schemas"]["CronHealth"] | null;
            /** @default null */
            fatal_errors: components["schemas"]["FatalErrors"] | null;
        } & {
            [key: string]: unknown;
        };
        /** VoteOut */
        VoteOut: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** Name */
            name: string;
            /** At */
            at: string;
        };
        /**
         * WallSiteOut
         * @description `down_seconds` has one entry per day in UTC, today last; null where the site was never known
         *     to be up or down. `uptime` is that of all these days.
         */
        WallSiteOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Client Name */
            client_name: string;
            /** Tags */
            tags: string[];
            status: components["schemas"]["SiteStatus"];
            /** Status Reason */
            status_reason: string;
            /** Status Since */
            status_since: string;
            /** Response Ms */
            response_ms: number | null;
            /** Uptime */
            uptime: number | null;
            /** Down Seconds */
            down_seconds: (number | null)[];
        };
        WallTime: string;
        /** @description 1 is Monday */
        Weekday: number;
        /**
         * WindowState
         * @enum {string}
         */
        WindowState: "upcoming" | "open" | "past";
        /**
         * WordOut
         * @description What the agency wrote for the owner of the site.
         */
        WordOut: {
            /** At */
            at: string;
            /** Text */
            text: string;
            /**
             * Is Report
             * @description Written afterwards: what happened, and why
             */
            is_report: boolean;
        };
        /**
         * PlatformKeyOut
         * @description The times are null for a key that sites pin themselves because there is no root key.
         */
        chalicelib__api__schemas__platform_keys__PlatformKeyOut: {
            /** Kid */
            kid: string;
            state: components["schemas"]["KeyState"];
            /** Not Before */
            not_before: string | null;
            /** Not After */
            not_after: string | null;
        };
        chalicelib__api__schemas__sites__Url: string;
        /** PlatformKeyOut */
        chalicelib__api__schemas__wp__PlatformKeyOut: {
            /** Kid */
            kid: string;
            /** Public Key */
            public_key: string;
        };
        chalicelib__api__schemas__wp__Url: string;
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance?: string;
            /** @description Stable, for programs */
            code: string;
            request_id: string;
            errors?: {
                /** @description /body/… or /query/… */
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description The request cannot be read, or has parameters that are not known or not valid */
        400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in, or the credentials are wrong */
        401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed */
        403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here, or nothing that you may see */
        404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Conflicts with the present state */
        409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This link was used, is too old, or a newer one has taken its place */
        410: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MB */
        413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The query is too long */
        414: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not announced as application/json */
        415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some fields are not known or not valid */
        422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; try again after the seconds in Retry-After */
        429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The headers are too large */
        431: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not available just now; try again after the seconds in Retry-After */
        503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What needs attention now, worst first, and what happened lately */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    performance: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The slowest sites and those down the longest, the last 30 days if not said otherwise */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PerformanceOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    site_history: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A site's uptime and response times, the last 30 days if not said otherwise */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteHistoryOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    uptime_wall: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                days?: number;
                client_id?: string;
                status?: "pending" | "online" | "degraded" | "offline" | "maintenance" | "unknown" | "paused";
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every site with its state and how long it was down on each of the last days */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut_WallSiteOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_approvals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "waiting" | "approved" | "rejected" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Destructive commands that wait for people, or once did, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut_ApprovalOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an approval */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "mD3yGkpWQ8eJ",
                 *         "rawId": "mD3yGkpWQ8eJ",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDPt9g"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Approve"];
            };
        };
        responses: {
            /** @description Say yes, with a passkey; the last yes that is needed sends the command on its way */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    prepare_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a passkey has to sign to say yes to this command */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOptionsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The client has changed their mind."
                 *     }
                 */
                "application/json": components["schemas"]["Reject"];
            };
        };
        responses: {
            /** @description Say no; one is enough */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_audit_log: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                from?: string;
                to?: string;
                actor?: string;
                action?: string;
                object_kind?: string;
                object_id?: string;
                client_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who did what, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut_AuditEntryOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_audit_actions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every action that an entry can name */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionsOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    export_audit_log: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                actor?: string;
                action?: string;
                object_kind?: string;
                object_id?: string;
                client_id?: string;
                after_seq?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log as CSV, oldest first; a long one in parts, each named by the Link header */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    verify_audit_log: {
        parameters: {
            query?: {
                after_seq?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Follow the chain of the log and compare it with its anchors, for up to 20 seconds */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    request_email_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "erika@new.example"
                 *     }
                 */
                "application/json": components["schemas"]["EmailChange"];
            };
        };
        responses: {
            /** @description Ask for a link at a new address; the old one stays until it is used */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    confirm_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                 *     }
                 */
                "application/json": components["schemas"]["EmailConfirmation"];
            };
        };
        responses: {
            /** @description Take the new address, by the link that was mailed there */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_factors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What second factors I have */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "totp": {
                     *         "enabled": true,
                     *         "confirmed_at": "2026-11-23T10:00:00.000Z"
                     *       },
                     *       "recovery_codes": {
                     *         "left": 10
                     *       },
                     *       "passkeys": [
                     *         {
                     *           "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "name": "Laptop",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "last_used_at": null
                     *         }
                     *       ],
                     *       "required": true
                     *     }
                     */
                    "application/json": components["schemas"]["FactorsOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    check_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                 *     }
                 */
                "application/json": components["schemas"]["LinkCheck"];
            };
        };
        responses: {
            /** @description What a mailed link is for; looking does not use it up */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purpose": "invitation",
                     *       "email": "erika@lang.example",
                     *       "name": "",
                     *       "role": "client",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "locale": "de",
                     *       "agency_name": "Northlight Web Care",
                     *       "expires_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "alice@agency.example",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Sign in with e-mail and password */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            /** @description Sign in with e-mail and password */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "two_factor_token": "Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "methods": [
                     *         "totp",
                     *         "recovery_code",
                     *         "passkey"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TwoFactorOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out: the session ends at once */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *       "email": "alice@agency.example",
                     *       "name": "Alice",
                     *       "role": "admin",
                     *       "client_id": null,
                     *       "locale": "en",
                     *       "site_ids": null,
                     *       "two_factor": {
                     *         "enabled": true,
                     *         "required": true
                     *       },
                     *       "must_enrol": false
                     *     }
                     */
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "de"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileUpdate"];
            };
        };
        responses: {
            /** @description Change one's own name or language */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *       "email": "alice@agency.example",
                     *       "name": "Alice",
                     *       "role": "admin",
                     *       "client_id": null,
                     *       "locale": "en",
                     *       "site_ids": null,
                     *       "two_factor": {
                     *         "enabled": true,
                     *         "required": true
                     *       },
                     *       "must_enrol": false
                     *     }
                     */
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    passkey_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "rawId": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoi4oCmIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDTGVxhrHnOlc0OO0c4YfWG8Q",
                 *           "userHandle": "AZnCo3d3e82eDxIjRWeJqw"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyLogin"];
            };
        };
        responses: {
            /** @description Sign in with a passkey alone */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    passkey_login_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a browser needs to sign in with a passkey alone */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Laptop",
                 *       "credential": {
                 *         "id": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "rawId": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoi4oCmIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDTGVxhrHnOlc0OO0c4YfWG8Q",
                 *           "userHandle": "AZnCo3d3e82eDxIjRWeJqw"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyCreate"];
            };
        };
        responses: {
            /** @description Add the passkey that the browser made; with the first factor come recovery codes */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "name": "Laptop",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "last_used_at": null,
                     *       "recovery_codes": [
                     *         "7Q2M-9FXA-K3TD-0RWE",
                     *         "5HZB-8CNP-V4JS-6GYM"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyCreatedOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    passkey_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a browser needs to make a passkey */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a passkey away */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    rename_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Desk"
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyUpdate"];
            };
        };
        responses: {
            /** @description Give a passkey another name */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "name": "Laptop",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "correct horse battery",
                 *       "new_password": "seven quiet otters"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Change one's password; every other session ends */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    forget_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "erika@lang.example"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordForgotten"];
            };
        };
        responses: {
            /** @description Ask for a link to set a new password; the answer is the same for every address */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8",
                 *       "password": "seven quiet otters"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Set a new password by a mailed link; every session ends, and signing in comes next */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ten new recovery codes; the old ones are dead */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "7Q2M-9FXA-K3TD-0RWE",
                     *         "5HZB-8CNP-V4JS-6GYM"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same session under a new token; the one before is dead at once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8",
                 *       "name": "Erika Lang",
                 *       "password": "seven quiet otters",
                 *       "locale": "de"
                 *     }
                 */
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Become a user by the link of an invitation, and be signed in */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where I am signed in */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "kind": "two_factor",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "last_seen_at": "2026-11-23T10:00:00.000Z",
                     *           "address": "203.0.113.9",
                     *           "device": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                     *           "is_current": true
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_SessionOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    end_all_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keep_current": true
                 *     }
                 */
                "application/json": components["schemas"]["EndAll"];
            };
        };
        responses: {
            /** @description Sign out everywhere, or everywhere else, at once */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End one session at once */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_step_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With what one can confirm, and until when one has */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "methods": [
                     *         "totp",
                     *         "recovery_code"
                     *       ],
                     *       "stepped_up_until": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StepUpOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["StepUp"];
            };
        };
        responses: {
            /** @description Confirm with a code, or with the password of who has no second factor */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    confirm_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "rawId": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoi4oCmIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDTGVxhrHnOlc0OO0c4YfWG8Q",
                 *           "userHandle": "AZnCo3d3e82eDxIjRWeJqw"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyLogin"];
            };
        };
        responses: {
            /** @description Confirm with a passkey */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    step_up_passkey_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a browser needs to confirm with a passkey */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_tokens: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My personal access tokens */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Nightly export",
                     *           "prefix": "wwt_Zl0wq7",
                     *           "scopes": [
                     *             "read_sites"
                     *           ],
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "expires_at": "2026-11-23T10:00:00.000Z",
                     *           "last_used_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_TokenOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nightly export",
                 *       "scopes": [
                 *         "read_sites"
                 *       ],
                 *       "expires_in_days": 90
                 *     }
                 */
                "application/json": components["schemas"]["TokenCreate"];
            };
        };
        responses: {
            /** @description Make a token for a program of mine; it is shown this once */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Nightly export",
                     *       "prefix": "wwt_Zl0wq7",
                     *       "scopes": [
                     *         "read_sites"
                     *       ],
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "last_used_at": null,
                     *       "token": "wwt_Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                     *     }
                     */
                    "application/json": components["schemas"]["TokenCreatedOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke a token at once */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    start_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Start setting up an authenticator app; what came before stays good until confirmed */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take the authenticator app away */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["TotpConfirm"];
            };
        };
        responses: {
            /** @description Confirm the authenticator app with a code of it; answers the recovery codes, once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "7Q2M-9FXA-K3TD-0RWE",
                     *         "5HZB-8CNP-V4JS-6GYM"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    finish_with_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "two_factor_token": "Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["TwoFactorCode"];
            };
        };
        responses: {
            /** @description Finish signing in with a code of the app, or a recovery code */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    finish_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "two_factor_token": "Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8",
                 *       "credential": {
                 *         "id": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "rawId": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoi4oCmIn0",
                 *           "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                 *           "signature": "MEUCIQDTGVxhrHnOlc0OO0c4YfWG8Q",
                 *           "userHandle": "AZnCo3d3e82eDxIjRWeJqw"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TwoFactorPasskey"];
            };
        };
        responses: {
            /** @description Finish signing in with a passkey */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOi…",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "user": {
                     *         "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
                     *         "email": "alice@agency.example",
                     *         "name": "Alice",
                     *         "role": "admin",
                     *         "client_id": null,
                     *         "locale": "en",
                     *         "site_ids": null,
                     *         "two_factor": {
                     *           "enabled": true,
                     *           "required": true
                     *         },
                     *         "must_enrol": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    two_factor_passkey_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "two_factor_token": "Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                 *     }
                 */
                "application/json": components["schemas"]["TwoFactorStart"];
            };
        };
        responses: {
            /** @description What a browser needs to finish signing in with a passkey */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_channels: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List alert channels, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "kind": "slack",
                     *           "name": "#on-call",
                     *           "hint": "hooks.slack.com",
                     *           "is_enabled": true,
                     *           "disabled_at": null,
                     *           "disabled_reason": null,
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "last_delivered_at": "2026-11-23T10:00:00.000Z",
                     *           "routes": [
                     *             {
                     *               "client_id": null,
                     *               "minimum_severity": "critical",
                     *               "quiet_hours": {
                     *                 "starts": "22:00",
                     *                 "ends": "06:30",
                     *                 "time_zone": "Europe/Berlin",
                     *                 "wakes_for_critical": true
                     *               },
                     *               "after_minutes": null,
                     *               "repeat_minutes": 60,
                     *               "digest": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_ChannelOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_channel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "slack",
                 *       "name": "#on-call",
                 *       "target": "https://hooks.slack.com/services/YOUR/OWN/WEBHOOK",
                 *       "routes": [
                 *         {
                 *           "client_id": null,
                 *           "minimum_severity": "critical",
                 *           "quiet_hours": {
                 *             "starts": "22:00",
                 *             "ends": "06:30",
                 *             "time_zone": "Europe/Berlin",
                 *             "wakes_for_critical": true
                 *           },
                 *           "after_minutes": null,
                 *           "repeat_minutes": 60,
                 *           "digest": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelCreate"];
            };
        };
        responses: {
            /** @description Add an alert channel */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "slack",
                     *       "name": "#on-call",
                     *       "hint": "hooks.slack.com",
                     *       "is_enabled": true,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "last_delivered_at": "2026-11-23T10:00:00.000Z",
                     *       "routes": [
                     *         {
                     *           "client_id": null,
                     *           "minimum_severity": "critical",
                     *           "quiet_hours": {
                     *             "starts": "22:00",
                     *             "ends": "06:30",
                     *             "time_zone": "Europe/Berlin",
                     *             "wakes_for_critical": true
                     *           },
                     *           "after_minutes": null,
                     *           "repeat_minutes": 60,
                     *           "digest": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an alert channel; what it posts to stays sealed */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "slack",
                     *       "name": "#on-call",
                     *       "hint": "hooks.slack.com",
                     *       "is_enabled": true,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "last_delivered_at": "2026-11-23T10:00:00.000Z",
                     *       "routes": [
                     *         {
                     *           "client_id": null,
                     *           "minimum_severity": "critical",
                     *           "quiet_hours": {
                     *             "starts": "22:00",
                     *             "ends": "06:30",
                     *             "time_zone": "Europe/Berlin",
                     *             "wakes_for_critical": true
                     *           },
                     *           "after_minutes": null,
                     *           "repeat_minutes": 60,
                     *           "digest": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a channel */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["ChannelUpdate"];
            };
        };
        responses: {
            /** @description Change a channel; a new target switches it on again */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "slack",
                     *       "name": "#on-call",
                     *       "hint": "hooks.slack.com",
                     *       "is_enabled": true,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "last_delivered_at": "2026-11-23T10:00:00.000Z",
                     *       "routes": [
                     *         {
                     *           "client_id": null,
                     *           "minimum_severity": "critical",
                     *           "quiet_hours": {
                     *             "starts": "22:00",
                     *             "ends": "06:30",
                     *             "time_zone": "Europe/Berlin",
                     *             "wakes_for_critical": true
                     *           },
                     *           "after_minutes": null,
                     *           "repeat_minutes": 60,
                     *           "digest": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went by a channel in the last 90 days, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "channel_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "subject": "Shop is offline",
                     *           "is_test": false,
                     *           "outcome": "delivered",
                     *           "attempts": 1,
                     *           "receipt": "HTTP 200",
                     *           "reason": "",
                     *           "requested_at": "2026-11-23T10:00:00.000Z",
                     *           "held_until": null,
                     *           "tried_at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_DeliveryOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    renew_signing_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a new signing secret for a webhook; it is shown this once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["SigningSecretOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    send_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a real test message; what became of it stands among the channel's deliveries */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "channel_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "subject": "Shop is offline",
                     *       "is_test": false,
                     *       "outcome": "delivered",
                     *       "attempts": 1,
                     *       "receipt": "HTTP 200",
                     *       "reason": "",
                     *       "requested_at": "2026-11-23T10:00:00.000Z",
                     *       "held_until": null,
                     *       "tried_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_clients: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List clients by name */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "name": "Hofbäckerei Lang",
                     *           "contact_email": "post@lang.example",
                     *           "notes": "",
                     *           "sites_count": 1,
                     *           "created_at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_ClientOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_client: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Hofbäckerei Lang",
                 *       "contact_email": "post@lang.example"
                 *     }
                 */
                "application/json": components["schemas"]["ClientCreate"];
            };
        };
        responses: {
            /** @description Add a client */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "name": "Hofbäckerei Lang",
                     *       "contact_email": "post@lang.example",
                     *       "notes": "",
                     *       "sites_count": 1,
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ClientOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a client */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "name": "Hofbäckerei Lang",
                     *       "contact_email": "post@lang.example",
                     *       "notes": "",
                     *       "sites_count": 1,
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ClientOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a client that has no sites */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "notes": "Prefers calls in the morning."
                 *     }
                 */
                "application/json": components["schemas"]["ClientUpdate"];
            };
        };
        responses: {
            /** @description Change a client */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "name": "Hofbäckerei Lang",
                     *       "contact_email": "post@lang.example",
                     *       "notes": "",
                     *       "sites_count": 1,
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ClientOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the platform is: database, schema, waiting messages, the parts of the watch */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "database": "ok",
                     *       "schema_version": "0002",
                     *       "schema_expected": "0002",
                     *       "oldest_unsent_seconds": 0,
                     *       "loop": [
                     *         {
                     *           "name": "relay_outbox",
                     *           "last_run_at": "2026-11-23T09:40:12.345Z",
                     *           "is_late": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    acknowledge_by_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                 *     }
                 */
                "application/json": components["schemas"]["IncidentLinkIn"];
            };
        };
        responses: {
            /** @description Acknowledge an incident by the link of an alert, in the name of who was told by it */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedIncidentOut"];
                };
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    check_incident_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
                 *     }
                 */
                "application/json": components["schemas"]["IncidentLinkIn"];
            };
        };
        responses: {
            /** @description What the link of an alert is for; looking changes nothing */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedIncidentOut"];
                };
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_incidents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "active" | "open" | "acknowledged" | "resolved";
                site_id?: string;
                client_id?: string;
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List incidents, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut_IncidentOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an incident: its timeline, its evidence, its sites and what changed before */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    acknowledge_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Say that somebody is looking after it; doing it again changes nothing */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    write_post_mortem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The host is replacing a disk. We expect it back by noon.",
                 *       "is_public": true
                 *     }
                 */
                "application/json": components["schemas"]["NoteIn"];
            };
        };
        responses: {
            /** @description Write down what happened, why, and what is done about it */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentEventOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_incident_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The host is replacing a disk. We expect it back by noon.",
                 *       "is_public": true
                 *     }
                 */
                "application/json": components["schemas"]["NoteIn"];
            };
        };
        responses: {
            /** @description Add a note to the timeline, for staff alone or for the clients as well */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentEventOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "used" | "expired" | "revoked";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List invitations, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "email": "erika@lang.example",
                     *           "role": "client",
                     *           "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "client_name": "Hofbäckerei Lang",
                     *           "site_ids": null,
                     *           "invited_by": "Alice Miller",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "expires_at": "2026-11-23T10:00:00.000Z",
                     *           "state": "open"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_InvitationOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "erika@lang.example",
                 *       "role": "client",
                 *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                 *       "locale": "de"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationCreate"];
            };
        };
        responses: {
            /** @description Invite somebody by e-mail; the link works once, for 72 hours */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "email": "erika@lang.example",
                     *       "role": "client",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_ids": null,
                     *       "invited_by": "Alice Miller",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "expires_at": "2026-11-23T10:00:00.000Z",
                     *       "state": "open"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw an invitation; its link is dead at once */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    resend_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a new link; the old one is dead */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                site_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List jobs, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "kind": "site_check",
                     *           "state": "queued",
                     *           "phase": "",
                     *           "progress": 0,
                     *           "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "site_name": "Shop",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "started_at": null,
                     *           "finished_at": null,
                     *           "error": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_JobOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a job */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "site_check",
                     *       "state": "queued",
                     *       "phase": "",
                     *       "progress": 0,
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_maintenance_windows: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "upcoming" | "open" | "past";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List maintenance windows, newest first; clients see those announced that touch theirs */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Sunday nights",
                     *           "state": "upcoming",
                     *           "schedule": {
                     *             "starts_at": "2026-11-29T02:30:00",
                     *             "time_zone": "Europe/Berlin",
                     *             "duration_minutes": 60,
                     *             "recurrence": "weekly",
                     *             "weekdays": [
                     *               7
                     *             ],
                     *             "month_day": null,
                     *             "month_week": null,
                     *             "until": null
                     *           },
                     *           "scope": {
                     *             "covers_all": false,
                     *             "client_ids": [
                     *               "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *             ],
                     *             "site_ids": [],
                     *             "tags": [
                     *               "shop"
                     *             ]
                     *           },
                     *           "is_down_expected": false,
                     *           "is_automatic": false,
                     *           "is_announced": true,
                     *           "occurrence": {
                     *             "opens_at": "2026-11-29T01:30:00.000Z",
                     *             "closes_at": "2026-11-29T02:30:00.000Z",
                     *             "clock": "regular"
                     *           },
                     *           "sites_count": 12,
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "created_by": "Alice"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_MaintenanceWindowOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_maintenance_window: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sunday nights",
                 *       "schedule": {
                 *         "starts_at": "2026-11-29T02:30:00",
                 *         "time_zone": "Europe/Berlin",
                 *         "duration_minutes": 60,
                 *         "recurrence": "weekly",
                 *         "weekdays": [
                 *           7
                 *         ],
                 *         "month_day": null,
                 *         "month_week": null,
                 *         "until": null
                 *       },
                 *       "scope": {
                 *         "covers_all": false,
                 *         "client_ids": [
                 *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                 *         ],
                 *         "site_ids": [],
                 *         "tags": [
                 *           "shop"
                 *         ]
                 *       },
                 *       "is_down_expected": false
                 *     }
                 */
                "application/json": components["schemas"]["MaintenanceWindowCreate"];
            };
        };
        responses: {
            /** @description Plan a maintenance window, once or again and again */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Sunday nights",
                     *       "state": "upcoming",
                     *       "schedule": {
                     *         "starts_at": "2026-11-29T02:30:00",
                     *         "time_zone": "Europe/Berlin",
                     *         "duration_minutes": 60,
                     *         "recurrence": "weekly",
                     *         "weekdays": [
                     *           7
                     *         ],
                     *         "month_day": null,
                     *         "month_week": null,
                     *         "until": null
                     *       },
                     *       "scope": {
                     *         "covers_all": false,
                     *         "client_ids": [
                     *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *         ],
                     *         "site_ids": [],
                     *         "tags": [
                     *           "shop"
                     *         ]
                     *       },
                     *       "is_down_expected": false,
                     *       "is_automatic": false,
                     *       "is_announced": true,
                     *       "occurrence": {
                     *         "opens_at": "2026-11-29T01:30:00.000Z",
                     *         "closes_at": "2026-11-29T02:30:00.000Z",
                     *         "clock": "regular"
                     *       },
                     *       "sites_count": 12,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "created_by": "Alice"
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceWindowOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    preview_maintenance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "starts_at": "2026-11-29T02:30:00",
                 *       "time_zone": "Europe/Berlin",
                 *       "duration_minutes": 60,
                 *       "recurrence": "weekly",
                 *       "weekdays": [
                 *         7
                 *       ],
                 *       "month_day": null,
                 *       "month_week": null,
                 *       "until": null
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleIn"];
            };
        };
        responses: {
            /** @description When a window with these times would be open next; nothing is kept */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    start_maintenance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Moving the shop",
                 *       "scope": {
                 *         "covers_all": false,
                 *         "site_ids": [
                 *           "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                 *         ]
                 *       },
                 *       "duration_minutes": 30,
                 *       "is_down_expected": true
                 *     }
                 */
                "application/json": components["schemas"]["MaintenanceStart"];
            };
        };
        responses: {
            /** @description Start maintenance now; it ends by itself */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Sunday nights",
                     *       "state": "upcoming",
                     *       "schedule": {
                     *         "starts_at": "2026-11-29T02:30:00",
                     *         "time_zone": "Europe/Berlin",
                     *         "duration_minutes": 60,
                     *         "recurrence": "weekly",
                     *         "weekdays": [
                     *           7
                     *         ],
                     *         "month_day": null,
                     *         "month_week": null,
                     *         "until": null
                     *       },
                     *       "scope": {
                     *         "covers_all": false,
                     *         "client_ids": [
                     *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *         ],
                     *         "site_ids": [],
                     *         "tags": [
                     *           "shop"
                     *         ]
                     *       },
                     *       "is_down_expected": false,
                     *       "is_automatic": false,
                     *       "is_announced": true,
                     *       "occurrence": {
                     *         "opens_at": "2026-11-29T01:30:00.000Z",
                     *         "closes_at": "2026-11-29T02:30:00.000Z",
                     *         "clock": "regular"
                     *       },
                     *       "sites_count": 12,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "created_by": "Alice"
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceWindowOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a maintenance window */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Sunday nights",
                     *       "state": "upcoming",
                     *       "schedule": {
                     *         "starts_at": "2026-11-29T02:30:00",
                     *         "time_zone": "Europe/Berlin",
                     *         "duration_minutes": 60,
                     *         "recurrence": "weekly",
                     *         "weekdays": [
                     *           7
                     *         ],
                     *         "month_day": null,
                     *         "month_week": null,
                     *         "until": null
                     *       },
                     *       "scope": {
                     *         "covers_all": false,
                     *         "client_ids": [
                     *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *         ],
                     *         "site_ids": [],
                     *         "tags": [
                     *           "shop"
                     *         ]
                     *       },
                     *       "is_down_expected": false,
                     *       "is_automatic": false,
                     *       "is_announced": true,
                     *       "occurrence": {
                     *         "opens_at": "2026-11-29T01:30:00.000Z",
                     *         "closes_at": "2026-11-29T02:30:00.000Z",
                     *         "clock": "regular"
                     *       },
                     *       "sites_count": 12,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "created_by": "Alice"
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceWindowOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a maintenance window; one that is open ends by that */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedule": {
                 *         "starts_at": "2026-11-29T02:30:00",
                 *         "time_zone": "Europe/Berlin",
                 *         "duration_minutes": 60,
                 *         "recurrence": "weekly",
                 *         "weekdays": [
                 *           7
                 *         ],
                 *         "month_day": null,
                 *         "month_week": null,
                 *         "until": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MaintenanceWindowUpdate"];
            };
        };
        responses: {
            /** @description Change a maintenance window; where it no longer covers now it ends at once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Sunday nights",
                     *       "state": "upcoming",
                     *       "schedule": {
                     *         "starts_at": "2026-11-29T02:30:00",
                     *         "time_zone": "Europe/Berlin",
                     *         "duration_minutes": 60,
                     *         "recurrence": "weekly",
                     *         "weekdays": [
                     *           7
                     *         ],
                     *         "month_day": null,
                     *         "month_week": null,
                     *         "until": null
                     *       },
                     *       "scope": {
                     *         "covers_all": false,
                     *         "client_ids": [
                     *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *         ],
                     *         "site_ids": [],
                     *         "tags": [
                     *           "shop"
                     *         ]
                     *       },
                     *       "is_down_expected": false,
                     *       "is_automatic": false,
                     *       "is_announced": true,
                     *       "occurrence": {
                     *         "opens_at": "2026-11-29T01:30:00.000Z",
                     *         "closes_at": "2026-11-29T02:30:00.000Z",
                     *         "clock": "regular"
                     *       },
                     *       "sites_count": 12,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "created_by": "Alice"
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceWindowOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    end_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End the maintenance that is open now; a series goes on */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "name": "Sunday nights",
                     *       "state": "upcoming",
                     *       "schedule": {
                     *         "starts_at": "2026-11-29T02:30:00",
                     *         "time_zone": "Europe/Berlin",
                     *         "duration_minutes": 60,
                     *         "recurrence": "weekly",
                     *         "weekdays": [
                     *           7
                     *         ],
                     *         "month_day": null,
                     *         "month_week": null,
                     *         "until": null
                     *       },
                     *       "scope": {
                     *         "covers_all": false,
                     *         "client_ids": [
                     *           "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
                     *         ],
                     *         "site_ids": [],
                     *         "tags": [
                     *           "shop"
                     *         ]
                     *       },
                     *       "is_down_expected": false,
                     *       "is_automatic": false,
                     *       "is_announced": true,
                     *       "occurrence": {
                     *         "opens_at": "2026-11-29T01:30:00.000Z",
                     *         "closes_at": "2026-11-29T02:30:00.000Z",
                     *         "clock": "regular"
                     *       },
                     *       "sites_count": 12,
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "created_by": "Alice"
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceWindowOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the platform fares, in Prometheus's text format */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_monitors: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site_id?: string;
                client_id?: string;
                kind?: "http" | "tcp" | "dns" | "domain" | "heartbeat";
                status?: "pending" | "online" | "degraded" | "offline" | "maintenance" | "unknown" | "paused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List monitors, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "client_name": "Hofbäckerei Lang",
                     *           "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "site_name": "Shop",
                     *           "name": "Basket",
                     *           "kind": "http",
                     *           "interval_seconds": 60,
                     *           "address": "https://shop.lang.example/basket",
                     *           "port": 0,
                     *           "settings": {
                     *             "method": "GET",
                     *             "headers": {},
                     *             "expected_status": "200-299",
                     *             "keyword": "Checkout",
                     *             "keyword_wanted": "present",
                     *             "json_path": "",
                     *             "json_compare": "exists",
                     *             "json_expected": "",
                     *             "redirects": "followed",
                     *             "redirect_to": "",
                     *             "warns_of_certificate": true
                     *           },
                     *           "secret_names": [
                     *             "basic_auth"
                     *           ],
                     *           "has_ping_url": false,
                     *           "is_paused": false,
                     *           "status": "offline",
                     *           "status_reason": "keyword_missing",
                     *           "status_detail": "Checkout",
                     *           "status_since": "2026-11-23T10:00:00.000Z",
                     *           "checked_at": "2026-11-23T10:00:00.000Z",
                     *           "facts": {},
                     *           "created_at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_MonitorOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_monitor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Basket",
                 *       "kind": "http",
                 *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                 *       "address": "https://shop.lang.example/basket",
                 *       "interval_seconds": 60,
                 *       "settings": {
                 *         "keyword": "Checkout",
                 *         "keyword_wanted": "present"
                 *       },
                 *       "secrets": {
                 *         "user": "monitor",
                 *         "password": "four wet stones"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MonitorCreate"];
            };
        };
        responses: {
            /** @description Add a monitor; it is looked at at once */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "name": "Basket",
                     *       "kind": "http",
                     *       "interval_seconds": 60,
                     *       "address": "https://shop.lang.example/basket",
                     *       "port": 0,
                     *       "settings": {
                     *         "method": "GET",
                     *         "headers": {},
                     *         "expected_status": "200-299",
                     *         "keyword": "Checkout",
                     *         "keyword_wanted": "present",
                     *         "json_path": "",
                     *         "json_compare": "exists",
                     *         "json_expected": "",
                     *         "redirects": "followed",
                     *         "redirect_to": "",
                     *         "warns_of_certificate": true
                     *       },
                     *       "secret_names": [
                     *         "basic_auth"
                     *       ],
                     *       "has_ping_url": false,
                     *       "is_paused": false,
                     *       "status": "offline",
                     *       "status_reason": "keyword_missing",
                     *       "status_detail": "Checkout",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "checked_at": "2026-11-23T10:00:00.000Z",
                     *       "facts": {},
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_try: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                try_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a try of yours has seen; kept for 15 minutes */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "report": {
                     *         "status": "offline",
                     *         "reason": "keyword_missing",
                     *         "detail": "Checkout",
                     *         "failed_rule": "keyword",
                     *         "url": "https://shop.lang.example/basket",
                     *         "address": "203.0.113.9",
                     *         "status_code": 200,
                     *         "response_ms": 184,
                     *         "phases": {
                     *           "dns_ms": 12,
                     *           "connect_ms": 21,
                     *           "tls_ms": 44,
                     *           "first_byte_ms": 107,
                     *           "total_ms": 190
                     *         },
                     *         "certificate": {
                     *           "ends_at": "2026-11-23T10:00:00.000Z",
                     *           "issuer": "Let's Encrypt",
                     *           "names": [
                     *             "shop.lang.example"
                     *           ]
                     *         },
                     *         "headers": {
                     *           "content-type": "text/html; charset=UTF-8"
                     *         },
                     *         "body": "<!doctype html>…",
                     *         "is_cut": true,
                     *         "facts": {}
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TryOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    try_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "tcp",
                 *       "address": "mail.lang.example",
                 *       "port": 993
                 *     }
                 */
                "application/json": components["schemas"]["MonitorTry"];
            };
        };
        responses: {
            /** @description Look once at what is not saved yet; poll for what was seen */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "report": {
                     *         "status": "offline",
                     *         "reason": "keyword_missing",
                     *         "detail": "Checkout",
                     *         "failed_rule": "keyword",
                     *         "url": "https://shop.lang.example/basket",
                     *         "address": "203.0.113.9",
                     *         "status_code": 200,
                     *         "response_ms": 184,
                     *         "phases": {
                     *           "dns_ms": 12,
                     *           "connect_ms": 21,
                     *           "tls_ms": 44,
                     *           "first_byte_ms": 107,
                     *           "total_ms": 190
                     *         },
                     *         "certificate": {
                     *           "ends_at": "2026-11-23T10:00:00.000Z",
                     *           "issuer": "Let's Encrypt",
                     *           "names": [
                     *             "shop.lang.example"
                     *           ]
                     *         },
                     *         "headers": {
                     *           "content-type": "text/html; charset=UTF-8"
                     *         },
                     *         "body": "<!doctype html>…",
                     *         "is_cut": true,
                     *         "facts": {}
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TryOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a monitor; its secrets stay sealed */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "name": "Basket",
                     *       "kind": "http",
                     *       "interval_seconds": 60,
                     *       "address": "https://shop.lang.example/basket",
                     *       "port": 0,
                     *       "settings": {
                     *         "method": "GET",
                     *         "headers": {},
                     *         "expected_status": "200-299",
                     *         "keyword": "Checkout",
                     *         "keyword_wanted": "present",
                     *         "json_path": "",
                     *         "json_compare": "exists",
                     *         "json_expected": "",
                     *         "redirects": "followed",
                     *         "redirect_to": "",
                     *         "warns_of_certificate": true
                     *       },
                     *       "secret_names": [
                     *         "basic_auth"
                     *       ],
                     *       "has_ping_url": false,
                     *       "is_paused": false,
                     *       "status": "offline",
                     *       "status_reason": "keyword_missing",
                     *       "status_detail": "Checkout",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "checked_at": "2026-11-23T10:00:00.000Z",
                     *       "facts": {},
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a monitor */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "interval_seconds": 300
                 *     }
                 */
                "application/json": components["schemas"]["MonitorUpdate"];
            };
        };
        responses: {
            /** @description Change a monitor; what asks something else starts over */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "name": "Basket",
                     *       "kind": "http",
                     *       "interval_seconds": 60,
                     *       "address": "https://shop.lang.example/basket",
                     *       "port": 0,
                     *       "settings": {
                     *         "method": "GET",
                     *         "headers": {},
                     *         "expected_status": "200-299",
                     *         "keyword": "Checkout",
                     *         "keyword_wanted": "present",
                     *         "json_path": "",
                     *         "json_compare": "exists",
                     *         "json_expected": "",
                     *         "redirects": "followed",
                     *         "redirect_to": "",
                     *         "warns_of_certificate": true
                     *       },
                     *       "secret_names": [
                     *         "basic_auth"
                     *       ],
                     *       "has_ping_url": false,
                     *       "is_paused": false,
                     *       "status": "offline",
                     *       "status_reason": "keyword_missing",
                     *       "status_detail": "Checkout",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "checked_at": "2026-11-23T10:00:00.000Z",
                     *       "facts": {},
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    pause_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stop looking, and end what is wrong without telling anybody */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "name": "Basket",
                     *       "kind": "http",
                     *       "interval_seconds": 60,
                     *       "address": "https://shop.lang.example/basket",
                     *       "port": 0,
                     *       "settings": {
                     *         "method": "GET",
                     *         "headers": {},
                     *         "expected_status": "200-299",
                     *         "keyword": "Checkout",
                     *         "keyword_wanted": "present",
                     *         "json_path": "",
                     *         "json_compare": "exists",
                     *         "json_expected": "",
                     *         "redirects": "followed",
                     *         "redirect_to": "",
                     *         "warns_of_certificate": true
                     *       },
                     *       "secret_names": [
                     *         "basic_auth"
                     *       ],
                     *       "has_ping_url": false,
                     *       "is_paused": false,
                     *       "status": "offline",
                     *       "status_reason": "keyword_missing",
                     *       "status_detail": "Checkout",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "checked_at": "2026-11-23T10:00:00.000Z",
                     *       "facts": {},
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    renew_ping_url: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a new address to ping for a heartbeat; it is shown this once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://care.agency.example/api/v1/ping/8f0b4c1e-…"
                     *     }
                     */
                    "application/json": components["schemas"]["PingUrlOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    resume_monitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look again */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "name": "Basket",
                     *       "kind": "http",
                     *       "interval_seconds": 60,
                     *       "address": "https://shop.lang.example/basket",
                     *       "port": 0,
                     *       "settings": {
                     *         "method": "GET",
                     *         "headers": {},
                     *         "expected_status": "200-299",
                     *         "keyword": "Checkout",
                     *         "keyword_wanted": "present",
                     *         "json_path": "",
                     *         "json_compare": "exists",
                     *         "json_expected": "",
                     *         "redirects": "followed",
                     *         "redirect_to": "",
                     *         "warns_of_certificate": true
                     *       },
                     *       "secret_names": [
                     *         "basic_auth"
                     *       ],
                     *       "has_ping_url": false,
                     *       "is_paused": false,
                     *       "status": "offline",
                     *       "status_reason": "keyword_missing",
                     *       "status_detail": "Checkout",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "checked_at": "2026-11-23T10:00:00.000Z",
                     *       "facts": {},
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MonitorOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    openapi_text: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description of this API (OpenAPI 3.1) */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_outages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site_id?: string;
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List outages in the words for the owners of sites, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "019ab0a1-7b00-7a10-8b20-3c4d5e6f7a99",
                     *           "incident_id": "019ab0a1-7b00-7a10-8b20-3c4d5e6f7a98",
                     *           "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "site_name": "Shop",
                     *           "noticed": "error_page",
                     *           "started_at": "2026-11-23T09:41:00.000Z",
                     *           "resolved_at": "2026-11-23T10:02:30.000Z",
                     *           "duration_seconds": 1290,
                     *           "is_looked_after": true,
                     *           "words": [
                     *             {
                     *               "at": "2026-11-23T10:00:00.000Z",
                     *               "text": "We have repaired the database.",
                     *               "is_report": false
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_OutageOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_people: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the people of one's own client */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "email": "erika@lang.example",
                     *           "name": "Erika Lang",
                     *           "is_active": true,
                     *           "last_login_at": "2026-11-23T10:00:00.000Z",
                     *           "site_ids": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_ColleagueOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_planned_maintenance: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is announced: maintenance that is open or begins within 30 days, soonest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "window_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Sunday nights",
                     *           "opens_at": "2026-11-29T01:30:00.000Z",
                     *           "closes_at": "2026-11-29T02:30:00.000Z",
                     *           "sites": [
                     *             {
                     *               "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *               "name": "Shop"
                     *             }
                     *           ],
                     *           "sites_count": 1
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_PlannedMaintenanceOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_platform_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys that sign commands, as sites see them */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformKeysOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    publish_platform_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "signed_list": {
                 *         "payload_type": "application/vnd.wpwingman.key-list+json",
                 *         "payload": "eyJ2IjoxLCJ2ZXJzaW9uIjoyfQ==",
                 *         "keyid": "1f0c9a52b7e84d36",
                 *         "sig": "bm8gcmVhbCBzaWduYXR1cmU="
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlatformKeysPublish"];
            };
        };
        responses: {
            /** @description Publish the next list of keys, signed by the root key */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformKeysOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_security_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who must have a second factor, and what destroying things takes */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "two_factor_required": {
                     *         "admin": true,
                     *         "support": true,
                     *         "client": false
                     *       },
                     *       "two_person_approval": true,
                     *       "destructive_commands_per_hour": 50
                     *     }
                     */
                    "application/json": components["schemas"]["SecuritySettingsOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_security_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "two_factor_required": {
                 *         "admin": true,
                 *         "support": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SecuritySettingsUpdate"];
            };
        };
        responses: {
            /** @description Change them; they hold from the next request on */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "two_factor_required": {
                     *         "admin": true,
                     *         "support": true,
                     *         "client": false
                     *       },
                     *       "two_person_approval": true,
                     *       "destructive_commands_per_hour": 50
                     *     }
                     */
                    "application/json": components["schemas"]["SecuritySettingsOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_sites: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "pending" | "online" | "degraded" | "offline" | "maintenance" | "unknown" | "paused";
                client_id?: string;
                q?: string;
                sort?: "name" | "-name" | "status" | "last_seen_at" | "-updates";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List sites */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "client_name": "Hofbäckerei Lang",
                     *           "name": "Shop",
                     *           "url": "https://shop.lang.example",
                     *           "status": "online",
                     *           "status_reason": "",
                     *           "status_since": "2026-11-23T10:00:00.000Z",
                     *           "wordpress_version": "6.8.7",
                     *           "php_version": "8.3.12",
                     *           "plugin_version": "0.1.0",
                     *           "last_seen_at": "2026-11-23T10:00:00.000Z",
                     *           "connected_at": "2026-11-23T10:00:00.000Z",
                     *           "paused_until": null,
                     *           "tags": [
                     *             "shop"
                     *           ],
                     *           "updates": {
                     *             "core": 0,
                     *             "plugins": 2,
                     *             "themes": 0,
                     *             "translations": 1
                     *           },
                     *           "problems": {
                     *             "critical": 0,
                     *             "warning": 1
                     *           },
                     *           "response_ms": 240,
                     *           "created_at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_SiteOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_site: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Shop",
                 *       "url": "https://shop.lang.example",
                 *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                 *       "tags": [
                 *         "shop"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SiteCreate"];
            };
        };
        responses: {
            /** @description Add a site; pair its plugin afterwards */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "name": "Shop",
                     *       "url": "https://shop.lang.example",
                     *       "status": "online",
                     *       "status_reason": "",
                     *       "status_since": "2026-11-23T10:00:00.000Z",
                     *       "wordpress_version": "6.8.7",
                     *       "php_version": "8.3.12",
                     *       "plugin_version": "0.1.0",
                     *       "last_seen_at": "2026-11-23T10:00:00.000Z",
                     *       "connected_at": "2026-11-23T10:00:00.000Z",
                     *       "paused_until": null,
                     *       "tags": [
                     *         "shop"
                     *       ],
                     *       "updates": {
                     *         "core": 0,
                     *         "plugins": 2,
                     *         "themes": 0,
                     *         "translations": 1
                     *       },
                     *       "problems": {
                     *         "critical": 0,
                     *         "warning": 1
                     *       },
                     *       "response_ms": 240,
                     *       "created_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a site with its numbers, its open conditions and its connection */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteDetailOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    delete_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a site with everything known of it */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    update_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_paused": true
                 *     }
                 */
                "application/json": components["schemas"]["SiteUpdate"];
            };
        };
        responses: {
            /** @description Change, pause or resume a site */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteDetailOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    check_site: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look at the site now: fetch its page, and ask it for a fresh snapshot */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "site_check",
                     *       "state": "queued",
                     *       "phase": "",
                     *       "progress": 0,
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    disconnect_site: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask the site's plugin to forget this platform, once people have approved it */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovedJobOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_inventory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is installed on the site */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_site_keys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys of a site, the newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteKeysOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    rotate_site_keys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask the site for a new key pair, and give it a new API key */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "kind": "site_check",
                     *       "state": "queued",
                     *       "phase": "",
                     *       "progress": 0,
                     *       "site_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "site_name": "Shop",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    revoke_site_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kill an API key at once; a site without any must be paired again */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    issue_pairing_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a one-time code to pair the site's plugin with */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "7Q2M-9FXA-K3TD-0RWE-5HZB-8CNP-V4JS-6GYM",
                     *       "connection_string": "https://wingman.agency.example#7Q2M-9FXA-K3TD-0RWE-5HZB-8CNP-V4JS-6GYM",
                     *       "expires_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PairingCodeOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    prove_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look once more whether the plugin answers at the site's address */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_snapshots: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history of the site's numbers, the last 30 days if not said otherwise */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotsOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_timeline: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened to the site, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut_TimelineEntryOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_status_pages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List status pages, newest first; a client's people see their client's */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "slug": "lang",
                     *           "title": "Hofbäckerei Lang",
                     *           "language": "de",
                     *           "accent": "#8a3b12",
                     *           "logo": "",
                     *           "domain": "status.lang.example",
                     *           "components": [
                     *             {
                     *               "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *               "name": "Online shop",
                     *               "site_ids": [
                     *                 "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                     *               ]
                     *             }
                     *           ],
                     *           "is_published": true,
                     *           "shows_degraded": false,
                     *           "tells_changes": true,
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "url": "https://wingman.agency.example/status/lang/",
                     *           "described_at": "2026-11-23T10:00:00.000Z",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "updated_at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_StatusPageOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    add_status_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                 *       "slug": "lang",
                 *       "title": "Hofbäckerei Lang",
                 *       "language": "de",
                 *       "accent": "#8a3b12",
                 *       "logo": "",
                 *       "domain": "status.lang.example",
                 *       "components": [
                 *         {
                 *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                 *           "name": "Online shop",
                 *           "site_ids": [
                 *             "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                 *           ]
                 *         }
                 *       ],
                 *       "is_published": true,
                 *       "shows_degraded": false,
                 *       "tells_changes": true
                 *     }
                 */
                "application/json": components["schemas"]["StatusPageCreate"];
            };
        };
        responses: {
            /** @description Add a status page */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "slug": "lang",
                     *       "title": "Hofbäckerei Lang",
                     *       "language": "de",
                     *       "accent": "#8a3b12",
                     *       "logo": "",
                     *       "domain": "status.lang.example",
                     *       "components": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Online shop",
                     *           "site_ids": [
                     *             "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                     *           ]
                     *         }
                     *       ],
                     *       "is_published": true,
                     *       "shows_degraded": false,
                     *       "tells_changes": true,
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "url": "https://wingman.agency.example/status/lang/",
                     *       "described_at": "2026-11-23T10:00:00.000Z",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "updated_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusPageOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    preview_status_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                 *       "slug": "lang",
                 *       "title": "Hofbäckerei Lang",
                 *       "language": "de",
                 *       "accent": "#8a3b12",
                 *       "logo": "",
                 *       "domain": "status.lang.example",
                 *       "components": [
                 *         {
                 *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                 *           "name": "Online shop",
                 *           "site_ids": [
                 *             "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                 *           ]
                 *         }
                 *       ],
                 *       "is_published": true,
                 *       "shows_degraded": false,
                 *       "tells_changes": true,
                 *       "page_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"
                 *     }
                 */
                "application/json": components["schemas"]["StatusPagePreview"];
            };
        };
        responses: {
            /** @description Draw a draft as it would be published; nothing is kept of it */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "html": "<!doctype html>…"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusPagePreviewOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_status_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a status page's settings */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "slug": "lang",
                     *       "title": "Hofbäckerei Lang",
                     *       "language": "de",
                     *       "accent": "#8a3b12",
                     *       "logo": "",
                     *       "domain": "status.lang.example",
                     *       "components": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Online shop",
                     *           "site_ids": [
                     *             "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                     *           ]
                     *         }
                     *       ],
                     *       "is_published": true,
                     *       "shows_degraded": false,
                     *       "tells_changes": true,
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "url": "https://wingman.agency.example/status/lang/",
                     *       "described_at": "2026-11-23T10:00:00.000Z",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "updated_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusPageOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_status_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a status page down; its address says that it is no more */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_status_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_published": true
                 *     }
                 */
                "application/json": components["schemas"]["StatusPageUpdate"];
            };
        };
        responses: {
            /** @description Change a status page */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "slug": "lang",
                     *       "title": "Hofbäckerei Lang",
                     *       "language": "de",
                     *       "accent": "#8a3b12",
                     *       "logo": "",
                     *       "domain": "status.lang.example",
                     *       "components": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "name": "Online shop",
                     *           "site_ids": [
                     *             "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
                     *           ]
                     *         }
                     *       ],
                     *       "is_published": true,
                     *       "shows_degraded": false,
                     *       "tells_changes": true,
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "url": "https://wingman.agency.example/status/lang/",
                     *       "described_at": "2026-11-23T10:00:00.000Z",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "updated_at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusPageOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_status_page_posts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was posted on a page, newest first */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "state": "maintenance",
                     *           "title": "A new server",
                     *           "text": "The shop moves. Orders are taken again after that.",
                     *           "component_ids": [
                     *             "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"
                     *           ],
                     *           "thread_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "starts_at": "2026-11-24T22:00:00.000Z",
                     *           "ends_at": "2026-11-24T23:00:00.000Z",
                     *           "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *           "page_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "at": "2026-11-23T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_PostOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    post_on_status_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "maintenance",
                 *       "title": "A new server",
                 *       "text": "The shop moves. Orders are taken again after that.",
                 *       "component_ids": [
                 *         "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"
                 *       ],
                 *       "thread_id": null,
                 *       "starts_at": "2026-11-24T22:00:00.000Z",
                 *       "ends_at": "2026-11-24T23:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["PostCreate"];
            };
        };
        responses: {
            /** @description Post on a page; its subscribers hear of it */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "maintenance",
                     *       "title": "A new server",
                     *       "text": "The shop moves. Orders are taken again after that.",
                     *       "component_ids": [
                     *         "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"
                     *       ],
                     *       "thread_id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "starts_at": "2026-11-24T22:00:00.000Z",
                     *       "ends_at": "2026-11-24T23:00:00.000Z",
                     *       "id": "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11",
                     *       "page_id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "at": "2026-11-23T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PostOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    remove_status_page_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
                post_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a post, with its thread when it is the first of it */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    count_subscribers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many have confirmed that they want a page's news; never who */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "confirmed": 42
                     *     }
                     */
                    "application/json": components["schemas"]["SubscribersOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "lang",
                 *       "email": "guest@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionCreate"];
            };
        };
        responses: {
            /** @description Ask for a page's news by e-mail; the answer is the same for every address */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    confirm_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "pL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3c"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionToken"];
            };
        };
        responses: {
            /** @description Confirm a subscription by the link of its letter */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    unsubscribe_with_one_click: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same for mail programs (RFC 8058), which post a form of their own */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "pL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3c"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionToken"];
            };
        };
        responses: {
            /** @description End a subscription; nothing is kept of it */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    list_users: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                role?: "admin" | "support" | "client";
                client_id?: string;
                q?: string;
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List users by name */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *           "email": "erika@lang.example",
                     *           "name": "Erika Lang",
                     *           "role": "client",
                     *           "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *           "client_name": "Hofbäckerei Lang",
                     *           "is_active": true,
                     *           "two_factor_enabled": false,
                     *           "last_login_at": "2026-11-23T10:00:00.000Z",
                     *           "created_at": "2026-11-23T10:00:00.000Z",
                     *           "site_ids": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PageOut_AccountOut_"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a user */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "email": "erika@lang.example",
                     *       "name": "Erika Lang",
                     *       "role": "client",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "is_active": true,
                     *       "two_factor_enabled": false,
                     *       "last_login_at": "2026-11-23T10:00:00.000Z",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "site_ids": null
                     *     }
                     */
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    delete_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a user */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    change_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_active": false
                 *     }
                 */
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description Change a user's name, role, client or sites, or shut them out; it holds at once */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22",
                     *       "email": "erika@lang.example",
                     *       "name": "Erika Lang",
                     *       "role": "client",
                     *       "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
                     *       "client_name": "Hofbäckerei Lang",
                     *       "is_active": true,
                     *       "two_factor_enabled": false,
                     *       "last_login_at": "2026-11-23T10:00:00.000Z",
                     *       "created_at": "2026-11-23T10:00:00.000Z",
                     *       "site_ids": null
                     *     }
                     */
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    reset_two_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove the second factors of a user who lost them */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    sign_out_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End every session of a user */
            204: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    deliver_commands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hand a site the commands that wait for it */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PullAnswer"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    take_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultMessage"];
            };
        };
        responses: {
            /** @description Take a site's word on what became of a command; a rotation gives it its new API key */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    connect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectMessage"];
            };
        };
        responses: {
            /** @description Pair a WordPress with its site, by a one-time code */
            201: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    receive_daily_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DailyReportMessage"];
            };
        };
        responses: {
            /** @description Take a site's report of a day */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    take_farewell: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteMessage"];
            };
        };
        responses: {
            /** @description Take a site's farewell: its owner has disconnected it in wp-admin */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    get_key_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list of keys for sites, signed by the root key that they have pinned */
            200: {
                headers: {
                    "X-Request-Id"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedListOut"];
                };
            };
            /** @description Nothing has changed since If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            414: components["responses"]["414"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
    receive_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotMessage"];
            };
        };
        responses: {
            /** @description Take a site's hourly snapshot */
            202: {
                headers: {
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            414: components["responses"]["414"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            503: components["responses"]["503"];
        };
    };
}
