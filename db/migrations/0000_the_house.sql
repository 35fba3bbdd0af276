CREATE TABLE "auth_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text,
	"display_username" text,
	"organisation_id" uuid NOT NULL,
	"deactivated_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"words" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"minutes" integer NOT NULL,
	"sort_order" text NOT NULL,
	"proposer" text,
	"proposer_name" text,
	"spent_seconds" integer DEFAULT 0 NOT NULL,
	"begun_at" timestamp with time zone,
	"informed_only" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"deferred_to" text DEFAULT '' NOT NULL,
	"reopened_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consensus_items" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"words" text NOT NULL,
	"party" text DEFAULT '' NOT NULL,
	"quantity" double precision,
	"unit" text DEFAULT '' NOT NULL,
	"due" date,
	"created_at" timestamp with time zone NOT NULL,
	"set_aside_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"words" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"taken_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"item_id" uuid,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"words" text NOT NULL,
	"participant_id" uuid,
	"issue_id" uuid,
	"speaker" text,
	"speaker_name" text NOT NULL,
	"speaker_hand" text NOT NULL,
	"recorded_by" text,
	"recorded_by_name" text,
	"confirmed_at" timestamp with time zone,
	"said_at" timestamp with time zone NOT NULL,
	"clause_id" text,
	"merged_into" uuid,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "cards_organisation_session_issue" UNIQUE("organisation_id","session_id","issue_id")
);
--> statement-breakpoint
CREATE TABLE "amendments" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"account" text NOT NULL,
	"changes" jsonb NOT NULL,
	"client_ids" bigint[] NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "amendments_once" UNIQUE("organisation_id","document_id","revision_id","account","sha256")
);
--> statement-breakpoint
CREATE TABLE "clause_sources" (
	"organisation_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"clause_id" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "clause_sources_organisation_id_document_id_clause_id_source_kind_source_id_pk" PRIMARY KEY("organisation_id","document_id","clause_id","source_kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "document_clients" (
	"organisation_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"client_id" bigint NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "document_clients_organisation_id_document_id_generation_client_id_pk" PRIMARY KEY("organisation_id","document_id","generation","client_id")
);
--> statement-breakpoint
CREATE TABLE "document_updates" (
	"organisation_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"sequence" integer NOT NULL,
	"account" text NOT NULL,
	"session" text NOT NULL,
	"client_ids" bigint[] NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"previous_hash" text NOT NULL,
	CONSTRAINT "document_updates_organisation_id_document_id_sequence_pk" PRIMARY KEY("organisation_id","document_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"schema_version" integer NOT NULL,
	"next_sequence" integer DEFAULT 1 NOT NULL,
	"sealed_at" timestamp with time zone,
	CONSTRAINT "documents_organisation_id" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"plain_text" text NOT NULL,
	"authors" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"state_vector" "bytea" NOT NULL,
	"snapshot" "bytea" NOT NULL,
	"sealed_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "revisions_document_number" UNIQUE("organisation_id","document_id","number")
);
--> statement-breakpoint
CREATE TABLE "file_chunks" (
	"hash" text NOT NULL,
	"sequence" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_chunks_hash_sequence_pk" PRIMARY KEY("hash","sequence")
);
--> statement-breakpoint
CREATE TABLE "file_contents" (
	"hash" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"type" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"size" integer NOT NULL,
	"type" text NOT NULL,
	"seconds" integer,
	"turn" integer NOT NULL,
	"uploaded_by" text NOT NULL,
	"owner_kind" text,
	"owner_id" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"bucket" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attempts_bucket_window_start_pk" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"key" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "house" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"seeded" boolean DEFAULT false NOT NULL,
	"clock_ahead" integer DEFAULT 0 NOT NULL,
	"set_up_token_hash" text,
	CONSTRAINT "house_one_row" CHECK ("house"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"move" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"actor" text NOT NULL,
	"role" text,
	"command_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"said_at" timestamp with time zone,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "ledger_subject_sequence" UNIQUE("subject_kind","subject_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "contact_views" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"issue_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "echo_devices" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"issue_id" uuid NOT NULL,
	"device_hash" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "echo_devices_issue_device" UNIQUE("issue_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "echo_links" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"issue_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "echo_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "issue_contacts" (
	"organisation_id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "issue_contacts_organisation_id_issue_id_pk" PRIMARY KEY("organisation_id","issue_id")
);
--> statement-breakpoint
CREATE TABLE "issue_notes" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"issue_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issue_serials" (
	"organisation_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "issue_serials_organisation_id_year_pk" PRIMARY KEY("organisation_id","year")
);
--> statement-breakpoint
CREATE TABLE "issues" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"channel" text NOT NULL,
	"venue_id" uuid,
	"place" text NOT NULL,
	"words" text NOT NULL,
	"alias" text NOT NULL,
	"under14" boolean NOT NULL,
	"notice_version" text NOT NULL,
	"code_hash" text NOT NULL,
	"urgency" text,
	"sector" text DEFAULT '' NOT NULL,
	"confidential" boolean DEFAULT false NOT NULL,
	"handler_id" text,
	"handler_name" text DEFAULT '' NOT NULL,
	"merged_into" uuid,
	"topic_id" uuid,
	"refusal" text,
	"outcome" text,
	"denied" boolean DEFAULT false NOT NULL,
	"due" jsonb,
	"confirm_by" jsonb,
	"rule_set_version" integer NOT NULL,
	"raised_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "issues_organisation_number" UNIQUE("organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "opinion_seals" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"opinion_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"opened_at" timestamp with time zone,
	"opened_by" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "opinion_seals_number" UNIQUE("organisation_id","opinion_id","number")
);
--> statement-breakpoint
CREATE TABLE "opinion_signatures" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"opinion_id" uuid NOT NULL,
	"seal_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"hand" text NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"digest" text,
	"how" text,
	"taken_by" text,
	"strokes" "bytea",
	"at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "opinion_signatures_person" UNIQUE("organisation_id","seal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "opinions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"freezing_at" timestamp with time zone,
	"freezing_by" text,
	"seal_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "opinions_organisation_session" UNIQUE("organisation_id","session_id"),
	CONSTRAINT "opinions_document" UNIQUE("organisation_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "guests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "guests_organisation_token" UNIQUE("organisation_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"person_id" text NOT NULL,
	"device_hash" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "known_devices_person_device" UNIQUE("person_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"level" text,
	"name" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisations_parent_name" UNIQUE NULLS NOT DISTINCT("parent_id","name")
);
--> statement-breakpoint
CREATE TABLE "role_holdings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "rule_sets_organisation_id_version_pk" PRIMARY KEY("organisation_id","version")
);
--> statement-breakpoint
CREATE TABLE "door_codes" (
	"organisation_id" uuid NOT NULL,
	"code" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" text,
	"guest_id" uuid,
	"name" text NOT NULL,
	"hand" text NOT NULL,
	"represents" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"way" text,
	"checked_in_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "participants_person" UNIQUE("organisation_id","session_id","person_id"),
	CONSTRAINT "participants_guest" UNIQUE("organisation_id","session_id","guest_id")
);
--> statement-breakpoint
CREATE TABLE "session_hosts" (
	"organisation_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	CONSTRAINT "session_hosts_organisation_id_session_id_pk" PRIMARY KEY("organisation_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"form" text NOT NULL,
	"preset" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"venue_id" uuid,
	"venue_name" text DEFAULT '' NOT NULL,
	"brand" text DEFAULT '' NOT NULL,
	"ordinal" integer,
	"topic_id" uuid,
	"rights" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"agenda_document_id" uuid NOT NULL,
	"door_token" text NOT NULL,
	"scheduled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"concluded_at" timestamp with time zone,
	"record_digest" text,
	"reason" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_door_token_unique" UNIQUE("door_token")
);
--> statement-breakpoint
CREATE TABLE "speeches" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"allowed_seconds" integer NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"spent_seconds" integer DEFAULT 0 NOT NULL,
	"running_since" timestamp with time zone,
	"cut_off" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"situation" text NOT NULL,
	"affected" text NOT NULL,
	"hopes" text NOT NULL,
	"departments" text NOT NULL,
	"urgency" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"session_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"approved_at" timestamp with time zone,
	"scheduled_at" timestamp with time zone,
	"discussed_at" timestamp with time zone,
	"dropped_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"number" text,
	"place" text DEFAULT '' NOT NULL,
	"types" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"brand" text,
	"code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "venues_code_unique" UNIQUE("code"),
	CONSTRAINT "venues_organisation_name" UNIQUE("organisation_id","name")
);
--> statement-breakpoint
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consensus_items" ADD CONSTRAINT "consensus_items_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consensus_items" ADD CONSTRAINT "consensus_items_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consensus_items" ADD CONSTRAINT "consensus_items_item_id_agenda_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."agenda_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_item_id_agenda_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."agenda_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_merged_into_cards_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clause_sources" ADD CONSTRAINT "clause_sources_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clause_sources" ADD CONSTRAINT "clause_sources_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_clients" ADD CONSTRAINT "document_clients_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_clients" ADD CONSTRAINT "document_clients_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_hash_file_contents_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."file_contents"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_hash_file_contents_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."file_contents"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_views" ADD CONSTRAINT "contact_views_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_views" ADD CONSTRAINT "contact_views_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "echo_devices" ADD CONSTRAINT "echo_devices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "echo_devices" ADD CONSTRAINT "echo_devices_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "echo_links" ADD CONSTRAINT "echo_links_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "echo_links" ADD CONSTRAINT "echo_links_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_contacts" ADD CONSTRAINT "issue_contacts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_contacts" ADD CONSTRAINT "issue_contacts_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_notes" ADD CONSTRAINT "issue_notes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_notes" ADD CONSTRAINT "issue_notes_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_serials" ADD CONSTRAINT "issue_serials_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_merged_into_issues_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_seals" ADD CONSTRAINT "opinion_seals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_seals" ADD CONSTRAINT "opinion_seals_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_signatures" ADD CONSTRAINT "opinion_signatures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_signatures" ADD CONSTRAINT "opinion_signatures_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_signatures" ADD CONSTRAINT "opinion_signatures_seal_id_opinion_seals_id_fk" FOREIGN KEY ("seal_id") REFERENCES "public"."opinion_seals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_signatures" ADD CONSTRAINT "opinion_signatures_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_freezing_by_user_id_fk" FOREIGN KEY ("freezing_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_parent_id_organisations_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holdings" ADD CONSTRAINT "role_holdings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holdings" ADD CONSTRAINT "role_holdings_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_codes" ADD CONSTRAINT "door_codes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_codes" ADD CONSTRAINT "door_codes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_guest_id_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."guests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_hosts" ADD CONSTRAINT "session_hosts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_hosts" ADD CONSTRAINT "session_hosts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_agenda_document_id_documents_id_fk" FOREIGN KEY ("agenda_document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speeches" ADD CONSTRAINT "speeches_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speeches" ADD CONSTRAINT "speeches_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speeches" ADD CONSTRAINT "speeches_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auth_account_user" ON "auth_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_session_user" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_organisation" ON "user" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "auth_verification_identifier" ON "auth_verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_items_one_current" ON "agenda_items" USING btree ("organisation_id","session_id") WHERE state = 'current';--> statement-breakpoint
CREATE INDEX "agenda_items_session" ON "agenda_items" USING btree ("session_id","sort_order");--> statement-breakpoint
CREATE INDEX "consensus_items_session" ON "consensus_items" USING btree ("session_id","item_id");--> statement-breakpoint
CREATE INDEX "reservations_session" ON "reservations" USING btree ("session_id","item_id");--> statement-breakpoint
CREATE INDEX "cards_session" ON "cards" USING btree ("organisation_id","session_id","said_at");--> statement-breakpoint
CREATE INDEX "cards_issue" ON "cards" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "cards_merged_into" ON "cards" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "amendments_account" ON "amendments" USING btree ("organisation_id","account");--> statement-breakpoint
CREATE INDEX "documents_organisation_kind" ON "documents" USING btree ("organisation_id","kind");--> statement-breakpoint
CREATE INDEX "files_organisation_owner" ON "files" USING btree ("organisation_id","owner_kind","owner_id");--> statement-breakpoint
CREATE INDEX "files_uploader" ON "files" USING btree ("uploaded_by","created_at");--> statement-breakpoint
CREATE INDEX "ledger_organisation_at" ON "ledger" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "contact_views_organisation" ON "contact_views" USING btree ("organisation_id","issue_id");--> statement-breakpoint
CREATE INDEX "echo_devices_device" ON "echo_devices" USING btree ("device_hash");--> statement-breakpoint
CREATE INDEX "echo_links_organisation" ON "echo_links" USING btree ("organisation_id","issue_id");--> statement-breakpoint
CREATE INDEX "issue_notes_organisation" ON "issue_notes" USING btree ("organisation_id","issue_id","at");--> statement-breakpoint
CREATE INDEX "issues_organisation_state" ON "issues" USING btree ("organisation_id","state","created_at");--> statement-breakpoint
CREATE INDEX "issues_number" ON "issues" USING btree ("number");--> statement-breakpoint
CREATE INDEX "issues_topic" ON "issues" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "issues_merged" ON "issues" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "opinion_signatures_opinion" ON "opinion_signatures" USING btree ("opinion_id","position");--> statement-breakpoint
CREATE INDEX "opinion_signatures_of_person" ON "opinion_signatures" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "opinions_session" ON "opinions" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "opinions_freezing" ON "opinions" USING btree ("freezing_at");--> statement-breakpoint
CREATE INDEX "access_links_organisation" ON "access_links" USING btree ("organisation_id","person_id");--> statement-breakpoint
CREATE INDEX "guests_token" ON "guests" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "role_holdings_organisation" ON "role_holdings" USING btree ("organisation_id","role");--> statement-breakpoint
CREATE INDEX "role_holdings_person" ON "role_holdings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "door_codes_session" ON "door_codes" USING btree ("session_id","until");--> statement-breakpoint
CREATE INDEX "participants_session" ON "participants" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "participants_of_person" ON "participants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "participants_of_guest" ON "participants" USING btree ("guest_id");--> statement-breakpoint
CREATE INDEX "session_hosts_session" ON "session_hosts" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_organisation" ON "sessions" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "sessions_venue" ON "sessions" USING btree ("venue_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "speeches_one_speaker" ON "speeches" USING btree ("organisation_id","session_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "speeches_session" ON "speeches" USING btree ("session_id","begun_at");--> statement-breakpoint
CREATE INDEX "topics_organisation" ON "topics" USING btree ("organisation_id","state","created_at");--> statement-breakpoint
CREATE INDEX "venues_organisation" ON "venues" USING btree ("organisation_id");