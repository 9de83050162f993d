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
        /** How the platform is: database, schema, waiting messages */
        get: operations["health"];
        put?: never;
        post?: never;
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
         * Ask the site's plugin to forget this platform
         * @description For the roles: admin.
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
        /** Take a site's word on what became of a command */
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
            platform_keys: components["schemas"]["PlatformKeyOut"][];
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
        Connection: "none" | "waiting" | "connected" | "disconnected" | "moved";
        /** ConnectionOut */
        ConnectionOut: {
            state: components["schemas"]["Connection"];
            /** Key Prefix */
            key_prefix: string | null;
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
         * HealthOut
         * @description `degraded`: it works, but messages wait too long. `failing`: the schema does not fit.
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
        };
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
        Notes: string;
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
        /** Php */
        Php: {
            /** @default null */
            version: components["schemas"]["ShortText"] | null;
        } & {
            [key: string]: unknown;
        };
        /** PlatformKeyOut */
        PlatformKeyOut: {
            /** Kid */
            kid: string;
            /** Public Key */
            public_key: string;
        };
        /** ProblemsOut */
        ProblemsOut: {
            /** Critical */
            critical: number;
            /** Warning */
            warning: number;
        };
        /** PullAnswer */
        PullAnswer: {
            /** Commands */
            commands: {
                [key: string]: unknown;
            }[];
            /** Server Time */
            server_time: number;
            /** Next Pull Seconds */
            next_pull_seconds: number;
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
        Sequence: number;
        /**
         * Severity
         * @enum {string}
         */
        Severity: "critical" | "warning" | "info";
        ShortText: string;
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
        chalicelib__api__schemas__sites__Url: string;
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
        /** @description The body is larger than 1 MB */
        413: {
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
                     *         "locale": "en"
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
                     *       "locale": "en"
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            /** @description How the platform is: database, schema, waiting messages */
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
                     *       "oldest_unsent_seconds": 0
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            422: components["responses"]["422"];
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
            /** @description Ask the site's plugin to forget this platform */
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
            422: components["responses"]["422"];
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
            /** @description Take a site's word on what became of a command */
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
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
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            503: components["responses"]["503"];
        };
    };
}
